import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'

const run = promisify(execFile)

const SIDS = `const [account, key, app, workspace, worker] = ['AC', 'SK', 'AP', 'WS', 'WK'].map((kind) => kind.padEnd(34, '0'))
const secret = 'abcdefghijklmnopqrstuvwxyz012345'`

/** What a service does all day, by the kind of token. */
const WORK: Readonly<Record<string, string>> = {
  'an access token with two grants': `
    const { AccessToken } = await import('@x/access-token')
    const { VideoGrant } = await import('@x/grants-video')
    const { VoiceGrant } = await import('@x/grants-voice')
    const work = (identity) =>
      new AccessToken(account, key, secret, { identity, ttl: 600 })
        .addGrant(new VideoGrant({ room: 'daily' }))
        .addGrant(new VoiceGrant({ outgoingApplicationSid: app, outgoingApplicationParams: { a: 'b' } }))
        .toJwtSync()`,
  'a verified access token': `
    const { AccessToken } = await import('@x/access-token')
    const tokens = Array.from({ length: 8 }, (_, at) => new AccessToken(account, key, secret, { identity: 'user' + at }).toJwtSync())
    let at = 0
    const work = () => AccessToken.verifySync(tokens[at++ & 7], secret)`,
  'a Jwt': `
    const { Jwt } = await import('@x/jwt-core')
    const jwt = new Jwt(secret)
    const work = (sub) => Jwt.decodeSync(jwt.encodeSync({ sub, room: 'daily' }), secret)`,
  'a client capability token': `
    const { ClientCapabilityToken } = await import('@x/client-capability')
    const work = (name) =>
      new ClientCapabilityToken(account, secret).allowClientIncoming(name).allowClientOutgoing(app).generateSync()`,
  'a worker capability token': `
    const { WorkerCapabilityToken } = await import('@x/taskrouter-capability')
    const options = { accountSid: account, authToken: secret, workspaceSid: workspace, workerSid: worker }
    const work = (friendlyName) => new WorkerCapabilityToken({ ...options, friendlyName }).generateSync()`,
}

/** The functions whose code V8 threw away again and again, in full collections that found no token in the making. */
async function forgotten(work: string): Promise<string[]> {
  const script = `${SIDS}\n${work}
    const { setFlagsFromString } = await import('node:v8')
    for (let turn = 0; turn < 7; turn++) {
      // By then it is compiled, and what loaded the packages is forgotten.
      if (turn === 1) setFlagsFromString('--trace-deopt')
      for (let at = 0; at < 8000; at++) work('user' + (at & 63))
      gc()
    }`
  const flags = ['--expose-gc', '--no-concurrent-recompilation', '--input-type=module']
  const { stdout } = await run(process.execPath, [...flags, '--eval', script], { maxBuffer: 2 ** 26 })
  const names = [...stdout.matchAll(/SharedFunctionInfo ([^>]*)>.*weak objects/g)].map(
    ([, name]) => name as string,
  )
  // Once, while it still learns which shapes there are, tells nothing.
  return names.filter((name, at) => names.indexOf(name) !== at)
}

test.each(Object.entries(WORK))(
  'code that makes %s stays compiled when garbage is collected',
  async (_, work) => expect(await forgotten(work)).toEqual([]),
)

test('what an application holds in its own grants and tokens is not held by ours', async () => {
  const script = `${SIDS}
    const { AccessToken } = await import('@x/access-token')
    const { ClientCapabilityToken } = await import('@x/client-capability')
    const { WorkerCapabilityToken } = await import('@x/taskrouter-capability')
    const held = []
    const hold = () => { const session = {}; held.push(new WeakRef(session)); return session }
    ;(() => {
      new AccessToken(account, key, secret, { grants: [{ key: 'bot', session: hold(), toPayload: () => ({ level: '1' }) }] })
      new (class extends AccessToken { session = hold() })(account, key, secret).toJwtSync()
      new (class extends ClientCapabilityToken { session = hold() })(account, secret).generateSync()
      const options = { accountSid: account, authToken: secret, workspaceSid: workspace, workerSid: worker }
      new (class extends WorkerCapabilityToken { session = hold() })(options).generateSync()
    })()
    await new Promise((done) => setTimeout(done, 20))
    gc()
    console.log(held.map((each) => each.deref() === undefined).join())`
  const { stdout } = await run(process.execPath, ['--expose-gc', '--input-type=module', '--eval', script])
  expect(stdout.trim()).toBe('true,true,true,true')
})
