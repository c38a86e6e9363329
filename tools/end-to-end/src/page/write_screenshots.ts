// pnpm page:screenshots: takes the pictures of docs/page.md.
import { join } from 'node:path'
import { ROOT } from '../workspace_copy.ts'
import { answered, ServedPage } from './served_page.ts'

const VIEWS = [
  { name: 'light', colorScheme: 'light', viewport: { width: 1180, height: 900 } },
  { name: 'dark', colorScheme: 'dark', viewport: { width: 1180, height: 900 } },
  { name: 'phone', colorScheme: 'light', viewport: { width: 390, height: 1700 } },
] as const

/** Any time will do, if it is the same each time. */
const NOW = new Date('2026-03-01T14:30:00Z')

const served = await ServedPage.start()
if (served === undefined) throw new Error('there is no Chromium here')
try {
  for (const { name, colorScheme, viewport } of VIEWS) {
    const { page, context } = await served.open({ colorScheme, viewport, reducedMotion: 'reduce' })
    await page.clock.setFixedTime(NOW)
    await page.getByRole('button', { name: 'Show an example' }).click()
    await page.locator('#secret').fill('not the secret that signed it')
    await answered(page)
    const file = join(process.argv[2] ?? join(ROOT, 'docs'), `page-${name}.png`)
    await page.screenshot({ path: file })
    await context.close()
    console.log(file)
  }
} finally {
  await served.stop()
}
