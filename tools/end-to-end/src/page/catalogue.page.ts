import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parseKeyRing } from '../../../../packages/jwt-core/src/index.ts'
import { type DiagnoseOptions, diagnose, FINDINGS } from '../../../../packages/token-doctor/src/index.ts'
import { readCases } from '../../../../packages/token-doctor/test/all_cases.ts'
import { NOW, SECRET, SK } from '../../../../packages/token-doctor/test/forge.ts'
import { type Fields, fill, type Shown, shownOn } from './form.ts'
import { type OpenPage, ServedPage } from './served_page.ts'

const served = await ServedPage.start()
const byCode = await readCases()

/** Key rings as they are typed; the cases hold them as objects, which cannot be. */
const RINGS: Readonly<Record<string, string>> = {
  KEY_RETIRED: JSON.stringify({ keys: { [`SK${'1'.repeat(32)}`]: SECRET }, retired: [SK] }),
  KEY_UNKNOWN: JSON.stringify({ keys: { SKother: SECRET } }),
}

/** What no text that is pasted can bring about: a value of another type, keys that a function fetches, a poor runtime. */
const NOT_PASTED = [
  'KEY_UNAVAILABLE',
  'KEY_UNREADABLE',
  'RUNTIME_UNSUPPORTED',
  'TOKEN_NOT_STRING',
  'VERIFICATION_REFUSED',
]

/** A secret as it is typed; undefined where it is none that can be. */
function typedSecret(code: string, secret: DiagnoseOptions['secret']): string | undefined {
  if (secret === undefined) return ''
  if (typeof secret === 'string') return secret
  if (RINGS[code] !== undefined) return RINGS[code]
  return Array.isArray(secret) && secret.every((one) => typeof one === 'string')
    ? JSON.stringify(secret)
    : undefined
}

interface Typed {
  readonly code: string
  readonly fields: Fields
  readonly options: DiagnoseOptions
}

/** Each case of the catalogue that can be typed into the page. */
function typedCases(): Typed[] {
  return [...byCode].flatMap(([code, cases]) =>
    cases.flatMap(({ token, options: own = {} }) => {
      const options: DiagnoseOptions = { secret: SECRET, now: NOW, ...own }
      const secret = typedSecret(code, options.secret)
      if (typeof token !== 'string' || token === '' || secret === undefined) return []
      // A field of a form gives each line break back as \n.
      const [pasted, typed] = [token, secret].map((text) => text.replace(/\r\n?/g, '\n')) as [string, string]
      const ring = RINGS[code]
      const given = ring !== undefined ? parseKeyRing(ring) : typed === secret ? options.secret : typed
      const fields = {
        ...{ pasted, secret: typed, time: String(options.now), product: options.product ?? '' },
        account: options.accountSid ?? '',
      }
      return [{ code, fields, options: { ...options, secret: given === '' ? undefined : given } }]
    }),
  )
}

/** What the doctor says, in the way the page has it. */
async function toldBy({ fields, options }: Typed): Promise<Shown[]> {
  const { findings } = await diagnose(fields.pasted, options)
  return findings.map(({ severity, code, twilioError, message, fix }) => ({
    ...{ severity, code, title: message, mend: fix, twilioError: twilioError ?? null },
  }))
}

/**
 * Without what the page does to a text (a capital at its beginning, and code for backticks), and without the seconds to
 * the clock, which goes on.
 */
const plain = (shown: readonly Shown[]) =>
  shown.map(({ title, mend, ...rest }) => ({
    ...rest,
    title: title
      .replaceAll('`', '')
      .toLowerCase()
      .replace(/\(\d{9,} s\)/, '(… s)'),
    mend: mend.replaceAll('`', ''),
  }))

describe.skipIf(served === undefined && process.env.CI !== 'true')('the catalogue on the page', () => {
  let open: OpenPage
  beforeAll(async () => {
    open = await (served as ServedPage).open()
  })
  afterAll(() => served?.stop())

  const cases = typedCases()

  it('has a case that can be pasted of every finding, but for those that no text brings about', () => {
    const pasted = new Set(cases.map(({ code }) => code))
    expect(
      Object.keys(FINDINGS)
        .filter((code) => !pasted.has(code))
        .sort(),
    ).toEqual(NOT_PASTED)
  })

  it.each([...byCode.keys()])('shows %s with its mend, and all that the doctor says beside', async (code) => {
    for (const typed of cases.filter((each) => each.code === code)) {
      await fill(open.page, typed.fields)
      const shown = await shownOn(open.page)
      expect(shown.map((finding) => finding.code)).toContain(code)
      expect(plain(shown)).toEqual(plain(await toldBy(typed)))
    }
  })

  it.each(Object.values(FINDINGS))(
    'explains $code when asked by its name',
    async ({ code, mend, severity }) => {
      await fill(open.page, { pasted: code.toLowerCase() })
      const [shown, ...others] = plain(await shownOn(open.page))
      expect(others).toEqual([])
      const title = code.toLowerCase().replaceAll('_', ' ')
      expect(shown).toMatchObject({ code, severity, title, mend: mend.replaceAll('`', '') })
    },
  )

  it('explains one of Twilio’s numbers', async () => {
    await fill(open.page, { pasted: ' 20104\n' })
    expect((await shownOn(open.page)).map(({ code }) => code)).toContain('TOKEN_EXPIRED')
  })

  it('complains of nothing, and asks for nothing, in all that', () => {
    expect(open.witnessed).toEqual({ requests: [(served as ServedPage).url], dialogs: [], complaints: [] })
  })
})
