import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'
import { afterAll, describe, expect, it } from 'vitest'
import { access, capability, granted, NOW, worker } from '../../../../packages/token-doctor/test/forge.ts'
import { type Fields, fill, shownOn } from './form.ts'
import { ServedPage } from './served_page.ts'

const served = await ServedPage.start()
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** What the page can look like. */
const STATES: Readonly<Record<string, Fields>> = {
  empty: { pasted: '' },
  'with a good token': { pasted: access(), secret: 'an-api-key-secret-made-for-tests', time: String(NOW) },
  'with findings of each severity': {
    pasted: `Bearer ${access({ exp: NOW - 60, nbf: NOW - 600, grants: { identity: '', chat: { serviceSid: 'x' } } })}`,
    secret: 'another',
    time: String(NOW),
  },
  'with a capability token': { pasted: capability(), time: String(NOW) },
  'with policies': { pasted: worker(), time: String(NOW) },
  'with long values': { pasted: access({ more: 'A'.repeat(4000) }), time: String(NOW) },
  'with several tokens': { pasted: `${access()}\n${granted({})}\n${capability()}`, time: String(NOW) },
  'with no token': { pasted: '<html><body>Cannot GET /token</body></html>' },
  'with an error explained': { pasted: '20101' },
  'with fields that cannot be used': { pasted: access(), account: 'AC', time: 'soon' },
}

const VIEWS = (['light', 'dark'] as const).flatMap((colorScheme) =>
  [1280, 390, 320].map((width) => ({ colorScheme, viewport: { width, height: 800 } })),
)

/** What axe finds, with every part of the page that folds unfolded. */
async function violationsOn(page: Page): Promise<string[]> {
  await page.evaluate('for (const part of document.querySelectorAll("details")) part.open = true')
  // By the protocol: the page's own policy would not let it in.
  await page.evaluate(`${axe}; undefined`)
  const { violations } = (await page.evaluate('axe.run()')) as AxeResults
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`))
}

describe.skipIf(served === undefined && process.env.CI !== 'true')('the page is for everybody', () => {
  afterAll(() => served?.stop())

  it.each(VIEWS)(
    '$colorScheme, $viewport.width wide: axe finds nothing, and nothing is cut off',
    async (view) => {
      const { page, context } = await (served as ServedPage).open({ ...view, bypassCSP: false })
      for (const [state, fields] of Object.entries(STATES)) {
        await fill(page, fields)
        expect(await violationsOn(page), state).toEqual([])
        expect(await page.evaluate('document.documentElement.scrollWidth'), state).toBe(view.viewport.width)
      }
      await context.close()
    },
  )

  it('axe would find what is wrong', async () => {
    const { page, context } = await (served as ServedPage).open()
    await page.evaluate("document.querySelector('label[for=pasted]').remove()")
    expect((await violationsOn(page)).join()).toContain('label')
    await context.close()
  })

  it('is worked by keyboard alone', async () => {
    const { page, context } = await (served as ServedPage).open()
    const press = async (...keys: string[]) => {
      for (const key of keys) await page.keyboard.press(key)
    }
    const focused = () =>
      page.evaluate('document.activeElement.id || document.activeElement.textContent.trim()')
    await press('Tab')
    expect(await focused()).toBe('Skip to the results')
    await press('Tab')
    expect(await focused()).toBe('pasted')
    await press('Tab', 'Enter')
    await page.locator('.finding').first().waitFor()
    expect((await shownOn(page)).map(({ code }) => code)).toContain('TOKEN_EXPIRED')
    await press('Tab', 'Tab')
    expect(await focused()).toBe('secret')
    await press('Tab', 'Space')
    expect(await page.getByLabel('Show what is typed').isChecked()).toBe(true)
    await press('Tab', 'Enter', 'Tab')
    expect(await focused()).toBe('product')
    await page.getByText('The policy').focus()
    await press('Enter')
    expect(await page.locator('#policy').isVisible()).toBe(true)
    await context.close()
  })

  it('lets one of several tokens be chosen by keyboard, and says which is which', async () => {
    const { page, context } = await (served as ServedPage).open()
    await fill(page, STATES['with several tokens'] as Fields)
    const group = page.getByRole('group', { name: 'Which one to look at' })
    expect(await group.getByRole('radio').count()).toBe(4)
    await group.getByRole('radio').first().focus()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowDown')
    await page.locator('.kind', { hasText: 'Client capability token' }).waitFor()
    // Focus stays where it was, or the next key would be lost.
    expect(await page.evaluate('document.activeElement.type')).toBe('radio')
    await context.close()
  })

  it('tells the answer to who hears it', async () => {
    const { page, context } = await (served as ServedPage).open()
    await fill(page, STATES['with a good token'] as Fields)
    expect(await page.getByRole('status').textContent()).toContain('Nothing that Twilio would refuse')
    expect(await page.getByRole('heading', { level: 2 }).allTextContents()).toEqual([
      ...['Its life', 'Findings', 'What it allows', 'What it says'],
      'Nothing leaves this page',
    ])
    await context.close()
  })

  it('shows the policy that it runs under', async () => {
    const { page, context } = await (served as ServedPage).open()
    expect(await page.locator('#policy').textContent()).toMatch(
      /^default-src 'none'; script-src 'sha256-[^;]+; style-src 'sha256-/,
    )
    await context.close()
  })

  it('tells the life on one bar, in order and in words', async () => {
    const { page, context } = await (served as ServedPage).open()
    const life = async (claims: Record<string, unknown>) => {
      await fill(page, { pasted: access(claims), time: String(NOW) })
      return (await page.evaluate(
        "[...document.querySelectorAll('.moment')].map((one) => one.querySelector('strong').textContent + ' ' + (one.querySelector('.when')?.textContent ?? '-'))",
      )) as string[]
    }
    expect(await life({ iat: NOW - 600, nbf: NOW - 300, exp: NOW + 3000 })).toEqual([
      ...['issued 10 min ago', 'not before 5 min ago', 'now -', 'expires in 50 min'],
    ])
    expect(await life({ iat: NOW - 7200, exp: NOW - 3600 })).toEqual([
      ...['issued 2 h ago', 'expired 1 h ago', 'now -'],
    ])
    expect(await life({ iat: NOW, nbf: NOW + 60, exp: NOW + 3600 })).toEqual([
      ...['now, issued -', 'not before in 1 min', 'expires in 1 h'],
    ])
    await context.close()
  })

  it('moves the bar with the clock, and judges anew what ends meanwhile', async () => {
    const { page, context } = await (served as ServedPage).open()
    const now = Math.floor(Date.now() / 1000)
    await fill(page, { pasted: access({ iat: now, exp: now + 5 }) })
    const summary = () => page.locator('.life .summary').textContent()
    const before = await summary()
    expect(before).toMatch(/left of 5 s/)
    await page.locator('.code', { hasText: 'TOKEN_EXPIRED' }).waitFor({ timeout: 15_000 })
    expect(await summary()).toMatch(/ended \d+ s ago/)
    // By a time that was asked for, nothing moves.
    await fill(page, { pasted: access({ iat: now, exp: now + 5 }), time: String(now) })
    await page.waitForTimeout(2500)
    expect(await summary()).toMatch(/^5 s left/)
    await context.close()
  }, 60_000)
})
