// The programs that every surrounding runs.
import { ours } from '../context.ts'

const SECRET = 'a secret for the application, 32 bytes'

/** An RSA key pair for signed requests, made for these tests. */
export function keyPair(): string {
  return `require('node:crypto').generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  })`
}

const MINT = `
  const secret = '${SECRET}'
  const token = new AccessToken('AC1', 'SK1', secret, { identity: 'alice' }).addGrant(new VideoGrant({ room: 'daily' }))
  const jwt = await token.toJwt()
  const verified = await AccessToken.verify(jwt, secret)
  const refused = await AccessToken.verify(jwt, secret + '!').catch((error) => error.code)
  const { payload } = decodeUnverified(jwt)
  const found = await diagnose(jwt)
  return [verified.identity, verified.grant(VideoGrant).room, refused, payload.grants.identity, found.kind, new FieldOf().key]`

export const RESULT: readonly unknown[] = [
  ...['alice', 'daily', 'ERR_SIGNATURE_INVALID', 'alice', 'access-token', 'own'],
]

const NAMES: readonly (readonly [name: string, from: string])[] = [
  ['AccessToken', 'access-token'],
  ['VideoGrant', 'grants-video'],
  ['decodeUnverified', 'jwt-core'],
  ['AccessTokenGrant', 'jwt-core/grant'],
  ['diagnose', 'token-doctor'],
]

const OWN_GRANT = `class FieldOf extends AccessTokenGrant { key = 'own'; toPayload() { return {} } }`

/** Mints, verifies, decodes and diagnoses; \`finish\` is what is done with the promise of {@link RESULT}. */
export function program(format: 'esm' | 'cjs', finish: (promise: string) => string): string {
  const load = NAMES.map(([name, from]) =>
    format === 'esm'
      ? `import { ${name} } from '${ours(from)}'`
      : `const { ${name} } = require('${ours(from)}')`,
  )
  return `${load.join('\n')}
${OWN_GRANT}
async function main() {${MINT}
}
${finish('main()')}
`
}

/** Prints the result as JSON. */
export const print = (promise: string): string =>
  `${promise}.then((result) => console.log(JSON.stringify(result)))`

/** The same as a test file of Jest or Vitest, with signed requests, whose RS256 goes through jose. */
export function testFile(format: 'esm' | 'cjs'): string {
  const signed =
    format === 'esm'
      ? `import { generateKeyPairSync } from 'node:crypto'\nimport { ClientValidationToken } from '${ours('client-validation')}'`
      : `const { generateKeyPairSync } = require('crypto')\nconst { ClientValidationToken } = require('${ours('client-validation')}')`
  const keys = keyPair().replace("require('node:crypto').", '')
  return `${program(format, () => '')}
${signed}
test('mints, verifies, decodes and diagnoses', async () => {
  expect(await main()).toEqual(${JSON.stringify(RESULT)})
})
test('signs a request with a private key', async () => {
  const { privateKey } = ${keys}
  const token = new ClientValidationToken({ accountSid: 'AC1', apiKeySid: 'SK1', credentialSid: 'CR1', privateKey })
  const jwt = await token.sign({ method: 'GET', url: 'https://a.example/', headers: { host: 'a.example' } })
  expect(jwt.split('.')).toHaveLength(3)
})
`
}
