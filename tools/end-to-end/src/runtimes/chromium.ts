// Headless Chromium, from Debian's package.
import { existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { type Browser, chromium } from 'playwright-core'
import { run } from '../run.ts'
import { bundleFor } from './bundle.ts'
import type { Runtime, SuiteResult } from './runtime.ts'

const executablePath = '/usr/bin/chromium'

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** Installs Chromium where it is missing and this process may: as root on Debian or a system like it. */
async function installChromium(): Promise<void> {
  if (existsSync(executablePath) || process.getuid?.() !== 0 || !existsSync('/etc/debian_version')) return
  const options = { cwd: tmpdir(), env: { DEBIAN_FRONTEND: 'noninteractive' }, timeout: 600_000 }
  await run('apt-get', ['update', '-qq'], options)
  await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], options)
}

export const CHROMIUM: Runtime = {
  name: 'Chromium',
  sync: false,
  conditions: '`browser`, bundled',
  absent: `${executablePath} is missing, and only root on Debian can have it installed here`,
  async version() {
    await installChromium()
    if (!existsSync(executablePath)) return undefined
    const { stdout } = await run(executablePath, ['--version'], { cwd: tmpdir() })
    return /[\d.]+\d/.exec(stdout)?.[0]
  },
  async run(app) {
    const script = await bundleFor(app, 'main_page.js', ['browser'])
    // WebCrypto wants a secure origin.
    return (await evaluate('https://app.test/', script, app.folder)) as SuiteResult
  },
}

/** What a script leaves in `globalThis.results` of a page; undefined where there is no Chromium. */
export async function openPage(
  address: string,
  script: string,
  home: string,
): Promise<{ readonly result: unknown; readonly version: string } | undefined> {
  const version = await CHROMIUM.version()
  return version === undefined ? undefined : { result: await evaluate(address, script, home), version }
}

/** Starts Chromium, headless; what it writes goes to `home`. */
export function launchChromium(home: string): Promise<Browser> {
  return chromium.launch({
    executablePath,
    args: FLAGS,
    env: { ...process.env, HOME: home, XDG_CONFIG_HOME: home },
  })
}

async function evaluate(address: string, script: string, home: string): Promise<unknown> {
  const browser = await launchChromium(home)
  try {
    const page = await browser.newPage()
    // Every request is answered here, so the page reaches no network.
    await page.route('**/*', (route) =>
      route.request().url().endsWith('.js')
        ? route.fulfill({ contentType: 'text/javascript', body: script })
        : route.fulfill({
            contentType: 'text/html; charset=utf-8',
            body: '<script type="module" src="/page.js"></script>',
          }),
    )
    const errors: string[] = []
    page.on('pageerror', (error) => errors.push(String(error)))
    await page.goto(address)
    const ready = page.waitForFunction('globalThis.results', undefined, { timeout: 60_000 })
    await ready.catch((cause) => {
      throw new Error(`the page gave no results: ${errors.join('\n')}`, { cause })
    })
    return await page.evaluate('globalThis.results')
  } finally {
    await browser.close()
  }
}
