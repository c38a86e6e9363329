import { JwtOptionError } from '@x/jwt-core'
import { UsageError } from './io.ts'

/** The flag or variable that each option of a library was given by. */
export type FlagNames = Readonly<Record<string, string>>

const ALWAYS: FlagNames = {
  ttl: '--ttl',
  validUntil: '--valid-until',
  nbf: '--nbf',
}

/** What gave an option; of `keys.SK1`, what gave the keys. */
function nameOf(option: string, names: FlagNames): string | undefined {
  const at = option.indexOf('.')
  const whole = names[option]
  if (whole !== undefined || at < 0) return whole
  const outer = names[option.slice(0, at)]
  return outer && `${outer}${outer.includes(': ') ? '.' : ': '}${option.slice(at + 1)}`
}

/** A hint at another option, `; name: …` at the end: of no use where no flag gives that option. */
const HINT = /; (\w+): [^;]*$/
/** A name that is written as no word is, so that it can only be an option's. */
const OPTION = /\b[a-z]+[A-Z]\w*/g

function translate(given: FlagNames, error: unknown): unknown {
  if (!(error instanceof JwtOptionError)) return error
  const names = { ...ALWAYS, ...given }
  const { option, message } = error
  const name = nameOf(option, names)
  if (name === undefined) return error
  const text = message.startsWith(option) ? message.slice(option.length) : ` ${message}`
  const told = text
    .replace(HINT, (hint, other: string) => (Object.hasOwn(names, other) ? hint : ''))
    .replace(OPTION, (word) => (Object.hasOwn(names, word) ? (names[word] as string) : word))
  return new UsageError(name + told)
}

/** Calls a library, whose complaints about an option become ones about the flag or variable that the user wrote. */
export function inTermsOfFlags<Result>(names: FlagNames, call: () => Result): Result {
  try {
    const result = call()
    if (!(result instanceof Promise)) return result
    return result.catch((error: unknown) => {
      throw translate(names, error)
    }) as Result
  } catch (error) {
    throw translate(names, error)
  }
}
