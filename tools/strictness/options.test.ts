// One generator over every function of every package that takes options, by the very tables that they read.
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { CASES, type Case, NO_OPTIONS, NO_OPTIONS_AT, NOW, SYNONYMS, stop } from './cases.ts'
import { misspellings } from './misspellings.ts'
import { readSurface, type Surface, type Taker } from './surface.ts'

/** The names of each table that was read since this was cleared. */
const tables = vi.hoisted(() => [] as string[][])

vi.mock('../../packages/jwt-core/src/options.ts', async (importOriginal) => {
  const original = await importOriginal<typeof import('../../packages/jwt-core/src/options.ts')>()
  return {
    ...original,
    readOptions(option: string, options: unknown, table: object) {
      tables.push(Object.keys(table))
      return original.readOptions(option, options, table as never)
    },
  }
})
vi.mock('../../packages/token-source/src/options.ts', async (importOriginal) => {
  const original = await importOriginal<typeof import('../../packages/token-source/src/options.ts')>()
  return {
    ...original,
    readOptions(options: object, known: object) {
      tables.push(Object.keys(known))
      return original.readOptions(options, known as never)
    },
  }
})

/** The packages whose manner is not ours: the drop-in keeps twilio's, and the other two are commands. */
const ELSEWHERE = ['twilio-compat', 'cli', 'codemod']

let surface: Surface
beforeAll(() => {
  surface = readSurface(ELSEWHERE)
}, 300_000)
afterAll(stop)
afterEach(() => vi.useRealTimers())

const takerOf = (each: Case): Taker => {
  const taker = surface.takers.find(({ name }) => name === each.takers[0])
  if (taker === undefined) throw new Error(`nothing takes ${each.takers[0]}`)
  return taker
}

const isNeeded = (each: Case, name: string) =>
  takerOf(each).members[name]?.needed === true || each.always === name

/** The options that a call cannot do without. */
function base(each: Case): Record<string, unknown> {
  return Object.fromEntries(Object.entries(each.samples).filter(([name]) => isNeeded(each, name)))
}

type Outcome = { readonly value: unknown } | { readonly error: unknown }

async function outcomeOf(call: () => unknown): Promise<Outcome> {
  vi.useFakeTimers({ toFake: ['Date'], now: NOW * 1000 })
  try {
    return { value: await call() }
  } catch (error) {
    return { error }
  }
}

const of = (each: Case, options: unknown) => outcomeOf(() => each.call(options as never))

/** Checks that a call was refused for one option, by an error of ours; gives its message. */
function refused(outcome: Outcome, option: string | RegExp, what: string): string {
  const { error } = outcome as { error?: { name: string; code: string; message: string; option?: string } }
  expect(error, `${what} is refused`).toBeInstanceOf(Error)
  expect([error?.name, error?.code], `${what}: ${String(error)}`).toEqual([
    expect.stringMatching(/^(?:JwtOptionError|TokenSourceError)$/),
    expect.stringMatching(/^ERR_(?:OPTION|KEY)_INVALID$/),
  ])
  const named = error?.option ?? error?.message ?? ''
  if (typeof option === 'string') expect(named, `${what}: ${error?.message}`).toContain(option)
  else expect(named, what).toMatch(option)
  return error?.message ?? ''
}

/** Ways to hand over the same options. */
const SHAPES: Readonly<Record<string, (options: Record<string, unknown>) => object>> = {
  inherited: (options) => Object.create(options),
  'inherited twice': (options) => Object.create(Object.create(options)),
  'without a prototype': (options) => Object.assign(Object.create(null), options),
  'not enumerable': (options) =>
    Object.defineProperties(
      {},
      Object.fromEntries(
        Object.entries(options).map(([name, value]) => [name, { value, enumerable: false }]),
      ),
    ),
  'of a class with accessors': (options) => {
    class Options {}
    for (const name of Object.keys(options))
      Object.defineProperty(Options.prototype, name, { get: () => options[name] })
    return new Options()
  },
  'of a class that extends one': (options) => {
    class Base {}
    for (const name of Object.keys(options))
      Object.defineProperty(Base.prototype, name, { get: () => options[name] })
    return new (class extends Base {})()
  },
  'a proxy': (options) => new Proxy(options, {}),
  frozen: (options) => Object.freeze({ ...options }),
}

const WRONG = Symbol('no value of any option')

/** Damerau's and Levenshtein's distance of two names, letter case aside. */
function distance(one: string, other: string): number {
  const [a, b] = [one.toLowerCase(), other.toLowerCase()]
  const rows = [Array.from({ length: b.length + 1 }, (_, at) => at)]
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const change = a[i - 1] === b[j - 1] ? 0 : 1
      const before = rows[i - 1] as number[]
      let least = Math.min(
        (before[j] as number) + 1,
        (row[j - 1] as number) + 1,
        (before[j - 1] as number) + change,
      )
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        least = Math.min(least, (rows[i - 2]?.[j - 2] as number) + 1)
      row.push(least)
    }
    rows.push(row)
  }
  return rows[a.length]?.[b.length] as number
}

describe('the list of functions', () => {
  it('has each that the packages hand out and that takes an object', () => {
    const covered = new Set(CASES.flatMap(({ takers }) => takers))
    const missing = surface.takers.filter(
      ({ name, type }) =>
        !covered.has(name) &&
        !Object.hasOwn(NO_OPTIONS, type) &&
        !NO_OPTIONS_AT.some(([place]) => place.test(name)),
    )
    expect(missing.map(({ name, type }) => `${name}: ${type}`)).toEqual([])
  })

  it('names nothing that is not there', () => {
    const names = surface.takers.map(({ name }) => name)
    const types = new Set(surface.takers.map(({ type }) => type))
    expect(CASES.flatMap(({ takers }) => takers).filter((name) => !names.includes(name))).toEqual([])
    expect(Object.keys(NO_OPTIONS).filter((type) => !types.has(type))).toEqual([])
    for (const [place] of NO_OPTIONS_AT)
      expect(
        names.filter((name) => place.test(name)),
        `${place}`,
      ).not.toEqual([])
  })
})

describe.each(CASES.map((each) => [each.takers[0] as string, each] as const))('%s', (_, each) => {
  const names = Object.keys(each.samples)

  it('reads a table that knows what its type says, and nothing else', async () => {
    tables.length = 0
    await of(each, each.samples)
    const typed = Object.keys(takerOf(each).members)
    expect([...names].sort()).toEqual([...typed].sort())
    const expected = [...typed, ...(each.hidden ?? [])].sort()
    expect(tables.map((table) => [...table].sort())).toContainEqual(expected)
  })

  it('takes each option', async () => {
    expect(await of(each, each.samples)).toHaveProperty('value')
    for (const name of names)
      expect(await of(each, { ...base(each), [name]: each.samples[name] }), name).toHaveProperty('value')
  })

  it('refuses the names that every object has, in a query that was parsed too', async () => {
    for (const name of ['isPrototypeOf', 'hasOwnProperty', 'constructor', 'toString'])
      for (const parsed of [{}, Object.create(null)])
        refused(await of(each, Object.assign(parsed, base(each), { [name]: '1' })), name, name)
  })

  it('refuses every misspelt name, and names the nearest that it knows', async () => {
    const known = [...names, ...(each.hidden ?? [])]
    for (const name of known)
      for (const wrong of new Set(misspellings(name).filter((wrong) => !known.includes(wrong))))
        for (const value of [each.samples[name], undefined]) {
          const message = refused(
            await of(each, { ...base(each), [wrong]: value }),
            wrong,
            `${wrong} for ${name}`,
          )
          const [, said = ''] = /did you mean (\w+)/.exec(message) ?? []
          expect(known, message).toContain(said)
          const least = Math.min(...known.map((other) => distance(wrong, other)))
          // Its 3 KB leave room for a look at the letters alone.
          const isSmall = each.takers[0]?.startsWith('token-source')
          if (!isSmall) expect(distance(wrong, said), `${message} (for ${name})`).toBeLessThanOrEqual(least)
        }
  })

  it('refuses other names, however they are handed over', async () => {
    for (const name of SYNONYMS.filter((name) => !names.includes(name) && !each.hidden?.includes(name)))
      for (const [shape, make] of Object.entries(SHAPES)) {
        // A class has a constructor, which is no option.
        const isClass =
          shape.startsWith('of a class') || (shape.startsWith('inherited') && name === 'constructor')
        if (isClass && name === 'constructor') continue
        const options = make(Object.defineProperty({ ...base(each) }, name, { value: 1, enumerable: true }))
        refused(await of(each, options), name, `${name}, ${shape}`)
      }
  })

  it('refuses symbols', async () => {
    for (const symbol of [Symbol('issuer'), Symbol.for('ttl'), Symbol.iterator])
      refused(await of(each, { ...base(each), [symbol]: 1 }), /./, String(symbol))
  })

  it('honours each option however it is handed over, and refuses a wrong one so', async () => {
    for (const name of names) {
      const right = { ...base(each), [name]: each.samples[name] }
      const expected = await of(each, right)
      for (const [shape, make] of Object.entries(SHAPES)) {
        expect(await of(each, make(right)), `${name}, ${shape}`).toEqual(expected)
        // Whatever `fetch` takes.
        if (name === 'body') continue
        refused(await of(each, make({ ...base(each), [name]: WRONG })), name, `a wrong ${name}, ${shape}`)
      }
    }
  })

  it('reads each option once, and before anything is awaited', async () => {
    const expected = await of(each, each.samples)
    for (const isInherited of [false, true]) {
      const read: Record<string, number> = {}
      const holder: Record<string, unknown> = {}
      for (const name of names)
        Object.defineProperty(holder, name, {
          enumerable: true,
          configurable: true,
          get() {
            read[name] = (read[name] ?? 0) + 1
            // Whoever looks again finds something else.
            return read[name] === 1 ? each.samples[name] : WRONG
          },
        })
      let atOnce: Record<string, number> = {}
      const outcome = await outcomeOf(() => {
        const result = each.call((isInherited ? Object.create(holder) : holder) as never)
        atOnce = { ...read }
        return result
      })
      const once = Object.fromEntries(names.map((name) => [name, 1]))
      expect(read).toEqual(once)
      if (!each.late) expect(atOnce).toEqual(once)
      expect(outcome).toEqual(expected)
    }
  })

  it('keeps to what it was given, whatever becomes of it', async () => {
    if (each.late) return
    const expected = await of(each, each.samples)
    const options: Record<string, unknown> = { ...each.samples }
    const outcome = await outcomeOf(() => {
      const result = each.call(options as never)
      for (const name of names) options[name] = WRONG
      return result
    })
    expect(outcome).toEqual(expected)
  })

  it('takes undefined where its type says so, as left out, and refuses it everywhere else', async () => {
    const left = await of(each, base(each))
    for (const name of names) {
      const { undefinedToo, needed } = takerOf(each).members[name] as Taker['members'][string]
      const outcome = await of(each, { ...base(each), [name]: undefined })
      if (each.always === name) continue
      if (undefinedToo && !needed) expect(outcome, name).toEqual(left)
      else refused(outcome, name, `an undefined ${name}`)
    }
  })

  it('refuses null for an option', async () => {
    for (const name of names.filter((name) => name !== 'body'))
      refused(await of(each, { ...base(each), [name]: null }), name, `null for ${name}`)
  })

  it('refuses what is no object of options', async () => {
    const values = [
      null,
      5,
      '',
      'text',
      true,
      Symbol('s'),
      5n,
      [],
      [1],
      () => {},
      Promise.resolve({}),
      new Map(),
    ]
    for (const value of [
      ...values,
      new Set(),
      new Date(),
      /x/,
      new Uint8Array(2),
      new Error('e'),
      new WeakMap(),
    ])
      refused(await of(each, value), /./, String(value))
  })

  it('knows nothing of what somebody put on every object', async () => {
    const expected = await of(each, base(each))
    const left = names.filter((name) => !isNeeded(each, name) && !(name in Object.prototype))
    try {
      for (const name of left)
        Object.defineProperty(Object.prototype, name, { value: WRONG, configurable: true, writable: true })
      expect(await of(each, base(each))).toEqual(expected)
    } finally {
      for (const name of left) delete (Object.prototype as Record<string, unknown>)[name]
    }
  })

  it('passes on in an error of its own what an object throws when it is read', async () => {
    // Its 3 KB are for phones: there what a getter throws comes out as it is.
    if (each.takers[0]?.startsWith('token-source')) return
    const trap = () => {
      throw new TypeError('a trap')
    }
    for (const name of names) {
      const options = Object.defineProperty({ ...base(each) }, name, { get: trap, enumerable: true })
      refused(await of(each, options), name, `a ${name} that throws`)
    }
    for (const handler of ['ownKeys', 'get', 'getPrototypeOf', 'getOwnPropertyDescriptor'] as const) {
      const { error } = (await of(each, new Proxy({ ...each.samples }, { [handler]: trap }))) as {
        error?: Error
      }
      // Whoever awaits a promise of it is told of that by itself.
      if (error !== undefined && !(each.late && handler === 'get')) refused({ error }, /./, handler)
    }
  })
})
