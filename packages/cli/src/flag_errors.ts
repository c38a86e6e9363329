import { JwtOptionError } from '@x/jwt-core'
import { UsageError } from './io.ts'

/** The flag or variable that each option of a library was given by. */
export type FlagNames = Readonly<Record<string, string>>

const ALWAYS: FlagNames = {
  accountSid: 'TWILIO_ACCOUNT_SID',
  authToken: 'TWILIO_AUTH_TOKEN',
  ttl: '--ttl',
  validUntil: '--valid-until',
  nbf: '--nbf',
}

/** Calls a library, whose complaints about an option become ones about the flag that the user wrote. */
export function inTermsOfFlags<Result>(names: FlagNames, call: () => Result): Result {
  try {
    return call()
  } catch (error) {
    if (!(error instanceof JwtOptionError)) throw error
    const name = names[error.option] ?? ALWAYS[error.option]
    if (name === undefined) throw error
    throw new UsageError(error.message.replace(error.option, () => name))
  }
}
