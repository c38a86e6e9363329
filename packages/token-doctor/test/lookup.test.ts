import { expect, it } from 'vitest'
import { FINDINGS, findFinding, findingsBehind, knownTwilioErrors } from '../src/index.ts'

it('every finding with a number is found by it', () => {
  const found = new Set(
    knownTwilioErrors().flatMap((number) => findingsBehind(number).map(({ code }) => code)),
  )
  const numbered = Object.values(FINDINGS).filter(({ twilioError }) => twilioError !== undefined)
  for (const { code } of numbered) expect(found).toContain(code)
})

it('what is to be looked at first stands first, and belongs to the number', () => {
  expect(findingsBehind(20101)[0]?.code).toBe('TOKEN_IN_JSON')
  expect(findingsBehind(20107)[0]?.code).toBe('SIGNATURE_INVALID')
  expect(findingsBehind(12)).toEqual([])
})

it('a finding is found by its code', () => {
  expect(findFinding('sid_wrong_kind')).toBe(FINDINGS.SID_WRONG_KIND)
  expect(findFinding('constructor')).toBeUndefined()
})
