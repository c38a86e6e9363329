import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { copyJson } from '../src/options.ts'

const viaJson = (value: object): unknown => JSON.parse(JSON.stringify(value))

function isFrozenThrough(value: unknown): boolean {
  return (
    typeof value !== 'object' ||
    value === null ||
    (Object.isFrozen(value) && Object.values(value).every(isFrozenThrough))
  )
}

describe('a copy of a value as it stands in JSON', () => {
  it('is what JSON gives, names in their order, frozen through and through', () => {
    const texts = fc.dictionary(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }))
    const values = fc.dictionary(fc.string(), fc.oneof(fc.jsonValue(), fc.constant(undefined), fc.string()))
    fc.assert(
      fc.property(fc.oneof(texts, values), (value) => {
        const copy = copyJson('option', value)
        expect(copy).toEqual(viaJson(value))
        expect(JSON.stringify(copy)).toBe(JSON.stringify(value))
        expect(isFrozenThrough(copy)).toBe(true)
        expect(copy).not.toBe(value)
      }),
      { numRuns: 500 },
    )
  })

  it('is what JSON gives when the same comes again, changed or in another order, as well', () => {
    const names = fc.constantFrom('a', 'b', 'c', 'toString', '1')
    const values = fc.dictionary(
      names,
      fc.oneof(fc.constantFrom('x', 'y'), fc.constant(1), fc.constant(null)),
    )
    fc.assert(
      fc.property(fc.array(values, { minLength: 2, maxLength: 6 }), (list) => {
        const copies = list.map((value) => copyJson('option', value))
        expect(copies.map((copy) => JSON.stringify(copy))).toEqual(list.map((value) => JSON.stringify(value)))
        expect(copies.every(isFrozenThrough)).toBe(true)
      }),
      { numRuns: 2000 },
    )
    const value: Record<string, string> = { a: 'x', b: 'y' }
    const said = ['x', 'x', 'x', 'z', 'z', 'x'].map((a) => {
      value.a = a
      return copyJson('option', value)
    })
    expect(said.map(({ a }) => a)).toEqual(['x', 'x', 'x', 'z', 'z', 'x'])
    expect(copyJson('option', { b: 'y', a: 'x' })).toEqual(viaJson({ b: 'y', a: 'x' }))
    expect(Object.keys(copyJson('option', { b: 'y', a: 'x' }))).toEqual(['b', 'a'])
  })

  const inherited = Object.create(
    { toJSON: () => ({ from: 'the class' }) },
    { a: { value: '1', enumerable: true } },
  )
  it.each<[string, object]>([
    ['a name that is __proto__', JSON.parse('{"a":"b","__proto__":"c"}')],
    ['an object within it called __proto__', JSON.parse('{"a":"b","__proto__":{"c":"d"}}')],
    ['a toJSON of its own', { a: '1', toJSON: () => ({ b: '2' }) }],
    ['a toJSON of its class', inherited],
    ['a date', new Date(0)],
    ['no prototype', Object.assign(Object.create(null), { a: 'b' })],
    ['names that are numbers', { b: '1', 2: '2', 1: '3' }],
    ['a member without a value', { a: 'b', c: undefined }],
    [
      'a getter',
      {
        get a() {
          return 'b'
        },
      },
    ],
  ])('is what JSON gives of %s', (_, value) => {
    const copy = copyJson('option', value)
    expect(copy).toEqual(viaJson(value))
    expect(JSON.stringify(copy)).toBe(JSON.stringify(value))
    expect(Object.getOwnPropertyNames(Object(copy))).toEqual(
      Object.getOwnPropertyNames(Object(viaJson(value))),
    )
    expect(isFrozenThrough(copy)).toBe(true)
  })

  it('asks for each member once', () => {
    let reads = 0
    copyJson('option', {
      get a() {
        return `${reads++}`
      },
    })
    expect(reads).toBe(1)
  })

  const LOST: Readonly<Record<string, unknown>> = {
    'a BigInt': 1n,
    'a function': () => {},
    'a symbol': Symbol('a'),
    NaN: Number.NaN,
    'an infinity': Number.POSITIVE_INFINITY,
    'a text in its box': Object('text'),
    'a map': new Map([['a', 'b']]),
    'a set': new Set(['a']),
    'a promise': Promise.resolve('a'),
    'a hidden member': Object.defineProperty({ a: 'b' }, 'c', { value: 'd', enumerable: false }),
    'a member under a symbol': { [Symbol('a')]: 'b' },
    'an inherited member': Object.create({ a: 'b' }),
    'an accessor of its class': new (class { get a() { return 'b' } })(), // biome-ignore format: on one line
    'what writes itself as a map': { toJSON: () => new Map() },
  }
  it.each(Object.entries(LOST))('is refused where JSON would lose %s', (_, lost) => {
    for (const value of [lost, { a: lost }, { a: 'b', c: [{ d: lost }] }])
      if (typeof value === 'object')
        expect(() => copyJson('option', value as object)).toThrow(
          expect.objectContaining({ code: 'ERR_OPTION_INVALID', option: 'option' }),
        )
  })
})
