// JSON in which a name stands twice, or that is nested too deep, is refused, and no other: by texts whose makers know.
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { decodeUnverified } from '../src/index.ts'

interface Made {
  readonly text: string
  /** Whether a name stands twice in one of its objects. */
  readonly isTwice: boolean
  /** How many objects and lists stand within each other. */
  readonly depth: number
}

const SPACE = fc.constantFrom('', '', ' ', '\n', '\t\r\n ')
/** Spelt as in JSON: with escapes, with what else stands around names, with what JavaScript has on every object. */
const NAMES = [
  'a',
  '\\u0061',
  'b',
  '',
  ' ',
  '1',
  '01',
  '__proto__',
  'toString',
  '{',
  '[',
  ':',
  '\\":',
  'a\\":{',
  '\\\\',
]
const LEAVES = [
  '1',
  '-0.5e3',
  'true',
  'null',
  ...NAMES.map((name) => `"${name}"`),
  '"[[[["',
  '"}{"',
  '"\\\\\\":["',
]

const leaf: fc.Arbitrary<Made> = fc
  .constantFrom(...LEAVES)
  .map((text) => ({ text, isTwice: false, depth: 0 }))

/** What stands between brackets, with white space anywhere. */
function enclose(open: string, parts: readonly string[], close: string, space: string): string {
  return `${open}${space}${parts.join(`${space},${space}`)}${space}${close}`
}

function within(parts: readonly Made[]): Pick<Made, 'isTwice' | 'depth'> {
  return {
    isTwice: parts.some(({ isTwice }) => isTwice),
    depth: 1 + Math.max(0, ...parts.map(({ depth }) => depth)),
  }
}

function listOf(part: fc.Arbitrary<Made>): fc.Arbitrary<Made> {
  return fc.tuple(fc.array(part, { maxLength: 4 }), SPACE).map(([parts, space]) => ({
    text: enclose(
      '[',
      parts.map(({ text }) => text),
      ']',
      space,
    ),
    ...within(parts),
  }))
}

function objectOf(part: fc.Arbitrary<Made>): fc.Arbitrary<Made> {
  const member = fc.tuple(fc.constantFrom(...NAMES), part)
  return fc.tuple(fc.array(member, { maxLength: 4 }), SPACE).map(([members, space]) => {
    const names = members.map(([name]) => JSON.parse(`"${name}"`) as string)
    const inner = within(members.map(([, made]) => made))
    return {
      text: enclose(
        '{',
        members.map(([name, { text }]) => `"${name}"${space}:${space}${text}`),
        '}',
        space,
      ),
      ...inner,
      isTwice: inner.isTwice || new Set(names).size < names.length,
    }
  })
}

function anyOf(levels: number): fc.Arbitrary<Made> {
  if (levels === 0) return leaf
  const inner = anyOf(levels - 1)
  return fc.oneof(leaf, listOf(inner), objectOf(inner))
}

/** Puts JSON into so many more lists and objects. */
function nest(made: Made, levels: number): Made {
  const lists = levels >> 1
  const objects = levels - lists
  const text = `${'{"a":'.repeat(objects)}${'['.repeat(lists)}${made.text}${']'.repeat(lists)}${'}'.repeat(objects)}`
  return { ...made, text, depth: made.depth + levels }
}

const part = (json: string) => Buffer.from(json).toString('base64url')
const MAX_DEPTH = 64

it('is refused where a name stands twice or it is nested too deep, and there alone', () => {
  let read = 0
  let refused = 0
  const levels = fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, fc.integer({ min: 55, max: 66 }))
  fc.assert(
    fc.property(objectOf(anyOf(3)), levels, (made, more) => {
      const { text, isTwice, depth } = nest(made, more)
      const decode = () => decodeUnverified(`${part('{"alg":"HS256"}')}.${part(text)}.AA`)
      if (isTwice || depth > MAX_DEPTH) {
        refused++
        expect(decode, text).toThrow(expect.objectContaining({ code: 'ERR_TOKEN_MALFORMED' }))
      } else {
        read++
        expect(decode().payload, text).toEqual(JSON.parse(text))
      }
    }),
    { numRuns: 5000 },
  )
  expect(Math.min(read, refused)).toBeGreaterThan(500)
})
