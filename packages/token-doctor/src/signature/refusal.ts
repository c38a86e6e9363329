import type { FindingCode } from '../findings.ts'
import type { Examined, Problem } from '../problem.ts'
import type { Outcome } from './attempt.ts'

/** What the refusals of all keys come to, the most telling first. */
const REFUSALS: readonly (readonly [outcomes: readonly Outcome[], code: FindingCode])[] = [
  [['ERR_KEY_RETIRED'], 'KEY_RETIRED'],
  [['ERR_KEY_UNAVAILABLE'], 'KEY_UNAVAILABLE'],
  [['ERR_SIGNATURE_INVALID'], 'SIGNATURE_INVALID'],
  [['ERR_KEY_UNKNOWN'], 'KEY_UNKNOWN'],
  [['ERR_ALGORITHM_NOT_ALLOWED', 'ERR_KEY_INVALID'], 'SECRET_UNFIT'],
]

const RING_SAYS: Partial<Record<FindingCode, string>> = {
  KEY_RETIRED: 'the key that the token names is retired',
  KEY_UNAVAILABLE: 'the key ring could not get the key that the token names',
  KEY_UNKNOWN: 'the key ring holds no key that the token names',
}

/** Says why no key was right. */
export function explainRefusal(outcomes: readonly Outcome[], { header, payload, show }: Examined): Problem {
  const [, code] = REFUSALS.find(([of]) => outcomes.some((outcome) => of.includes(outcome))) ?? []
  const secrets = outcomes.length === 1 ? 'the secret given' : `any of the ${outcomes.length} secrets given`
  if (code === undefined)
    return {
      code: 'VERIFICATION_REFUSED',
      message: 'the signature could not be checked: the key ring failed',
    }
  if (code === 'SIGNATURE_INVALID')
    return { code, message: `the token was not signed with ${secrets}, or was changed after signing` }
  if (code === 'SECRET_UNFIT')
    return { code, message: `the token's algorithm ${show(header.alg)} does not go with ${secrets}` }
  const kid = header.kid === undefined ? '' : ` and its kid ${show(header.kid)}`
  return { code, claim: 'iss', message: `${RING_SAYS[code]}: its iss is ${show(payload.iss)}${kid}` }
}
