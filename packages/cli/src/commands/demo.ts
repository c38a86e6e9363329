import { AccessToken } from '@x/access-token'
import { ChatGrant } from '@x/grants-chat'
import { VideoGrant } from '@x/grants-video'
import { decodeUnverified } from '@x/jwt-core'
import type { Command } from 'commander'
import { type Credentials, findCredentials } from '../terminal/credentials.ts'
import { inTermsOfFlags } from '../terminal/flag_errors.ts'
import type { Io } from '../terminal/io.ts'
import { createReport } from '../terminal/report.ts'
import { reportToken } from './inspect.ts'

/** Made up: no such account or key exists. */
const DEMO: Credentials = {
  accountSid: 'AC00000000000000000000000000000000',
  apiKeySid: 'SK00000000000000000000000000000000',
  apiKeySecret: 'demo-secret-that-opens-nothing',
}

async function demo(io: Io): Promise<void> {
  const found = findCredentials(io)
  io.log(
    found === undefined
      ? 'Demo credentials: Twilio will refuse this token. Set TWILIO_ACCOUNT_SID, TWILIO_API_KEY_SID and\n' +
          'TWILIO_API_KEY_SECRET for a real one.'
      : 'Credentials found: this is a real token. Keep it to yourself until it expires.',
  )
  const { accountSid, apiKeySid, apiKeySecret } = found?.values ?? DEMO
  const typed = found && {
    ...found.names,
    signingKeySid: found.names.apiKeySid,
    secret: found.names.apiKeySecret,
  }
  const token = inTermsOfFlags(
    typed ?? {},
    () => new AccessToken(accountSid, apiKeySid, apiKeySecret, { identity: 'alice' }),
  )
  const jwt = await token
    .addGrant(new VideoGrant({ room: 'my-room' }))
    .addGrant(new ChatGrant({ serviceSid: 'IS00000000000000000000000000000000' }))
    .toJwt()
  io.write(jwt)
  const verified = await AccessToken.verify(jwt, apiKeySecret, { issuer: apiKeySid, subject: accountSid })
  const report = createReport(io)
  reportToken(decodeUnverified(jwt), report)
  report.line('verified', `${verified.identity} may join the room ${verified.grant(VideoGrant)?.room}`)
}

/** Adds `xtoken demo`. */
export function addDemo(program: Command, io: Io): void {
  program
    .command('demo')
    .description('mint a token with a video and a chat grant, then show it decoded and verified')
    .action(() => demo(io))
}
