import { readFileSync } from 'node:fs'
import { decodeUnverified, Jwt } from '@x/jwt-core'
import jsonwebtoken from 'jsonwebtoken'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { ClientCapabilityToken } from '../src/index.ts'

type Params = Record<string, string>

interface Vector {
  id: string
  case: string
  implementation: string
  kind: string
  frozenNow: number
  input: {
    accountSid: string
    authToken: string
    ttl?: number
    calls: (
      | { call: 'allowClientIncoming'; clientName: string }
      | { call: 'allowClientOutgoing'; applicationSid: string; params: Params }
      | { call: 'allowEventStream'; filters: Params }
    )[]
  }
  header: object
  payload: { scope: string }
  token: string
}

const vectors: Vector[] = JSON.parse(
  readFileSync(new URL('../../../tools/testing/tokens.json', import.meta.url), 'utf8'),
).filter((vector: Vector) => vector.kind === 'client-capability')

/** Where a library writes a scope otherwise than we do, and how. Everything else is equal byte for byte. */
const DEVIATIONS: Record<string, string> = {
  'twilio-node/cc-events': 'spelling', // unescaped slashes in the path
  'twilio-node/cc-events-filters': 'spelling', // the filters are called appParams
  'twilio-python/cc-outgoing-params': 'spelling', // members in alphabetical order, as in all that follow
  'twilio-python/cc-both': 'spelling',
  'twilio-python/cc-events-filters': 'spelling',
  'twilio-python/cc-special': 'spelling', // a space is + as well
  'twilio-php/cc-outgoing': 'spelling', // an empty appParams or params
  'twilio-php/cc-both': 'spelling',
  'twilio-php/cc-both-reversed': 'spelling',
  'twilio-php/cc-events': 'spelling',
  'twilio-php/cc-special': 'spelling', // a space is +
  'twilio-ruby/cc-events-filters': 'defect', // an unescaped & ends the filters
  'twilio-ruby/cc-special': 'defect', // encoded once, so & and = in values are lost
}

function mint({ accountSid, authToken, ttl, calls }: Vector['input']): ClientCapabilityToken {
  const token = new ClientCapabilityToken(accountSid, authToken, { ttl })
  for (const call of calls) {
    if (call.call === 'allowClientIncoming') token.allowClientIncoming(call.clientName)
    else if (call.call === 'allowClientOutgoing') token.allowClientOutgoing(call.applicationSid, call.params)
    else token.allowEventStream(call.filters)
  }
  return token
}

/** What a scope claim says, whichever library wrote it. */
function readScopes(claim: string): object[] {
  return claim.split(' ').map((uri) => {
    const [kind, query] = uri.split('?')
    const members: Record<string, unknown> = Object.fromEntries(new URLSearchParams(query))
    const { appParams, params, ...rest } = members
    const inner = Object.fromEntries(new URLSearchParams((appParams ?? params ?? '') as string))
    return { kind, ...rest, inner }
  })
}

afterEach(() => void vi.useRealTimers())

it('covers four libraries', () => {
  expect(new Set(vectors.map((vector) => vector.implementation)).size).toBe(4)
  expect(vectors.length).toBe(40)
})

describe.each(vectors)('$id', ({ id, implementation, frozenNow, input, header, payload, token }) => {
  it('is minted alike', async () => {
    vi.useFakeTimers({ now: frozenNow * 1000, toFake: ['Date'] })
    const minted = await mint(input).generate()
    expect(mint(input).generateSync()).toBe(minted)
    expect(decodeUnverified(minted).header).toEqual(header)
    const claims = jsonwebtoken.verify(minted, input.authToken, { clockTimestamp: frozenNow })
    const { scope, iat, ...rest } = claims as Record<string, unknown>
    // Of the official libraries only twilio-node sends `iat`, and only ruby and python an `nbf` nobody asked for.
    const { scope: theirs, iat: _, nbf: __, ...theirRest } = payload as Record<string, unknown>
    expect(rest).toEqual(theirRest)
    expect(iat).toBe(frozenNow)

    const deviation = DEVIATIONS[id]
    if (deviation === undefined) expect(scope).toBe(theirs)
    else expect(scope).not.toBe(theirs)
    if (deviation === 'spelling') expect(readScopes(scope as string)).toEqual(readScopes(theirs as string))
    if (deviation === undefined && implementation === 'twilio-node') expect(minted).toBe(token)
  })

  it('is verified', async () => {
    expect(await Jwt.decode(token, input.authToken, { now: frozenNow })).toEqual(payload)
  })
})

it.each(['cc-special', 'cc-events-filters'])('%s says what was asked for', (name) => {
  const vector = vectors.find((each) => each.case === name) as Vector
  const { payload } = decodeUnverified(mint(vector.input).generateSync())
  const call = vector.input.calls[0] as { params?: Params; filters?: Params }
  expect(readScopes(payload.scope as string)).toMatchObject([{ inner: call.params ?? call.filters }])
})
