import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The page, ready to be served. */
export interface TokenPage {
  /** The whole page: one file of HTML that loads nothing. */
  readonly html: string
  /**
   * The headers to answer with: the page's own content security policy, which also forbids frames around it, and that
   * nothing is stored, guessed or passed on.
   */
  readonly headers: Readonly<Record<string, string>>
}

// CommonJS has no import.meta, ESM no __dirname.
const here = typeof __dirname === 'string' ? __dirname : dirname(fileURLToPath(import.meta.url))

/** Where the page's file is, from `src` as from `dist`. */
const file = join(here, '../dist/page.html')

/** The policy that stands in the page; the build put it there. */
function policyOf(html: string): string {
  const [, policy] = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html) ?? []
  if (policy === undefined) throw new Error(`${file} has no content security policy: build it again`)
  return policy
}

/**
 * Reads the page, for a server to hand out.
 *
 * @example
 * ```ts
 * const { html, headers } = await readTokenPage()
 * createServer((_, response) => response.writeHead(200, headers).end(html)).listen(8080, '127.0.0.1')
 * ```
 */
export async function readTokenPage(): Promise<TokenPage> {
  const html = await readFile(file, 'utf8')
  return {
    html,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      // A page cannot say this of itself in its HTML.
      'content-security-policy': `${policyOf(html)}; frame-ancestors 'none'`,
      'x-frame-options': 'DENY',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'permissions-policy': 'camera=(), geolocation=(), microphone=()',
      'cache-control': 'no-store',
    },
  }
}
