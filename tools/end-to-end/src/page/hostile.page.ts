import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import {
  AC,
  access,
  b64,
  capability,
  forge,
  NOW,
  SECRET,
  worker,
} from '../../../../packages/token-doctor/test/forge.ts'
import { ROOT } from '../workspace_copy.ts'
import { fill, shownOn } from './form.ts'
import { type OpenPage, ServedPage } from './served_page.ts'

const served = await ServedPage.start()

/** What would run, load, break out of its place or mislead, if it were taken for more than text. */
const HOSTILE: Readonly<Record<string, string>> = {
  script: '<script>alert(1)</script>',
  'end of a script': '</script><script>alert(2)</script>',
  image: '<img src=x onerror=alert(3)>',
  'image from elsewhere': '"><img src="http://evil.example/a.png">',
  svg: '<svg onload=alert(4)><a xlink:href="javascript:alert(5)"><text>x</text></a></svg>',
  frame: '<iframe srcdoc="<script>parent.alert(6)</script>"></iframe>',
  style: '</style><style>*{display:none}</style><link rel=stylesheet href=http://evil.example/a.css>',
  address: 'javascript:alert(7)',
  template: '{{constructor.constructor("alert(8)")()}}${alert(9)}`',
  comment: '--><!--',
  'turned text': '\u202egnp.exe\u2066\u200b\u2028\u0000\u001b[31m',
  'half a character': '\ud800',
  long: `${'A'.repeat(5000)}`,
}

/** Every member that a token has, and some that it should not have. */
const NAMES = [
  'iss',
  'sub',
  'exp',
  'iat',
  'nbf',
  'jti',
  'grants',
  'scope',
  'policies',
  'account_sid',
  '__proto__',
]

function nested(depth: number): string {
  return `${'{"a":['.repeat(depth)}1${']}'.repeat(depth)}`
}

function hostileTokens(text: string): string[] {
  const everywhere = Object.fromEntries([...NAMES, text].map((name) => [name, text]))
  const grants = Object.fromEntries(
    ['identity', 'video', 'voice', 'chat', 'data_sync', 'task_router', text].map((name) => [
      name,
      name === 'identity'
        ? text
        : {
            room: text,
            service_sid: text,
            incoming: { allow: true },
            outgoing: { application_sid: text, params: { [text]: text } },
            [text]: text,
          },
    ]),
  )
  return [
    access(
      { ...everywhere, exp: NOW + 60 },
      { alg: text, typ: text, cty: text, kid: text, twr: text, [text]: text },
    ),
    access({ grants, [text]: { [text]: [text] } }),
    capability({
      scope: `scope:client:incoming?clientName=${encodeURIComponent(text.replace(/\ud800/g, '?'))} ${text}`,
    }),
    worker({ policies: [{ url: text, method: text, allow: text, [text]: text }, text], channel: text }),
    forge({ alg: 'HS256' }, { iss: text }),
    text,
    `{"error":${JSON.stringify(text)}}`,
  ]
}

const isSkipped = served === undefined && process.env.CI !== 'true'

afterAll(() => served?.stop())

describe.skipIf(isSkipped)('a hostile token', () => {
  let open: OpenPage
  afterEach(() => open.context.close())

  async function expectHarmless(tokens: readonly string[], secret = ''): Promise<void> {
    open = await (served as ServedPage).open({ viewport: { width: 320, height: 640 } })
    const elements = 'new Set([...document.querySelectorAll("*")].map((one) => one.localName))'
    for (const token of tokens) {
      await fill(open.page, { pasted: token, secret, time: String(NOW) })
      const names = (await open.page.evaluate(`[...${elements}]`)) as string[]
      for (const name of ['img', 'svg', 'iframe', 'object', 'embed', 'form form', 'base'])
        expect(names).not.toContain(name)
      expect(await open.page.evaluate('document.scripts.length + document.styleSheets.length')).toBe(2)
      expect(await open.page.evaluate('document.documentElement.scrollWidth')).toBe(320)
    }
    expect(open.witnessed).toEqual({ requests: [(served as ServedPage).url], dialogs: [], complaints: [] })
  }

  it.each(Object.entries(HOSTILE))('with %s in every place runs nothing', async (_, text) => {
    await expectHarmless(hostileTokens(text))
  })

  it.each([10, 1000, 5000])('nested %d deep runs nothing', async (depth) => {
    const payload = b64(`{"iss":"${AC}","grants":${nested(depth)}}`)
    await expectHarmless([`${b64('{"alg":"HS256"}')}.${payload}.${b64('x'.repeat(32))}`, nested(depth)])
  })

  it('of 20 and of 200 KB runs nothing', async () => {
    await expectHarmless([20, 200].map((size) => access({ more: '<b>x'.repeat(size * 250) })))
  })

  it('in place of the secret runs nothing', async () => {
    for (const text of Object.values(HOSTILE).slice(0, 4)) {
      await expectHarmless([access()], text)
      await open.context.close()
    }
  })

  it('is shown with escapes for what cannot be seen', async () => {
    open = await (served as ServedPage).open()
    await fill(open.page, { pasted: access({ jti: 'a\u202eb\u200bc' }), time: String(NOW) })
    const told = (await open.page.evaluate('document.querySelector("#answer").textContent')) as string
    expect(told).toContain('a\\u202eb\\u200bc')
    expect(told).not.toMatch(/[\u202e\u200b]/)
  })
})

describe.skipIf(isSkipped)('what is typed', () => {
  let open: OpenPage
  afterEach(() => open.context.close())

  /** All places in which something could be left, as one text. */
  const PLACES = `(async () => JSON.stringify([
    document.documentElement.outerHTML, location.href, history.length, history.state, document.title, document.cookie,
    name, { ...localStorage }, { ...sessionStorage }, await indexedDB.databases(), await caches.keys(),
  ]))()`

  it('stands in its field, and in no attribute, address, history or storage', async () => {
    open = await (served as ServedPage).open()
    const before = await open.page.evaluate('history.length')
    const secret = 'a-secret-that-must-not-show'
    const token = access({}, {}, secret)
    await fill(open.page, { pasted: token, secret, time: String(NOW) })
    expect((await shownOn(open.page)).map(({ code }) => code)).toContain('SIGNATURE_VERIFIED')
    const places = (await open.page.evaluate(PLACES)) as string
    expect(places).not.toContain(secret)
    expect(places).not.toContain(token)
    expect(places).not.toContain(token.split('.')[2])
    expect(await open.page.evaluate('[location.href, history.length]')).toEqual([
      (served as ServedPage).url,
      before,
    ])
    expect(await open.context.storageState()).toEqual({ cookies: [], origins: [] })
  })

  it('is gone once the page is left, and does not come back with it', async () => {
    open = await (served as ServedPage).open()
    const fields = () =>
      open.page.evaluate(
        "[...document.querySelectorAll('textarea, input[type=text]')].map((one) => one.value).join('')",
      )
    await fill(open.page, { pasted: access(), secret: SECRET, account: AC, time: String(NOW) })
    expect(await fields()).toContain(SECRET)
    await open.page.reload()
    expect(await fields()).toBe('')
    await fill(open.page, { pasted: access(), secret: SECRET })
    await open.page.goto('about:blank')
    await open.page.goBack()
    expect(await fields()).toBe('')
    expect(open.witnessed.complaints).toEqual([])
  })

  it('is masked until it is asked for', async () => {
    open = await (served as ServedPage).open()
    const look = () =>
      open.page.evaluate("getComputedStyle(document.getElementById('secret')).webkitTextSecurity")
    expect(await look()).toBe('disc')
    await open.page.getByLabel('Show what is typed').check()
    expect(await look()).toBe('none')
  })

  it('is checked: the right secret, a wrong one, none, and what is no key', async () => {
    open = await (served as ServedPage).open()
    const verdict = async (secret: string) => {
      await fill(open.page, { pasted: access(), secret, time: String(NOW) })
      return (await open.page.locator('.verdict').textContent()) ?? ''
    }
    expect(await verdict('')).toContain('Signature not checked')
    expect(await verdict(SECRET)).toContain('Signature right')
    expect(await verdict('another')).toContain('Signature wrong')
    expect(
      await verdict(JSON.stringify({ keys: { [`SK${'fedcba9876543210'.repeat(2)}`]: SECRET } })),
    ).toContain('Signature right')
    await verdict('{"keys":{}}')
    const secret = open.page.getByLabel('Secret, to check the signature')
    expect(await secret.getAttribute('aria-invalid')).toBe('true')
    expect(await open.page.locator('#secret-error').textContent()).not.toBe('')
  })
})

describe.skipIf(isSkipped)('a link to the page', () => {
  it.each(['#eyJhbGciOi.eyJpc3MiOi.c2ln', '#token=eyJ'])(
    'that carries something is cleaned unread: %s',
    async (hash) => {
      const { page, context, witnessed } = await (served as ServedPage).open({}, hash)
      expect(page.url()).toBe((served as ServedPage).url)
      expect(await page.locator('#notice').textContent()).toContain('thrown away unread')
      expect(await page.evaluate('document.documentElement.outerHTML')).not.toContain('eyJhbGciOi.')
      expect(await page.evaluate("document.getElementById('pasted').value")).toBe('')
      expect(witnessed.complaints).toEqual([])
      await context.close()
    },
  )

  it('on a disk works as well, with or without something behind it', async () => {
    const { page, context, witnessed } = await (served as ServedPage).open()
    const file = pathToFileURL(join(ROOT, 'packages/token-page/dist/page.html')).href
    await page.goto(`${file}?token=eyJhbGciOi.eyJpc3MiOi.c2ln`)
    expect(page.url()).toBe(file)
    await fill(page, { pasted: access(), secret: SECRET, time: String(NOW) })
    expect((await shownOn(page)).map(({ code }) => code)).toEqual(['SIGNATURE_VERIFIED'])
    expect(witnessed.complaints).toEqual([])
    await context.close()
  })
})
