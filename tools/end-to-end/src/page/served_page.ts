// The page as users get it: `xtoken page` serves it, Chromium shows it.
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { CHROMIUM, launchChromium } from '../runtimes/chromium.ts'
import { ROOT } from '../workspace_copy.ts'

/** What a page did that it must not, or need not, do. */
export interface Witnessed {
  readonly requests: string[]
  readonly dialogs: string[]
  /** Errors and warnings of the console, errors that nobody caught, and what the policy refused. */
  readonly complaints: string[]
}

export interface OpenPage {
  readonly page: Page
  readonly context: BrowserContext
  readonly witnessed: Witnessed
}

/** Has the page tell what its policy refused. */
const TELL_REFUSED = `addEventListener('securitypolicyviolation', ({ violatedDirective, sample }) =>
  tellRefused('the policy refused: ' + violatedDirective + ' ' + sample))`

/** The command and a Chromium, until they are stopped. */
export class ServedPage {
  readonly url: string
  readonly #command: ChildProcess
  readonly #browser: Browser
  readonly #home: string

  private constructor(url: string, command: ChildProcess, browser: Browser, home: string) {
    this.url = url
    this.#command = command
    this.#browser = browser
    this.#home = home
  }

  /** Undefined where there is no Chromium, and none can be installed. */
  static async start(): Promise<ServedPage | undefined> {
    if ((await CHROMIUM.version()) === undefined) return undefined
    const home = mkdtempSync(join(tmpdir(), 'token-page-'))
    const args = [join(ROOT, 'packages/cli/dist/xtoken.js'), 'page', '--no-open']
    const command = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
    const url = await new Promise<string>((resolve, reject) => {
      command.once('exit', () => reject(new Error('xtoken page ended')))
      createInterface(command.stdout).once('line', (line) => resolve(line.split(' ')[0] as string))
    })
    return new ServedPage(url, command, await launchChromium(home), home)
  }

  /** Opens the page in a profile of its own, and notes what it does. */
  async open(options: BrowserContextOptions = {}, path = ''): Promise<OpenPage> {
    const context = await this.#browser.newContext(options)
    const page = await context.newPage()
    const witnessed: Witnessed = { requests: [], dialogs: [], complaints: [] }
    page.on('request', (request) => witnessed.requests.push(request.url()))
    page.on('dialog', (dialog) => {
      witnessed.dialogs.push(dialog.message())
      void dialog.dismiss()
    })
    page.on('pageerror', (error) => witnessed.complaints.push(String(error)))
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning')
        witnessed.complaints.push(message.text())
    })
    await page.exposeBinding('tellRefused', (_, told: string) => witnessed.complaints.push(told))
    await page.addInitScript({ content: TELL_REFUSED })
    await page.goto(this.url + path)
    return { page, context, witnessed }
  }

  async stop(): Promise<void> {
    await this.#browser.close()
    const ended = new Promise((resolve) => this.#command.once('exit', resolve))
    this.#command.kill('SIGINT')
    await ended
    rmSync(this.#home, { recursive: true, force: true, maxRetries: 5 })
  }
}

/** Waits until the page has answered all that was asked. */
export async function answered(page: Page): Promise<void> {
  await page.locator('#results[aria-busy="false"]').waitFor({ timeout: 30_000 })
}
