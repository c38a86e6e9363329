import { randomBytes } from 'node:crypto'
import { createApp } from './app.js'

const {
  TWILIO_ACCOUNT_SID,
  TWILIO_API_KEY_SID,
  TWILIO_API_KEY_SECRET,
  SESSION_SECRET,
  PORT = '3000',
  TTL,
} = process.env

// Without credentials of yours the tokens are good for looking at alone.
const isDemo = TWILIO_API_KEY_SECRET === undefined
const credentials = isDemo
  ? { accountSid: 'ACdemo', apiKeySid: 'SKdemo', apiKeySecret: randomBytes(24).toString('base64url') }
  : { accountSid: TWILIO_ACCOUNT_SID, apiKeySid: TWILIO_API_KEY_SID, apiKeySecret: TWILIO_API_KEY_SECRET }

const app = createApp({
  credentials,
  secret: SESSION_SECRET ?? randomBytes(32).toString('hex'),
  // Short, so that one sees the page fetch the next token.
  ttl: TTL === undefined ? 40 : Number(TTL),
  onEvent: ({ type, status, reason = '', jti = '' }) => console.log(type, status, reason, jti),
})
const server = app.listen(Number(PORT), '127.0.0.1', () => {
  console.log(`http://127.0.0.1:${server.address().port}   alice / wonderland, bob / builder; Ctrl+C ends it`)
  if (isDemo) console.log('with demo credentials: Twilio will refuse these tokens')
})
