import { JwtDecodeError } from '@x/jwt-core'
import { given } from './flag_values.ts'
import { EXIT, ExitSignal, type Io } from './io.ts'
import { toJson } from './report.ts'

/** Ends a call whose token is refused: with `shown` and the reason as JSON where that was asked for. */
export function refuseToken(error: unknown, json: true | undefined, shown: object, io: Io): never {
  if (!json || !(error instanceof JwtDecodeError)) throw error
  const { code, message, claim } = error
  io.write(toJson({ ...shown, error: { code, message, ...given({ claim }) } }))
  throw new ExitSignal(EXIT.badToken)
}
