import { cpus, loadavg, totalmem } from 'node:os'
import { PACKAGE_FOLDER } from './child.ts'
import { findPackage, readManifest } from './install_size.ts'

/** Where and with what a run was made. */
export interface Machine {
  readonly date: string
  readonly node: string
  readonly openssl: string
  readonly v8: string
  readonly platform: string
  readonly cpu: string
  readonly cores: number
  readonly memoryGigabytes: number
  /** Processes that wanted to run in the minute before: near 0 on a quiet machine. */
  readonly load: number
  readonly versions: Readonly<Record<string, string>>
}

const LIBRARIES = ['fast-jwt', 'jose', 'jsonwebtoken', 'livekit-server-sdk', 'twilio', 'mitata', 'size-limit']

export function describeMachine(): Machine {
  const version = (name: string) => readManifest(findPackage(name, PACKAGE_FOLDER) ?? '').version
  return {
    date: new Date().toISOString().slice(0, 10),
    node: process.version,
    openssl: process.versions.openssl,
    v8: process.versions.v8,
    platform: `${process.platform} ${process.arch}`,
    cpu: cpus()[0]?.model.trim() ?? 'unknown',
    cores: cpus().length,
    memoryGigabytes: Number((totalmem() / 1e9).toFixed(1)),
    load: Number((loadavg()[0] ?? 0).toFixed(2)),
    versions: Object.fromEntries(LIBRARIES.map((name) => [name, version(name)])),
  }
}
