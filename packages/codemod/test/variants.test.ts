import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { build, transform } from 'esbuild'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { run } from '../src/program.ts'
import { FORMS } from './variants/forms.ts'
import { PRODUCTS } from './variants/products.ts'
import { USES } from './variants/uses.ts'
import { nameOf, type Variant, writeVariant } from './variants/variant.ts'

/**
 * Programs put together of how they load `twilio`, what they make, how they construct it and where: each is migrated,
 * and run before and after under one clock. It gives the same, or stays untouched with a reason.
 */
const COUNT = Number(process.env.VARIANTS ?? 500)
const SEED = Number(process.env.VARIANTS_SEED ?? 20)
/** So many are one app together, as files of one folder each. */
const TOGETHER = Number(process.env.VARIANTS_TOGETHER ?? 50)

const MODULES = new URL('../node_modules', import.meta.url).pathname
const RUNNER = new URL('variants/runner.cjs', import.meta.url).pathname

const NATIVE = [
  ...['access-token', 'client-capability', 'grants-chat', 'grants-playback'],
  ...['grants-sync', 'grants-task-router', 'grants-video', 'grants-voice'],
]

const NAMED = /\{[^}]*\bjwt\b[^}]*\} from ['"]twilio['"]/

/** Whether a program of these parts can be written. */
function isPossible({ form, product, use }: Variant): boolean {
  if (form.names[product.root] === undefined) return false
  // Node finds no names to import in `twilio`, which is CommonJS; compilers do.
  const asksForNames = [form.top, ...Object.values(form.files ?? {})].some((text) => NAMED.test(text))
  if (use.onlyModules === true && (form.extension !== 'mjs' || asksForNames)) return false
  return form.inside?.includes('await') !== true || use.isAsync
}

const variant: fc.Arbitrary<Variant> = fc
  .record({
    form: fc.constantFrom(...FORMS),
    product: fc.constantFrom(...PRODUCTS),
    use: fc.constantFrom(...USES),
  })
  .filter(isPossible)

/** As many different ones as are asked for. */
function choose(): Variant[] {
  const chosen = new Map<string, Variant>()
  for (let seed = SEED; chosen.size < COUNT; seed++)
    for (const one of fc.sample(variant, { numRuns: COUNT, seed }))
      if (chosen.size < COUNT) chosen.set(nameOf(one), one)
  return [...chosen.values()]
}

interface Outcome {
  readonly given?: unknown
  readonly error?: string
}

interface Result {
  readonly variant: Variant
  readonly text: string
  readonly after: string
  readonly reasons: readonly string[]
  readonly outcomes: readonly [before: Outcome, after: Outcome]
}

/** The same to the last byte. */
function isSame(before: Outcome, after: Outcome): boolean {
  return JSON.stringify(before) === JSON.stringify(after)
}

let folder: string
const results: Result[] = []

function fileOf(index: number, { form }: Variant): string {
  return `app${Math.floor(index / TOGETHER)}/v${index}/program.${form.extension}`
}

function write(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true })
  writeFileSync(join(folder, path), text)
}

/** The native packages as an app has them installed: built here from source, so that the test needs no build. */
async function installNative(): Promise<void> {
  await Promise.all(
    NATIVE.flatMap((name) =>
      (['cjs', 'esm'] as const).map((format) =>
        build({
          stdin: { contents: `export * from '@x/${name}'`, resolveDir: MODULES },
          nodePaths: [MODULES],
          bundle: true,
          outfile: join(folder, `node_modules/@x/${name}/index.${format === 'cjs' ? 'cjs' : 'mjs'}`),
          platform: 'node',
          format,
          target: 'node20',
          conditions: ['@x/source'],
          logLevel: 'error',
        }),
      ),
    ),
  )
  for (const name of NATIVE)
    write(
      `node_modules/@x/${name}/package.json`,
      JSON.stringify({ exports: { import: './index.mjs', require: './index.cjs' } }),
    )
  for (const name of ['twilio', 'twilio6'])
    symlinkSync(join(MODULES, 'twilio'), join(folder, 'node_modules', name))
}

/** Writes what runs of one program: typed files and modules in the form that Node takes. */
async function prepare(side: string, index: number, path: string): Promise<string> {
  const text = readFileSync(join(folder, side, path), 'utf8')
  const extension = path.split('.').pop() as string
  // Of modules, only those that wait at the top are run as modules: `twilio` has no names for Node to import.
  if (extension === 'ts' || extension === 'mjs') {
    const options = { loader: extension === 'ts' ? 'ts' : 'js', target: 'node20', format: 'cjs' } as const
    try {
      const { code } = await transform(text, options)
      const file = join(folder, side, dirname(path), `run_${index}.cjs`)
      writeFileSync(
        file,
        `const import_meta = { url: require('node:url').pathToFileURL(__filename).href }\n${code.replace(/const import_meta = \{\};?/, '').replaceAll('./twilio.mjs', './twilio.cjs')}`,
      )
      return file
    } catch {}
  }
  return join(folder, side, path)
}

async function runAll(side: string, variants: readonly Variant[]): Promise<Outcome[]> {
  for (const [index, variant] of variants.entries())
    for (const path of Object.keys(variant.form.files ?? {}).filter((name) => name.endsWith('.mjs'))) {
      const at = join(folder, side, dirname(fileOf(index, variant)), path)
      const { code } = await transform(readFileSync(at, 'utf8'), { format: 'cjs', target: 'node20' })
      writeFileSync(at.replace(/mjs$/, 'cjs'), code)
    }
  const jobs = await Promise.all(
    variants.map(async (variant, index) => ({
      file: await prepare(side, index, fileOf(index, variant)),
      drive: variant.use.drive,
    })),
  )
  const [list, out] = [join(folder, `${side}.json`), join(folder, `${side}.out.json`)]
  writeFileSync(list, JSON.stringify({ jobs, out }))
  const env = {
    PATH: process.env.PATH,
    NODE_PATH: join(folder, 'node_modules'),
    CHAT_SERVICE_SID: 'IS1',
    ROOM: 'daily',
  }
  execFileSync(process.execPath, [RUNNER, list], { env, stdio: ['ignore', 'pipe', 'inherit'] })
  return JSON.parse(readFileSync(out, 'utf8'))
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'variants-'))
  await installNative()
  const variants = choose()
  const manifest = JSON.stringify(
    { dependencies: { twilio: '^6.2.0', twilio6: 'npm:twilio@^6.2.0' } },
    null,
    2,
  )
  for (const side of ['before', 'after'])
    for (const [index, variant] of variants.entries()) {
      const path = fileOf(index, variant)
      write(`${side}/${dirname(dirname(path))}/package.json`, manifest)
      write(`${side}/${path}`, writeVariant(variant))
      for (const [name, text] of Object.entries(variant.form.files ?? {}))
        write(`${side}/${dirname(path)}/${name}`, text)
    }
  const reasons = new Map<string, string[]>()
  for (let app = 0; app < Math.ceil(variants.length / TOGETHER); app++) {
    const stdout: string[] = []
    const io = { write: (text: string) => void stdout.push(text), log() {} }
    expect(await run([join(folder, 'after', `app${app}`), '--json', '--no-manifest'], io)).toBe(0)
    for (const { path, message } of JSON.parse(stdout.join('\n')).left) {
      const at = `app${app}/${path}`
      reasons.set(at, [...(reasons.get(at) ?? []), message])
    }
  }
  const after = variants.map((variant, index) =>
    readFileSync(join(folder, 'after', fileOf(index, variant)), 'utf8'),
  )
  const [outcomesBefore, outcomesAfter] = [await runAll('before', variants), await runAll('after', variants)]
  for (const [index, variant] of variants.entries())
    results.push({
      variant,
      text: writeVariant(variant),
      after: after[index] as string,
      reasons: reasons.get(fileOf(index, variant)) ?? [],
      outcomes: [outcomesBefore[index] as Outcome, outcomesAfter[index] as Outcome],
    })
}, 1_800_000)

afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('generated programs', () => {
  it('run before they are migrated, all but a few that twilio itself refuses', () => {
    const failing = results.filter(
      ({ outcomes: [before] }) => before.error !== undefined || before.given === 'nothing came',
    )
    if (process.env.SHOW)
      for (const { variant, text, outcomes } of failing) console.log(nameOf(variant), outcomes[0], text)
    expect(failing.map(({ variant }) => nameOf(variant))).toEqual([])
  })

  it('give the same, or stay untouched with a reason', () => {
    const wrong = results.filter(({ text, after, reasons, outcomes: [before, now] }) =>
      text === after ? reasons.length === 0 : !isSame(before, now),
    )
    if (process.env.SHOW)
      for (const { variant, after, reasons, outcomes } of wrong)
        console.log('-----', nameOf(variant), reasons, outcomes, `\n${after}`)
    expect(wrong.map(({ variant }) => nameOf(variant))).toEqual([])
  })

  it('are migrated for the most part', () => {
    const changed = results.filter(({ text, after }) => text !== after).length
    if (process.env.SHOW) {
      const why = new Map<string, string[]>()
      for (const { variant, text, after, reasons } of results)
        if (text === after)
          for (const reason of new Set(reasons))
            why.set(reason, [...(why.get(reason) ?? []), nameOf(variant)])
      for (const [reason, names] of [...why].sort((a, b) => b[1].length - a[1].length))
        console.log(names.length, reason, '\n      ', names.slice(0, 4).join('\n       '))
      console.log(`${changed} of ${results.length}`)
    }
    expect(changed / results.length).toBeGreaterThan(0.5)
  })
})
