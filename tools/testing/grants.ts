import type { Grant, GrantType } from '@x/jwt-core/grant'
import { describe, expect, it } from 'vitest'

/** What every grant package promises, checked on one grant's own data. */
export interface GrantExpectations {
  readonly key: string
  /** Options with the payload they give. */
  readonly cases: readonly (readonly [options: object, payload: object])[]
  /** Options that are refused, each with the option that is to blame. */
  readonly refused: readonly (readonly [options: object, option: string])[]
  /** Options whose absence gives the bearer more, and which are therefore refused as undefined. */
  readonly limits?: readonly string[]
}

/** Runs the suite that every grant package shares. */
export function describeGrant(
  type: GrantType,
  { key, cases, refused, limits = [] }: GrantExpectations,
): void {
  const make = (options?: object): Grant => new type(options as never)

  describe(type.name, () => {
    it(`fills grants.${key}`, () => {
      expect([type.key, make().key]).toEqual([key, key])
    })

    it('leaves out what is unset', () => {
      expect(make().toPayload()).toEqual({})
      const unset = Object.fromEntries(
        cases
          .flatMap(([options]) => Object.keys(options))
          .filter((name) => !limits.includes(name))
          .map((name) => [name, undefined]),
      )
      expect(JSON.stringify(make(unset).toPayload())).toBe('{}')
    })

    it('takes no undefined for leave to do everything', () => {
      for (const option of limits)
        expect(() => make({ [option]: undefined })).toThrow(
          expect.objectContaining({
            code: 'ERR_OPTION_INVALID',
            option,
            message: expect.stringContaining('leave it out'),
          }),
        )
    })

    it('refuses every option it does not know, with the nearest it does', () => {
      for (const name of new Set(cases.flatMap(([options]) => Object.keys(options))))
        for (const misspelt of [
          `${name}s`,
          name.slice(1),
          name.toUpperCase(),
          `${name.slice(0, -2)}${name.at(-1)}`,
        ])
          for (const value of [true, undefined])
            expect(() => make({ [misspelt]: value })).toThrow(
              expect.objectContaining({
                code: 'ERR_OPTION_INVALID',
                option: misspelt,
                message: expect.stringContaining(name),
              }),
            )
    })

    it('does not change once it was made', () => {
      for (const [options, payload] of cases) {
        const grant = make(options) as unknown as Record<string, unknown>
        for (const name of [...Object.keys(options), 'key'])
          expect(() => {
            grant[name] = 'another'
          }).toThrow(TypeError)
        expect((grant as unknown as Grant).toPayload()).toEqual(payload)
      }
    })

    it('opens nothing where only its members were copied, and the same behind a proxy', () => {
      for (const [options, payload] of cases) {
        const grant = make(options)
        const copy = { ...grant, toPayload: grant.toPayload }
        expect(() => copy.toPayload()).toThrow(expect.objectContaining({ code: 'ERR_OPTION_INVALID' }))
        expect(new Proxy(grant, {}).toPayload()).toEqual(payload)
        for (const name of limits.filter((limit) => limit in options))
          for (const value of ['', null, 5, {}]) {
            const behind = Object.create(grant, { [name]: { value } }) as Grant
            expect(() => behind.toPayload()).toThrow(expect.objectContaining({ option: name }))
          }
      }
    })

    it.each(cases)('%j gives %j, and is read back', (options, payload) => {
      const grant = make(options)
      expect(JSON.stringify(grant.toPayload())).toBe(JSON.stringify(payload))
      expect(type.fromPayload?.(payload as never)).toEqual(grant)
    })

    it.each(refused)('refuses %j', (options, option) => {
      expect(() => make(options)).toThrow(expect.objectContaining({ code: 'ERR_OPTION_INVALID', option }))
    })

    it('refuses options that are no object', () => {
      for (const options of [null, 'room', []])
        expect(() => make(options as never)).toThrow(expect.objectContaining({ option: 'options' }))
    })

    it.each([null, undefined, 'room', 5, true, [], [{}]])('reads no grant out of %j', (payload) => {
      expect(() => type.fromPayload?.(payload as never)).toThrow(
        expect.objectContaining({ code: 'ERR_CLAIM_INVALID' }),
      )
    })
  })
}
