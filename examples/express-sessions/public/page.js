import { createTokenSource, fetchFrom } from '/token-source.js'

const show = (id, text) => {
  document.getElementById(id).textContent = text
}
const post = (path, body) =>
  fetch(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
const claimsOf = (token) => JSON.parse(atob(token.split('.')[1].replaceAll('-', '+').replaceAll('_', '/')))

/** One source for each time somebody is signed in: a token of alice's must not become bob's. */
let source

function follow() {
  source?.stop()
  source = createTokenSource(fetchFrom('/token'), { onError: (error) => show('answer', error.message) })
  // A client of an SDK is bound in the same way: bindVoice(device, source).
  source.subscribe((token) => {
    const { grants } = claimsOf(token)
    show('identity', grants.identity)
    show('room', grants.video.room)
    show('answer', '')
  })
}

document.getElementById('sign-in').addEventListener('submit', async (event) => {
  event.preventDefault()
  const form = new FormData(event.target)
  const { ok } = await post('/sign-in', Object.fromEntries(form))
  show('answer', ok ? '' : 'Name or password is wrong.')
  if (ok) follow()
})

document.getElementById('sign-out').addEventListener('click', async () => {
  source?.stop()
  await post('/sign-out', {})
  for (const id of ['identity', 'room', 'left']) show(id, 'none')
})

document.getElementById('as-bob').addEventListener('click', async () => {
  const response = await post('/token?identity=bob', { identity: 'bob' })
  const answer = await response.json()
  show(
    'answer',
    response.ok ? `The token is ${answer.identity}'s.` : `${response.status}: ${answer.error.message}`,
  )
})

setInterval(() => {
  show('state', source?.state ?? 'idle')
  const left = source?.expiresAt === undefined ? undefined : Math.round(source.expiresAt - Date.now() / 1000)
  show('left', left === undefined || left < 0 ? 'none' : `${left} s`)
}, 500)
