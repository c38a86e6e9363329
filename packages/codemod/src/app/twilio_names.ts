import { DROP_IN } from '../drop_in/drop_in.ts'
import type { Manifest } from './manifests.ts'

/** Twilio Functions find the package in a global. */
const GLOBAL = /\bTwilio\b/

/** The range of a dependency that is `twilio` under another name: `"twilio5": "npm:twilio@5"`. */
const ALIASED = /^npm:twilio(@|$)/

function escapePattern(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
}

/** By which names an app loads the `twilio` package. */
export class TwilioNames {
  /** The names under which a package.json installs `twilio` besides its own. */
  readonly aliases: readonly string[]
  readonly #quoted: RegExp
  readonly #path: RegExp

  constructor(manifests: Iterable<Manifest>) {
    const aliases = new Set<string>()
    for (const { dependencies } of manifests)
      for (const [name, range] of Object.entries(dependencies))
        if (name !== 'twilio' && isAliased(range)) aliases.add(name)
    this.aliases = [...aliases]
    // In Deno, `npm:` stands before it and a version may follow.
    const names = [
      '(?:npm:)?twilio(?:@[^\'"`/\\n]*)?',
      `(?:npm:)?${escapePattern(DROP_IN)}(?:@[^'"\`/\\n]*)?`,
      ...this.aliases.map(escapePattern),
    ].join('|')
    this.#quoted = new RegExp(`(['"\`])(?:${names})(?:\\/[^'"\`\\n]*)?\\1`)
    this.#path = new RegExp(`^(?:${names})(?:\\/|$)`)
  }

  /** Tells whether a text names the package, as an import, a require or a mock does. */
  areIn(text: string): boolean {
    return this.#quoted.test(text)
  }

  /** Tells whether a file can make tokens with `twilio` itself. */
  mayBeUsedIn(text: string): boolean {
    const at = text.search(GLOBAL)
    return this.areIn(text) || (at !== -1 && /\bjwt\b/.test(text.slice(at)))
  }

  /** Tells whether a module is the drop-in, which an app may have instead. */
  isDropIn(path: string): boolean {
    return path.replace(/^npm:/, '').startsWith(DROP_IN)
  }

  /** Tells whether a module is the package or a file of it. */
  isPath(path: string): boolean {
    return this.#path.test(path)
  }
}

/** Tells whether a dependency is `twilio`, whatever it is called. */
export function isAliased(range: unknown): boolean {
  return typeof range === 'string' && ALIASED.test(range)
}
