import type { Grant, GrantType } from '@x/jwt-core/grant'
import { describe, expect, it } from 'vitest'

/** What every grant package promises, checked on one grant's own data. */
export interface GrantExpectations {
  readonly key: string
  /** Options with the payload they give. */
  readonly cases: readonly (readonly [options: object, payload: object])[]
  /** Options that are refused, each with the option that is to blame. */
  readonly refused: readonly (readonly [options: object, option: string])[]
}

/** Runs the suite that every grant package shares. */
export function describeGrant(type: GrantType, { key, cases, refused }: GrantExpectations): void {
  const make = (options?: object): Grant => new type(options as never)

  describe(type.name, () => {
    it(`fills grants.${key}`, () => {
      expect([type.key, make().key]).toEqual([key, key])
    })

    it('leaves out what is unset', () => {
      expect(make().toPayload()).toEqual({})
      const unset = Object.fromEntries(
        cases.flatMap(([options]) => Object.keys(options)).map((name) => [name, undefined]),
      )
      expect(JSON.stringify(make(unset).toPayload())).toBe('{}')
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

    it('takes null on the wire for absent', () => {
      expect(type.fromPayload?.(null as never)).toEqual(make())
    })
  })
}
