// What the reference has follows from each package.json: every entry of a published package.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const packages = fileURLToPath(new URL('../../packages', import.meta.url))

const entryPoints = readdirSync(packages)
  .map((name) => join(packages, name))
  .filter((dir) => existsSync(join(dir, 'package.json')))
  .flatMap((dir) => {
    const { exports = {}, private: hidden } = JSON.parse(readFileSync(join(dir, 'package.json'), 'utf8'))
    const sources = Object.values(exports).map(
      (entry) => JSON.stringify(entry).match(/\.\/src\/[^"]+\.ts/)?.[0],
    )
    return hidden
      ? []
      : [...new Set(sources)].filter((source) => source !== undefined).map((source) => join(dir, source))
  })

export default {
  name: 'Token toolkit for Twilio',
  readme: '../../README.md',
  entryPoints,
  out: 'site',
  tsconfig: 'tsconfig.json',
  excludePrivate: true,
  excludeInternal: true,
  hideGenerator: true,
  disableSources: true,
  // Types that no entry exports by name are shown where they are used.
  validation: { notExported: false, invalidLink: false },
  logLevel: 'Warn',
}
