import { request } from 'node:http'
import { createServer } from 'node:net'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { type PageServer, startPageServer } from '../src/commands/page_server.ts'
import { useFolder, xtoken } from './run_xtoken.ts'

const { open, readTokenPage } = vi.hoisted(() => ({ open: vi.fn(), readTokenPage: vi.fn() }))
vi.mock('open', () => ({ default: open }))
vi.mock('@x/token-page', () => ({ readTokenPage }))

const PAGE = {
  html: '<!doctype html><title>the page</title>',
  headers: { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': "default-src 'none'" },
}

interface Answer {
  readonly status: number | undefined
  readonly body: string
  readonly policy: string | undefined
}

/** Asks as written, where fetch would not let a Host header or an odd path through. */
function ask(url: string, path = '/', options: { method?: string; host?: string } = {}): Promise<Answer> {
  const { method = 'GET', host = new URL(url).host } = options
  return new Promise((resolve, reject) => {
    const asked = request(url, { method, path, headers: { host } }, (response) => {
      let body = ''
      response.setEncoding('utf8')
      response.on('data', (text: string) => {
        body += text
      })
      response.on('end', () => {
        const policy = response.headers['content-security-policy'] as string | undefined
        resolve({ status: response.statusCode, body, policy })
      })
    })
    asked.once('error', reject)
    asked.end()
  })
}

describe('the server of xtoken page', () => {
  let server: PageServer
  afterEach(() => server.stop())

  it('hands out the page with its headers, on loopback', async () => {
    server = await startPageServer(PAGE, 0)
    expect(server.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/)
    const policy = PAGE.headers['content-security-policy']
    expect(await ask(server.url)).toEqual({ status: 200, body: PAGE.html, policy })
    expect(await ask(server.url, '/', { method: 'HEAD' })).toEqual({ status: 200, body: '', policy })
  })

  it.each([
    ['a name that was made to mean this machine', '/', { host: 'evil.example' }, 421],
    ['such a name with the port', '/', { host: 'evil.example:PORT' }, 421],
    ['the right name with another port', '/', { host: '127.0.0.1:1' }, 421],
    ['the right name without the port', '/', { host: '127.0.0.1' }, 421],
    ['another path', '/index.html', {}, 404],
    ['something carried along', '/?token=eyJ', {}, 404],
    ['a path out of it', '/../package.json', {}, 404],
    ['a post', '/', { method: 'POST' }, 405],
    ['what asks for leave', '/', { method: 'OPTIONS' }, 405],
  ])('refuses %s', async (_, path, options: { method?: string; host?: string }, status) => {
    server = await startPageServer(PAGE, 0)
    const host = options.host?.replace('PORT', new URL(server.url).port)
    const given = { ...options, ...(host !== undefined && { host }) }
    expect(await ask(server.url, path, given)).toMatchObject({ status, body: '' })
  })

  it('answers to localhost too', async () => {
    server = await startPageServer(PAGE, 0)
    expect(await ask(server.url, '/', { host: `localhost:${new URL(server.url).port}` })).toMatchObject({
      status: 200,
    })
  })
})

describe('xtoken page', () => {
  useFolder()
  afterEach(() => vi.clearAllMocks())

  /** Runs the command until the page is there, asks for it, and ends the command as Ctrl+C does. */
  async function runUntilAsked(args: string[]): Promise<{ code: number; told: string; body: string }> {
    readTokenPage.mockResolvedValue(PAGE)
    const { run } = await import('../src/program.ts')
    const lines: string[] = []
    const write = (text: string) => void lines.push(text)
    const stdin = (async function* () {})()
    const done = run(args, { env: {}, coloured: false, stdin, write, log: write })
    await vi.waitFor(() => expect(lines).not.toEqual([]))
    await vi.waitFor(() => expect(process.listenerCount('SIGINT')).toBeGreaterThan(0))
    const url = (lines[0] as string).split(' ')[0] as string
    const { body } = await ask(url)
    process.emit('SIGINT')
    return { code: await done, told: lines.join('\n'), body }
  }

  it('serves the page, opens it, and ends by Ctrl+C', async () => {
    open.mockResolvedValue({ on: vi.fn() })
    const { code, told, body } = await runUntilAsked(['page'])
    expect([code, body]).toEqual([0, PAGE.html])
    expect(told).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/ {2}for this machine alone; Ctrl\+C ends it$/)
    expect(open.mock.calls).toEqual([[told.split(' ')[0]]])
  })

  it('opens nothing with --no-open', async () => {
    expect((await runUntilAsked(['page', '--no-open'])).code).toBe(0)
    expect(open).not.toHaveBeenCalled()
  })

  it('goes on, and says so, where no browser can be started', async () => {
    open.mockRejectedValue(new Error('no browser'))
    const { code, told } = await runUntilAsked(['page'])
    expect([code, told]).toEqual([0, expect.stringContaining('open the address yourself')])
  })

  it('says which port is in use', async () => {
    readTokenPage.mockResolvedValue(PAGE)
    const other = createServer()
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
    const { port } = other.address() as { port: number }
    const { code, stderr } = await xtoken(['page', '--no-open', '--port', String(port)])
    other.close()
    expect([code, stderr]).toEqual([2, expect.stringContaining(`port ${port} is in use`)])
  })

  it('refuses what is no port', async () => {
    expect(await xtoken(['page', '--port', '70000'])).toMatchObject({ code: 2 })
  })
})
