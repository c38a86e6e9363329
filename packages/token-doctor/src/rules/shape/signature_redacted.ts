import type { FindingEntry } from '../rule.ts'

/** A finding about what stands in place of a signature. */
interface RedactedRule extends FindingEntry {
  /** The same token with some signature, so that its parts can be read; undefined where it has one. */
  restore(text: string): string | undefined
}

/** What stands in place of a signature that was taken out: a word for it, or stars. */
const REDACTED =
  /^([\w-]+\.[\w-]+)\.(?:[[<(]?(?:redacted|signature|sig|removed|hidden|filtered|masked|omitted|stripped)[\])>]?|[*x\u2022]{3,}|\.{2,}|\u2026)$/i

export const SIGNATURE_REDACTED: RedactedRule = {
  code: 'SIGNATURE_REDACTED',
  severity: 'warning',
  twilioError: 20107,
  elsewhere: { 'client-capability': 31202 },
  cause: 'Whatever wrote the token down, such as a log, took its signature out; the rest was examined.',
  example: '`eyJ….eyJ….[signature]`, `eyJ….eyJ….***`',
  mend: 'Nothing to mend, unless this is what is sent as the token: then send all of it.',
  restore(text) {
    const [, parts] = REDACTED.exec(text) ?? []
    return parts && `${parts}.AAAA`
  },
}
