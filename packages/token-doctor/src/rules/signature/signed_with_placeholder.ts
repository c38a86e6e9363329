import { isSampleSecret, SAMPLE_SECRETS } from '../../signature/samples.ts'
import { severityOfSecret } from '../../signature/taken.ts'
import { firstRight } from '../../signature/trial.ts'
import { textOfKey } from '../../signature/variants.ts'
import type { SignatureRule } from './signature_rule.ts'

// Where nobody asked for the signature, so many secrets are tried at most, and so many characters hashed: a long token
// is tried with fewer.
const MOST_TRIED = 16
const MOST_HASHED = 32768
const MOST_HASHED_WHEN_ASKED = 1_000_000

function nameOf(sample: string): string {
  return sample === '\0' ? 'an empty secret' : `the text "${sample}", a placeholder`
}

export const SIGNED_WITH_PLACEHOLDER: SignatureRule = {
  code: 'SIGNED_WITH_PLACEHOLDER',
  severity: 'error',
  twilioError: 20107,
  elsewhere: { 'client-capability': 31202 },
  isCause: true,
  cause:
    'The token was signed with a sample’s placeholder, the name of a variable, or the text that code makes of a missing value.',
  example: 'a secret of `undefined`, `your_api_secret` or `TWILIO_API_SECRET`',
  mend: 'Check that the variable the secret is read from is set where the server runs, and refuse to start without it.',
  async check(trial) {
    const { good, text, secrets } = trial
    if (good !== undefined) {
      if (!isSampleSecret(textOfKey(good.key))) return undefined
      const message = `the token was signed with ${good.name}, which is a placeholder and no secret`
      return { message, severity: severityOfSecret(good.key) }
    }
    const most =
      secrets.length > 0
        ? MOST_HASHED_WHEN_ASKED / text.length
        : Math.min(MOST_TRIED, MOST_HASHED / text.length)
    const samples = SAMPLE_SECRETS.slice(0, most).map((key) => ({ key }))
    const found = await firstRight(samples, trial)
    if (found === undefined) return undefined
    const message = `the token was signed with ${nameOf(found.key)}`
    // Beside another secret that was given, it is the wrong one for certain.
    return { message, severity: secrets.length > 0 ? 'error' : severityOfSecret(found.key) }
  },
}
