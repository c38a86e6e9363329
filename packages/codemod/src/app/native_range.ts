import { createRequire } from 'node:module'
import { isRecord } from '@x/jwt-core/token'

const require = createRequire(import.meta.url)

/** The range of versions that a native package is installed with: that of the codemod. */
export function nativeRange(name: string): string {
  try {
    const manifest: unknown = require(`${name}/package.json`)
    if (isRecord(manifest) && typeof manifest.version === 'string') return `^${manifest.version}`
  } catch {}
  return '*'
}
