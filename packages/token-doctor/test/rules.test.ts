import { describe, expect, it } from 'vitest'
import { type DiagnoseOptions, diagnose, FINDINGS, type Finding, type FindingCode } from '../src/index.ts'
import { readCases } from './all_cases.ts'
import { AUTH_TOKEN, NOW, SECRET } from './forge.ts'

const HEALTHY: DiagnoseOptions = { secret: SECRET, now: NOW }

/** What is said of every token of a kind: whether its signature could be checked, and that the kind is of the past. */
const ALWAYS = ['SIGNATURE_VERIFIED', 'SIGNATURE_UNCHECKED', 'CAPABILITY_TOKEN_OUTDATED']

const byCode = await readCases()

it('every finding has its cases beside it, and bears the code it is listed under', () => {
  expect([...byCode.keys()].sort()).toEqual(Object.keys(FINDINGS).sort())
  for (const [code, entry] of Object.entries(FINDINGS)) expect(entry.code).toBe(code)
})

const cases = [...byCode].flatMap(([code, all]) =>
  all.map((one, index) => ({ code: code as FindingCode, index, ...one })),
)

describe.each(cases)(
  '$code, case $index',
  ({
    code,
    token,
    mended,
    options = {},
    mendedOptions,
    along = [],
    severity: expected = FINDINGS[code].severity,
  }) => {
    it('is all that is found, and is as the catalogue has it', async () => {
      const { findings, ok } = await diagnose(token, { ...HEALTHY, ...options })
      const found = findings.filter((finding) => finding.code === code || !ALWAYS.includes(finding.code))
      expect(found.map((finding) => finding.code)).toEqual([code, ...along])
      const { severity, fix, message } = found[0] as Finding
      expect(severity).toBe(expected)
      expect(ok).toBe(severity !== 'error')
      for (const text of [message, fix]) expect(text).toMatch(/\w/)
      expect(message).not.toMatch(/\n|\.$/)
    })

    it('is gone once the token is mended', async () => {
      const after = await diagnose(mended, { ...HEALTHY, ...options, ...mendedOptions, ...resetSecret() })
      expect(after.findings.map((finding) => finding.code)).not.toContain(code)
      expect(after.ok).toBe(true)
      const told = after.findings.filter(({ severity }) => severity !== 'info')
      expect(told.filter((finding) => !ALWAYS.includes(finding.code))).toEqual([])
    })

    function resetSecret(): DiagnoseOptions {
      // `{}` says: as usual.
      return mendedOptions !== undefined && !('secret' in mendedOptions) ? { secret: SECRET } : {}
    }

    it('shows no secret', async () => {
      const { findings } = await diagnose(token, { ...HEALTHY, ...options })
      const text = JSON.stringify(findings)
      for (const secret of [SECRET, AUTH_TOKEN, 'Ab3Ab3Ab3']) expect(text).not.toContain(secret)
    })
  },
)
