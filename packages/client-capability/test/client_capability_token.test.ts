import { parse as parseNodeQuery } from 'node:querystring'
import { inspect } from 'node:util'
import { createKeyRing, decodeUnverified, Jwt, JwtOptionError } from '@x/jwt-core'
import fc from 'fast-check'
import * as jose from 'jose'
import twilio from 'twilio'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ClientCapabilityToken, type ClientCapabilityTokenOptions, type Scope } from '../src/index.ts'

const AUTH_TOKEN = 'fake-auth-token-0123456789abcdef'
const NOW = 1_700_000_000
beforeEach(() => void vi.useFakeTimers({ now: NOW * 1000, toFake: ['Date'] }))
afterEach(() => void vi.useRealTimers())

const make = (options?: ClientCapabilityTokenOptions) => new ClientCapabilityToken('AC1', AUTH_TOKEN, options)
const claimsOf = (token: ClientCapabilityToken, ttl?: number) =>
  decodeUnverified(token.generateSync(ttl)).payload
const scopeOf = (token: ClientCapabilityToken) => claimsOf(token).scope as string

function refusal(act: () => unknown): JwtOptionError {
  try {
    act()
  } catch (error) {
    expect(error).toBeInstanceOf(JwtOptionError)
    return error as JwtOptionError
  }
  throw new Error('nothing was refused')
}

describe('claims', () => {
  it('stand in the order of twilio-node, and nbf only when asked for', () => {
    expect(Object.keys(claimsOf(make()))).toEqual(['scope', 'iss', 'exp', 'iat'])
    expect(claimsOf(make({ nbf: NOW + 5 }))).toEqual({
      scope: '',
      iss: 'AC1',
      nbf: NOW + 5,
      exp: NOW + 3600,
      iat: NOW,
    })
  })

  it('live as long as generate says, else as the constructor says, else an hour', () => {
    expect(claimsOf(make()).exp).toBe(NOW + 3600)
    expect(claimsOf(make({ ttl: 600 })).exp).toBe(NOW + 600)
    expect(claimsOf(make({ ttl: 600, validUntil: NOW + 50 })).exp).toBe(NOW + 50)
    expect(claimsOf(make({ ttl: 600, validUntil: NOW + 50 }), 7200).exp).toBe(NOW + 7200)
  })

  it('read the clock at each call', () => {
    const token = make()
    vi.setSystemTime((NOW + 5) * 1000)
    expect(claimsOf(token)).toMatchObject({ iat: NOW + 5, exp: NOW + 3605 })
  })

  it('are verified by jose, and by a key ring under the account', async () => {
    const ring = createKeyRing({ AC1: AUTH_TOKEN, AC2: 'another' })
    const token = await new ClientCapabilityToken('AC1', ring).allowClientIncoming('alice').generate()
    const { payload } = await jose.jwtVerify(token, new TextEncoder().encode(AUTH_TOKEN), {
      currentDate: new Date(NOW * 1000),
    })
    expect(payload.scope).toBe('scope:client:incoming?clientName=alice')
    expect(await Jwt.decode(token, ring, { issuer: 'AC1' })).toEqual(payload)
  })
})

describe('scopes', () => {
  it('stand in the order of the calls; the incoming name is in the outgoing scope either way', () => {
    const outgoing = 'scope:client:outgoing?appSid=AP1&clientName=bob'
    const incoming = 'scope:client:incoming?clientName=bob'
    expect(scopeOf(make().allowClientIncoming('bob').allowClientOutgoing('AP1'))).toBe(
      `${incoming} ${outgoing}`,
    )
    expect(scopeOf(make().allowClientOutgoing('AP1', {}).allowClientIncoming('bob'))).toBe(
      `${outgoing} ${incoming}`,
    )
  })

  it('replace one of the same kind at its place', () => {
    const token = make().allowClientIncoming('alice').allowClientOutgoing('AP1').allowEventStream()
    const once = scopeOf(token)
    token.allowClientIncoming('alice').allowClientOutgoing('AP1').allowEventStream()
    expect(scopeOf(token)).toBe(once)
    expect(scopeOf(token.allowClientIncoming('bob'))).toBe(once.replaceAll('alice', 'bob'))
  })

  it('hold strings, numbers and booleans, as they were at the call', () => {
    const params: Record<string, string | number | boolean> = { text: '', number: -1.5, flag: false }
    const token = make().allowClientOutgoing('AP1', params)
    params.late = 'x'
    expect(scopeOf(token)).toBe(
      'scope:client:outgoing?appSid=AP1&appParams=text%3D%26number%3D-1.5%26flag%3Dfalse',
    )
  })

  it('may be of a kind of your own, defined in one place', () => {
    const presence: Scope = { kind: 'presence:publish', toQuery: (clientName) => ({ clientName, to: 'a b' }) }
    expect(scopeOf(make().addScope(presence).allowClientIncoming('bob'))).toBe(
      'scope:presence:publish?clientName=bob&to=a%20b scope:client:incoming?clientName=bob',
    )
  })
})

describe('encoding', () => {
  // The readers of a scope's query: each library's decoder, and the old browser client's, for which + is a plus sign.
  const readers: Record<string, (query: string) => Record<string, unknown>> = {
    'twilio-node, querystring': (query) => ({ ...parseNodeQuery(query) }),
    'form decoding, as in python, ruby and php': (query) => Object.fromEntries(new URLSearchParams(query)),
    'plain percent-decoding': (query) =>
      Object.fromEntries(query.split('&').map((pair) => pair.split('=').map(decodeURIComponent))),
  }
  const text = fc.string({ unit: 'grapheme' })
  const awkward = fc.constantFrom(
    ' ',
    '&',
    '=',
    '+',
    '*',
    '%',
    '%20',
    '%2B',
    'ü',
    '語',
    '😀',
    "!'()~",
    '/?#',
    '\n',
  )
  const value = fc.oneof(
    text,
    fc.array(awkward).map((parts) => parts.join('')),
  )
  const name = fc
    .oneof(fc.string({ unit: 'grapheme', minLength: 1 }), awkward)
    .filter((key) => key !== '__proto__')
  const clientName = fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 60 })
    .filter((it) => !/[\p{Cc} <>#%"{}|\\^[\]`]/u.test(it) && [...it].length <= 256)

  it.each(Object.entries(readers))('comes back by %s', (_, read) => {
    const queryOf = (uri: string | undefined) => (uri as string).slice((uri as string).indexOf('?') + 1)
    fc.assert(
      fc.property(
        clientName,
        fc.dictionary(name, value, { minKeys: 1, noNullPrototype: true }),
        (who, params) => {
          const token = make()
            .allowClientIncoming(who)
            .allowClientOutgoing('AP1', params)
            .allowEventStream(params)
          const [incoming, outgoing, events] = scopeOf(token).split(' ')
          expect(read(queryOf(incoming))).toEqual({ clientName: who })
          const { appParams, ...rest } = read(queryOf(outgoing))
          expect(rest).toEqual({ appSid: 'AP1', clientName: who })
          expect(read(appParams as string)).toEqual(params)
          const { params: filters, path } = read(queryOf(events))
          expect(path).toBe('/2010-04-01/Events')
          expect(read(filters as string)).toEqual(params)
        },
      ),
    )
  })

  it('of calls gives the token of twilio-node to the last byte', async () => {
    const { ClientCapability } = twilio.jwt
    await fc.assert(
      fc.asyncProperty(
        clientName,
        fc.dictionary(name, value, { minKeys: 1, noNullPrototype: true }),
        fc.integer({ min: 1, max: 86400 }),
        async (who, params, ttl) => {
          const theirs = new ClientCapability({ accountSid: 'AC1', authToken: AUTH_TOKEN, ttl })
          theirs.addScope(new ClientCapability.IncomingClientScope(who))
          theirs.addScope(
            new ClientCapability.OutgoingClientScope({ applicationSid: 'AP1', clientName: who, params }),
          )
          const ours = make().allowClientIncoming(who).allowClientOutgoing('AP1', params)
          expect(await ours.generate(ttl)).toBe(theirs.toJwt())
        },
      ),
    )
  })
})

describe('refuses', () => {
  const cases: [string, string, () => unknown][] = [
    ['a missing account', 'accountSid', () => new ClientCapabilityToken('', AUTH_TOKEN)],
    ['an API key for an account', 'accountSid', () => new ClientCapabilityToken('SK1', AUTH_TOKEN)],
    ['a missing auth token', 'authToken', () => new ClientCapabilityToken('AC1', undefined as never)],
    ['swapped arguments', 'authToken', () => new ClientCapabilityToken('AC1', `AC${'0'.repeat(32)}`)],
    [
      'a ring without the account',
      'authToken',
      () => new ClientCapabilityToken('AC1', createKeyRing({ AC2: 'x' })),
    ],
    ['no options object', 'options', () => make(600 as never)],
    ['ttl 0', 'ttl', () => make({ ttl: 0 })],
    ['a ttl above 24 hours', 'ttl', () => make({ ttl: 86401 })],
    ['an end above 24 hours ahead', 'validUntil', () => make({ validUntil: NOW + 86401 })],
    ['nbf in milliseconds', 'nbf', () => make({ nbf: NOW * 1000 })],
    ['an empty name', 'clientName', () => make().allowClientIncoming('')],
    ['a missing name', 'clientName', () => make().allowClientIncoming(undefined as never)],
    ['a name of 257 characters', 'clientName', () => make().allowClientIncoming('a'.repeat(257))],
    ['half a surrogate pair in a name', 'clientName', () => make().allowClientIncoming('a\ud83d')],
    ['a missing application', 'applicationSid', () => make().allowClientOutgoing(undefined as never)],
    ['an account for an application', 'applicationSid', () => make().allowClientOutgoing('AC1')],
    ['null parameters', 'params', () => make().allowClientOutgoing('AP1', null as never)],
    ['a list of parameters', 'params', () => make().allowClientOutgoing('AP1', ['a'] as never)],
    ['a filter under a symbol', 'filters', () => make().allowEventStream({ [Symbol('a')]: 'b' } as never)],
    [
      'a hidden filter',
      'filters',
      () => make().allowEventStream(Object.defineProperty({}, 'a', { value: 'b' }) as never),
    ],
    ['an inherited filter', 'filters', () => make().allowEventStream(Object.create({ a: 'b' }))],
    ['a Map', 'params', () => make().allowClientOutgoing('AP1', new Map([['a', 'b']]) as never)],
    ['a null value', 'params', () => make().allowClientOutgoing('AP1', { a: null } as never)],
    ['an undefined value', 'params', () => make().allowClientOutgoing('AP1', { a: undefined } as never)],
    ['an object as value', 'params', () => make().allowClientOutgoing('AP1', { a: { b: 1 } } as never)],
    ['NaN', 'params', () => make().allowClientOutgoing('AP1', { a: Number.NaN })],
    ['half a surrogate pair', 'params', () => make().allowClientOutgoing('AP1', { a: '\udc00' })],
    ['half a surrogate pair in a key', 'params', () => make().allowClientOutgoing('AP1', { '\ud800': 'a' })],
    ['filters that are no object', 'filters', () => make().allowEventStream('From' as never)],
    ['a scope without toQuery', 'scope', () => make().addScope({ kind: 'a:b' } as never)],
    [
      'a scope whose kind breaks the URI',
      'scope',
      () => make().addScope({ kind: 'a b', toQuery: () => ({}) }),
    ],
    ['a longer life at generate', 'ttl', () => make().generateSync(86401)],
    ['a life of null', 'ttl', () => make().generateSync(null as never)],
  ]
  it.each(cases)('%s', (_, option, act) => {
    const error = refusal(act)
    expect(error.option).toBe(option)
    expect(error.message).not.toContain(AUTH_TOKEN)
  })

  it('each character a client name may not have, and takes the others', () => {
    for (const character of '\u0000\n\u007f\u0085 <>#%"{}|\\^[]`')
      expect(refusal(() => make().allowClientIncoming(`a${character}`)).option).toBe('clientName')
    const allowed = "aZ09-_.!~*'();/?:@&=+$,é😀"
    expect(scopeOf(make().allowClientIncoming(allowed))).toContain(encodeURIComponent(allowed))
    expect(scopeOf(make().allowClientIncoming('😀'.repeat(256)))).toContain('%F0%9F%98%80')
  })

  it('a longer life by a rejected promise of generate', async () => {
    await expect(make().generate(86401)).rejects.toMatchObject({ code: 'ERR_OPTION_INVALID', option: 'ttl' })
  })
})

it('shows its secret nowhere', () => {
  const token = make().allowClientIncoming('alice')
  const shown = [inspect(token, { showHidden: true, depth: 9 }), JSON.stringify(token), String(token)].join()
  expect(shown).not.toContain(AUTH_TOKEN)
})

describe('the name of outgoing calls', () => {
  it('is its own where one is given, and that of incoming calls else', () => {
    expect(scopeOf(make().allowClientOutgoing('AP1', undefined, { clientName: 'carol' }))).toBe(
      'scope:client:outgoing?appSid=AP1&clientName=carol',
    )
    expect(
      scopeOf(
        make().allowClientIncoming('bob').allowClientOutgoing('AP1', { a: 1 }, { clientName: 'carol' }),
      ),
    ).toBe(
      'scope:client:incoming?clientName=bob scope:client:outgoing?appSid=AP1&clientName=carol&appParams=a%3D1',
    )
  })

  it.each([
    [{ clientname: 'carol' }, 'clientname'],
    [{ clientName: undefined }, 'clientName'],
    [{ clientName: '' }, 'clientName'],
    [{ clientName: 'a b' }, 'clientName'],
    [{ clientName: 'a\u0085b' }, 'clientName'],
    [null, 'options'],
  ])('is refused as %j', (options, option) => {
    expect(refusal(() => make().allowClientOutgoing('AP1', {}, options as never)).option).toBe(option)
  })
})

it('toClaims gives what is signed, for the same ttl', () => {
  const token = make({ nbf: NOW }).allowClientIncoming('alice')
  expect(token.toClaims(60)).toEqual(claimsOf(token, 60))
  expect(refusal(() => token.toClaims(0)).option).toBe('ttl')
})

it('a scope without a query ends without a question mark', () => {
  expect(scopeOf(make().addScope({ kind: 'presence:publish', toQuery: () => ({}) }))).toBe(
    'scope:presence:publish',
  )
})

it('a token is frozen; a subclass has fields of its own, and what is signed is what was checked', () => {
  expect(() => Object.assign(make(), { accountSid: 'AC2' })).toThrow(TypeError)
  class Own extends ClientCapabilityToken {
    note = 'mine'
  }
  const own = new Own('AC1', AUTH_TOKEN)
  Object.assign(own, { accountSid: 'AC2' })
  expect([own.note, claimsOf(own).iss]).toEqual(['mine', 'AC1'])
})
