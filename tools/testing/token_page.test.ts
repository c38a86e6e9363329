import { createHash } from 'node:crypto'
import { createRequire } from 'node:module'
import { gzipSync } from 'node:zlib'
import { beforeAll, describe, expect, it } from 'vitest'

/** What the whole page may weigh over the wire, in bytes. */
const BUDGET = 60_000

type Library = typeof import('../../packages/token-page/src/index.ts')

// As built: the page does not exist before.
const require = createRequire(new URL('../../packages/token-page/package.json', import.meta.url))
const library = require('./dist/index.cjs') as Library

const sha256 = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`

describe('the page', () => {
  let html = ''
  let headers: Readonly<Record<string, string>> = {}
  beforeAll(async () => {
    ;({ html, headers } = await library.readTokenPage())
  })

  const contentsOf = (tag: string) =>
    [...html.matchAll(new RegExp(`<${tag}\\b[^>]*>(.*?)</${tag}>`, 'gs'))].map(([, text]) => text as string)

  it('is within its budget, all in all', () => {
    expect(gzipSync(html, { level: 9 }).length).toBeLessThanOrEqual(BUDGET)
  })

  it('is the same by import and by require', async () => {
    const imported = (await import('../../packages/token-page/dist/index.js' as string)) as Library
    expect(await imported.readTokenPage()).toEqual({ html, headers })
  })

  it('has a policy that names its one script and its one style, and opens no way out', () => {
    const [script, ...otherScripts] = contentsOf('script')
    const [style, ...otherStyles] = contentsOf('style')
    expect([otherScripts, otherStyles]).toEqual([[], []])
    const [, policy = ''] = /<meta http-equiv="Content-Security-Policy" content="([^"]+)">/.exec(html) ?? []
    expect(policy.split('; ')).toEqual([
      "default-src 'none'",
      `script-src ${sha256(script as string)}`,
      `style-src ${sha256(style as string)}`,
      "base-uri 'none'",
      "form-action 'none'",
      "require-trusted-types-for 'script'",
      "trusted-types 'none'",
    ])
    expect(headers['content-security-policy']).toBe(`${policy}; frame-ancestors 'none'`)
    expect(html.indexOf(policy)).toBeLessThan(html.indexOf('<script'))
  })

  it('loads nothing, and has no markup that runs something or styles by attribute', () => {
    const markup = html.replace(/<(script|style)\b[^>]*>.*?<\/\1>/gs, '').replace(/<!--.*?-->/gs, '')
    expect(markup).not.toMatch(/<[^>]*\s(?:src|srcset|href=(?!"#)|on\w+=|style=|action=)/)
    expect(contentsOf('style').join()).not.toMatch(/url\(|@import/)
  })

  it('asks for no referrer, from inside and as a header', () => {
    expect(html).toContain('<meta name="referrer" content="no-referrer">')
    expect(headers['referrer-policy']).toBe('no-referrer')
  })

  it('carries the licence of what it is built from', () => {
    expect(html).toMatch(/This page holds code of jose:\s+The MIT License/)
  })

  it('has the findings of the doctor, without the causes and examples, which the documentation has', async () => {
    const { FINDINGS } = (await import('../../packages/token-doctor/dist/index.js' as string)) as {
      FINDINGS: Readonly<Record<string, { code: string; mend: string; cause: string; example: string }>>
    }
    const [script = ''] = contentsOf('script')
    for (const { code } of Object.values(FINDINGS)) expect(script, code).toContain(code)
    const { mend, cause, example } = FINDINGS.TOKEN_EXPIRED as (typeof FINDINGS)[string]
    expect([mend, cause, example].map((text) => script.includes(text))).toEqual([true, false, false])
  })
})
