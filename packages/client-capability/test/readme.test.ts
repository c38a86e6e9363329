import { readFileSync } from 'node:fs'
import { decodeUnverified } from '@x/jwt-core'
import { expect, it } from 'vitest'
import { ClientCapabilityToken } from '../src/index.ts'

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')
const examples = [...readme.matchAll(/```ts\n(.*?)```/gs)].map(([, code]) => code as string)

/** Runs an example of the README as it stands there, but for the import, and returns the claims of its token. */
async function run(code: string | undefined): Promise<Record<string, unknown>> {
  const body = `return (async () => {${code?.replace(/^import .*$/m, '')}; return jwt })()`
  const example = new Function('ClientCapabilityToken', 'accountSid', 'authToken', body)
  const jwt = await example(ClientCapabilityToken, 'AC0123456789abcdef0123456789abcdef', 'fake-auth-token')
  return { ...decodeUnverified(jwt).payload }
}

const EXPECTED = [
  [3600, 'scope:client:incoming?clientName=alice'],
  [3600, 'scope:client:outgoing?appSid=APe5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5&appParams=ClientName%3Dalice'],
  [3600, 'scope:client:outgoing?appSid=APe5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5&clientName=alice'],
  [7200, 'scope:client:incoming?clientName=alice'],
  [3600, 'scope:client:incoming?clientName=alice scope:presence:publish?clientName=alice&status=away'],
] as const

it.each(EXPECTED.map((each, at) => [at, ...each] as const))('example %i runs', async (at, ttl, scope) => {
  const claims = await run(examples[at])
  expect(claims.scope).toBe(scope)
  expect((claims.exp as number) - (claims.iat as number)).toBe(ttl)
})

it('are all of them', () => expect(examples.length).toBe(EXPECTED.length))
