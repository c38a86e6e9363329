// Measures a dry run over a generated tree of 8,584 files: node packages/codemod/benchmark/run.js [count], after a build.
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

const COUNT = Number(process.argv[2] ?? 8584)
/** Of so many files, one uses `twilio`; others load each other within their package, as those of a large repository do. */
const EACH = 150
const PER_PACKAGE = 100

const command = process.env.CODEMOD?.split(' ') ?? [new URL('../dist/codemod.js', import.meta.url).pathname]
const folder = mkdtempSync(join(tmpdir(), 'tree-'))
const body = Array.from(
  { length: 60 },
  (_, line) => `export function part${line}(given: string): string { return given + ${line} }\n`,
).join('')

for (let index = 0; index < COUNT; index++) {
  const [home, at] = [Math.floor(index / PER_PACKAGE), index % PER_PACKAGE]
  const loads = at === 0 ? '' : `import { part1 } from './file${Math.floor(at / 2)}.js'\n`
  const mint =
    index % EACH === EACH - 1
      ? `import { jwt } from 'twilio'\nexport const mint = async (identity: string) =>\n  new jwt.AccessToken('AC1', 'SK1', 's', { identity }).toJwt()\n`
      : ''
  const file = join(folder, `packages/p${home}/src/file${at}.ts`)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, loads + mint + body)
  if (at === 0)
    writeFileSync(
      join(folder, `packages/p${home}/package.json`),
      JSON.stringify({ name: `p${home}`, type: 'module', dependencies: { twilio: '^5.0.0' } }, null, 2),
    )
}

// What the process used is written as it ends.
const hook = join(folder, 'used.cjs')
const out = join(folder, 'used.json')
writeFileSync(
  hook,
  `process.on('exit', () => require('node:fs').writeFileSync(${JSON.stringify(out)}, JSON.stringify(process.resourceUsage())))`,
)
const started = process.hrtime.bigint()
const { stderr, status } = spawnSync(
  process.execPath,
  ['--require', hook, ...command, folder, '--json', '--dry-run'],
  {
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  },
)
const seconds = Number(process.hrtime.bigint() - started) / 1e9
const { maxRSS, userCPUTime, systemCPUTime } = JSON.parse(readFileSync(out, 'utf8'))
console.log(stderr.split('\n')[0], `(exit code ${status})`)
console.log(
  `${seconds.toFixed(1)} s, of which ${((userCPUTime + systemCPUTime) / 1e6).toFixed(1)} s of the processor; ${Math.round(maxRSS / 1024)} MB at most`,
)
rmSync(folder, { recursive: true, force: true })
