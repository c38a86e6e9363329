import { randomBytes, scryptSync, timingSafeEqual } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { VideoGrant } from '@x/grants-video'
import { createIssuer, createTokenEndpoint, deny, memoryLimiter } from '@x/token-endpoint'
import { nodeRequestOf, toNodeHandler } from '@x/token-endpoint/node'
import express from 'express'
import session from 'express-session'

const salt = randomBytes(16)
const hash = (password) => scryptSync(password, salt, 32)

/** The app's users, and the room each is in. A real app has a database. */
const USERS = new Map([
  ['alice', { password: hash('wonderland'), room: 'tea-party' }],
  ['bob', { password: hash('builder'), room: 'site' }],
])

function isRight(user, password) {
  return user !== undefined && typeof password === 'string' && timingSafeEqual(user.password, hash(password))
}

/** Makes the app. `credentials` are an account and an API key of it; `ttl` is how long a token lives, in seconds. */
export function createApp({ credentials, secret, ttl = 600, onEvent }) {
  const endpoint = createTokenEndpoint({
    issuer: createIssuer(credentials),
    authorize(request) {
      // The session is on Express's request. What the request says of an identity is not even read.
      const { user } = nodeRequestOf(request).session
      if (user === undefined) return deny(401)
      return { identity: user, grants: [new VideoGrant({ room: USERS.get(user).room })], ttl }
    },
    limiter: memoryLimiter({ limit: 30, per: 60 }),
    onEvent,
  })

  const app = express()
  app.disable('x-powered-by')
  app.use((_, response, next) => {
    response.set('Content-Security-Policy', "default-src 'self'; frame-ancestors 'none'")
    next()
  })
  app.use(
    session({
      ...{ secret, resave: false, saveUninitialized: false },
      // `secure: true` as well, where the app is reached by https.
      cookie: { httpOnly: true, sameSite: 'lax' },
    }),
  )
  app.use(express.json({ limit: '4kb' }))
  app.post('/sign-in', (request, response, next) => {
    const { name, password } = request.body ?? {}
    if (!isRight(USERS.get(name), password)) return response.status(401).end()
    // A new session, so that nobody can have given the user an old one.
    request.session.regenerate((error) => {
      if (error) return next(error)
      request.session.user = name
      response.status(204).end()
    })
  })
  app.post('/sign-out', (request, response, next) => {
    request.session.destroy((error) => (error ? next(error) : response.status(204).end()))
  })
  app.all('/token', toNodeHandler(endpoint))
  app.get('/token-source.js', (_, response) =>
    response.sendFile(fileURLToPath(import.meta.resolve('@x/token-source'))),
  )
  app.use(express.static(fileURLToPath(new URL('public', import.meta.url))))
  return app
}
