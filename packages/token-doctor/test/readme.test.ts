import { readFileSync } from 'node:fs'
import { afterEach, describe, expect, it, vi } from 'vitest'
import {
  diagnose,
  FINDINGS,
  findFinding,
  findingsBehind,
  findTokens,
  kindOf,
  knownTwilioErrors,
  PRODUCTS,
} from '../src/index.ts'
import { access, capability, good, IS, key, NOW, request, SECRET } from './forge.ts'

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')

describe('what the README says', () => {
  afterEach(() => vi.unstubAllGlobals())

  it('of its first example: these lines, and no others', async () => {
    const grants = { identity: 'alice', chat: { serviceSid: IS } }
    const token = access({ grants, exp: NOW + 600 }, {}, `${SECRET}\n`)
    const { findings } = await diagnose(token, { secret: SECRET, product: 'chat', now: NOW + 7200 })
    const lines = findings
      .filter(({ severity }) => severity === 'error')
      .map(({ severity, twilioError, message, fix }) => `${severity} ${twilioError} ${message}. ${fix}`)
    const [, block] = /gives:\n\n```\n(.*?)\n```/s.exec(readme) ?? []
    expect(block?.split('\n')).toEqual(lines)
  })

  it('of findTokens: every token of a text, with the place where it begins', () => {
    for (const text of [
      `a token ${good} here`,
      `1,${good},2`,
      `https://x.test/?t=${good}`,
      `{"t":"${good}"}`,
    ]) {
      expect(findTokens(text)).toEqual([{ token: good, index: text.indexOf(good) }])
      // Nothing is verified: one that was tampered with is found as well.
      expect(findTokens(text.replaceAll(good, access({}, {}, 'other')))).toHaveLength(1)
    }
    expect(findTokens(`${good}\n${capability()}`)).toHaveLength(2)
  })

  it('of kindOf', () => {
    expect([kindOf(good), kindOf(capability()), kindOf('hello')]).toEqual([
      'access-token',
      'client-capability',
      'none',
    ])
  })

  it('of numbers and codes', () => {
    const known = knownTwilioErrors()
    expect(known).toEqual([...known].sort((a, b) => a - b))
    for (const number of known) expect(findingsBehind(number)).not.toEqual([])
    expect(findingsBehind(12)).toEqual([])
    expect(findingsBehind(20101)[0]?.code).toBe('TOKEN_IN_JSON')
    expect(findFinding('sid_wrong_kind')).toBe(FINDINGS.SID_WRONG_KIND)
    expect(findFinding('no_such')).toBeUndefined()
  })

  it('of products: the options table names each of them', () => {
    const [row] = /\| `product` .*/.exec(readme) ?? []
    for (const product of PRODUCTS) expect(row).toContain(`\`${product}\``)
  })

  it('of a runtime without cryptography: nothing is said of the token', async () => {
    vi.stubGlobal('crypto', {})
    const { findings } = await diagnose(request(), { ...key, now: NOW })
    expect(findings.map(({ code }) => code)).toEqual(['RUNTIME_UNSUPPORTED'])
    expect(findings[0]?.twilioError).toBeUndefined()
    vi.unstubAllGlobals()
    expect((await diagnose(request(), { ...key, now: NOW })).ok).toBe(true)
  })

  it('of a token that was pasted with things around it: told, and diagnosed all the same', async () => {
    for (const pasted of [
      `"${good}"`,
      `Bearer ${good}`,
      ` ${good}\n`,
      `{"token":"${good}"}`,
      `https://x.test/?token=${good}`,
    ]) {
      const { kind, findings } = await diagnose(pasted, { secret: SECRET, now: NOW })
      expect(kind).toBe('access-token')
      expect(findings.map(({ code }) => code)).toContain('SIGNATURE_VERIFIED')
      expect(findings.length).toBeGreaterThan(1)
    }
  })
})
