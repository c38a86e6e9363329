import type { App } from '../app.ts'

/** What the suite gives back: see app/suite.js. */
export interface SuiteResult {
  readonly passed: Readonly<Record<string, number>>
  readonly failures: readonly string[]
}

/** A JavaScript runtime that the suite runs in. */
export interface Runtime {
  readonly name: string
  /** Whether the `…Sync` twins work in it. */
  readonly sync: boolean
  /** How the packages come to it. */
  readonly conditions: string
  /** Its version; undefined where it is not to be had on this machine, for the reason `absent`. */
  version(): Promise<string | undefined>
  readonly absent?: string
  run(app: App): Promise<SuiteResult>
}

export function parseResult(json: string): SuiteResult {
  return JSON.parse(json) as SuiteResult
}
