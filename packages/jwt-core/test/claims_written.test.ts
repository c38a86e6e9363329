// What stands in a token is what its caller gave, or the call is refused.
import { runInNewContext } from 'node:vm'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeUnverified, Jwt, type JwtPayload, signCompactSync } from '../src/index.ts'

const jwt = new Jwt('a-secret-for-tests')

/** Values that JSON would leave out, or write as another. */
const LOST: Readonly<Record<string, unknown>> = {
  'a BigInt': 5n,
  'a symbol': Symbol('x'),
  'a function': () => {},
  NaN: Number.NaN,
  'an infinity': Number.NEGATIVE_INFINITY,
  'a Map': new Map([['a', 1]]),
  'a Map of another realm': runInNewContext('new Map([["a", 1]])'),
  'a Set': new Set(['a']),
  'a WeakMap': new WeakMap(),
  'a promise': Promise.resolve('a'),
  'an error': new Error('e'),
  'a regular expression': /x/,
  'an ArrayBuffer': new ArrayBuffer(2),
  'a DataView': new DataView(new ArrayBuffer(2)),
  'a typed array': new Uint8Array(2),
  'a Buffer': Buffer.from('a'),
  'a boxed text': new String('a'),
  'a boxed number': new Number(5),
  'an object that inherits': Object.create({ admin: false }),
  'an object with accessors of its class': new (class { get a() { return 1 } })(), // biome-ignore format: on one line
  'an object that writes itself as another': { role: 'user', toJSON: () => ({ role: 'admin' }) },
  'a list that writes itself as text': Object.assign(['a'], { toJSON: () => 'b' }),
  'a list with a hole': new Array(2),
  'a list of undefined': [undefined],
  itself: cyclic(),
}

function cyclic(): object {
  const it: Record<string, unknown> = {}
  it.self = it
  return it
}

const refused = expect.objectContaining({ code: 'ERR_OPTION_INVALID', option: 'payload' })

describe.each(Object.entries(LOST))('%s', (_, value) => {
  it.each([
    ['as a claim', (value: unknown) => ({ claim: value })],
    ['in an object', (value: unknown) => ({ a: { b: { c: value } } })],
    ['in a list', (value: unknown) => ({ a: ['x', [value]] })],
    ['in a grant', (value: unknown) => ({ grants: { identity: 'a', video: { room: value } } })],
  ])('%s is refused', async (_, place) => {
    expect(() => jwt.encodeSync(place(value) as JwtPayload)).toThrow(refused)
    await expect(jwt.encode(place(value) as JwtPayload)).rejects.toEqual(refused)
  })
})

it('writes every payload as it was given, or refuses it', async () => {
  const anything = fc.anything({
    ...{ withBigInt: true, withBoxedValues: true, withDate: true, withMap: true, withSet: true },
    ...{ withNullPrototype: true, withSparseArray: true, withTypedArray: true, maxDepth: 4 },
  })
  const name = fc.string().filter((name) => !['iss', 'sub', 'exp', 'nbf', 'iat', 'jti', 'aud'].includes(name))
  let written = 0
  await fc.assert(
    fc.asyncProperty(fc.dictionary(name, anything), async (claims) => {
      let token: string
      try {
        token = await jwt.encode(claims as JwtPayload)
      } catch (error) {
        expect(error).toMatchObject({ code: 'ERR_OPTION_INVALID' })
        return
      }
      written++
      const { exp: _, ...read } = decodeUnverified(token).payload
      expect(asWritten(read)).toEqual(asWritten(claims))
    }),
    { numRuns: 3000 },
  )
  expect(written).toBeGreaterThan(100)
})

/** A value as it may be compared: members that are undefined are left out, dates are text, and -0 is 0. */
function asWritten(value: unknown): unknown {
  if (value instanceof Date) return value.toJSON()
  if (Array.isArray(value)) return value.map(asWritten)
  if (typeof value !== 'object' || value === null) return value === 0 ? 0 : value
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, member]) =>
      member === undefined ? [] : [[`_${name}`, asWritten(member)]],
    ),
  )
}

it('writes dates, URLs and what else writes itself as text', async () => {
  const claims = { at: new Date(0), where: { url: new URL('https://a.example/') }, left: undefined }
  const { exp: _, ...read } = decodeUnverified(await jwt.encode(claims)).payload
  expect(read).toEqual({ at: '1970-01-01T00:00:00.000Z', where: { url: 'https://a.example/' } })
})

describe('a header', () => {
  const HEADERS: Readonly<Record<string, object>> = {
    'that writes itself as another': { kid: 'a', toJSON: () => ({ alg: 'none' }) },
    'in a Map': new Map([['kid', 'a']]),
    'that inherits': Object.create({ kid: 'a' }),
    'with a symbol': { [Symbol('kid')]: 'a' },
    'of accessors': new (class { get kid() { return 'a' } })(), // biome-ignore format: on one line
    'that is no object': [['kid', 'a']],
  }
  it.each(Object.entries(HEADERS))('%s is refused', (_, header) => {
    expect(() => jwt.encodeSync({}, { header: header as never })).toThrow(
      expect.objectContaining({ code: 'ERR_OPTION_INVALID' }),
    )
    const whole =
      Array.isArray(header) || header instanceof Map ? header : Object.assign(header, { alg: 'HS256' })
    expect(() => signCompactSync(whole as never, Buffer.from('{}'), 'a-secret')).toThrow(
      expect.objectContaining({ code: 'ERR_OPTION_INVALID', option: 'header' }),
    )
  })
})

describe('nesting', () => {
  const LEVELS = 64

  /** A value within so many objects and lists, one kind or the other by `isList`. */
  function nest(value: unknown, levels: number, isList: (at: number) => boolean): unknown {
    let nested = value
    for (let at = 0; at < levels; at++) nested = isList(at) ? [0, nested] : { a: nested, b: { c: '[{' } }
    return nested
  }

  it('what is signed can be read: claims and header are nested as deep as a reader takes them, or refused', async () => {
    const levels = fc.integer({ min: 1, max: LEVELS + 6 })
    await fc.assert(
      fc.asyncProperty(levels, levels, fc.array(fc.boolean()), async (inClaims, inHeader, lists) => {
        const isList = (at: number) => lists[at] ?? false
        const [claim, member] = [nest(1, inClaims, isList), nest(1, inHeader, isList)]
        const minted = jwt.encode({ claim }, { header: { member } as never })
        // The object of the claims, or the header, is a level itself; beside each level is one more object.
        const isDeep = (levels: number) => depthOf(nest(1, levels, isList)) >= LEVELS
        const option = isDeep(inHeader) ? 'header' : 'payload'
        if (isDeep(inClaims) || isDeep(inHeader))
          await expect(minted).rejects.toMatchObject({ code: 'ERR_OPTION_INVALID', option })
        else expect(decodeUnverified(await minted)).toMatchObject({ header: { member }, payload: { claim } })
      }),
    )
  })

  function depthOf(value: unknown): number {
    if (typeof value !== 'object' || value === null) return 0
    return 1 + Math.max(0, ...Object.values(value).map(depthOf))
  }
})
