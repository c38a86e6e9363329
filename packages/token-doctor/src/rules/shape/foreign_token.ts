import type { Members, Show } from '../../ground.ts'
import { findMaker, findMakerOfText, isDeviceToken } from '../../read/foreign.ts'
import type { FindingEntry, Found } from '../rule.ts'

/** A finding about a JWT that is none of Twilio's. */
interface ForeignRule extends FindingEntry {
  check(payload: Members, show: Show): Iterable<Found>
  /** As for a text that is no JWT. */
  recognise(text: string): Found | undefined
}

export const FOREIGN_TOKEN: ForeignRule = {
  code: 'FOREIGN_TOKEN',
  severity: 'error',
  twilioError: 20101,
  elsewhere: { 'client-capability': 31204 },
  cause:
    'A JWT or another credential, but not one of the four kinds Twilio takes: it comes from another service.',
  example: '`{"iss":"https://securetoken.google.com/my-app"}`',
  mend: 'Mint an access token on your server for the user this token names, and pass that to the SDK.',
  *check(payload, show) {
    const maker = findMaker(payload)
    const whose =
      maker === undefined ? 'it is none of the four kinds that Twilio takes' : `it seems to be ${maker}'s`
    const issuer = payload.iss === undefined ? 'it has no iss' : `its iss is ${show(payload.iss)}`
    yield { claim: 'iss', message: `this is not a token of Twilio's: ${whose}; ${issuer}` }
  },
  recognise(text) {
    if (isDeviceToken(text))
      return {
        message: 'this has the form of a device token for push notifications, not of a token of Twilio’s',
        fix: 'Pass the access token here, and the device token where `register` asks for it.',
      }
    const maker = findMakerOfText(text)
    if (maker === undefined) return undefined
    return {
      message: `this is not a token of Twilio's: it seems to be a credential of ${maker}`,
      fix: 'Mint an access token on your server and pass that; if this one reached a client or a log, replace it.',
    }
  },
}
