import { decodeUnverified } from '@x/jwt-core'
import { diagnose } from '@x/token-doctor'
import type { Io } from '../terminal/io.ts'
import { printable, toJson } from '../terminal/report.ts'

/** Tells what the doctor would call an error, before Twilio does. */
async function warn(jwt: string, io: Io): Promise<void> {
  const { findings } = await diagnose(jwt)
  for (const { severity, message, fix } of findings)
    if (severity === 'error')
      io.log(`warning: Twilio will refuse this token: ${printable(message)}. ${printable(fix)}`)
}

/** Writes a token that was minted; as JSON with its claims, which are read from the token. */
export async function writeMinted(jwt: string, json: true | undefined, io: Io): Promise<void> {
  await warn(jwt, io)
  io.write(json ? toJson({ token: jwt, claims: decodeUnverified(jwt).payload }) : jwt)
}
