import { whichSecrets } from '../../signature/trial.ts'
import { whatKey } from '../../signature/what_key.ts'
import type { SignatureRule } from './signature_rule.ts'

export const KEY_UNREADABLE: SignatureRule = {
  code: 'KEY_UNREADABLE',
  severity: 'error',
  cause:
    'The key given cannot be read or used, so the signature was not checked; nothing is said of the token.',
  example: 'a PEM that lost its line breaks, or a key too short for the algorithm',
  mend: 'Give the key as it was made, in PEM or as a JWK; the token may be good.',
  check(trial) {
    if (!trial.outcomes.includes('ERR_KEY_INVALID')) return undefined
    const known = trial.secrets.map(({ key }) => whatKey(key)).find((each) => each !== undefined)
    const what = known === undefined ? '' : `, ${known.what}`
    return {
      message: `the signature was not checked: no key could be made of ${whichSecrets(trial)}${what}`,
      fix: known?.fix,
    }
  },
}
