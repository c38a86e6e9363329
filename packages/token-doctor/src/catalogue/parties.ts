import type { Entries } from './entry.ts'

export type PartiesCode =
  | 'ISSUER_MISSING'
  | 'ISSUER_NOT_API_KEY'
  | 'ISSUER_NOT_ACCOUNT'
  | 'SUBJECT_MISSING'
  | 'SUBJECT_NOT_ACCOUNT'
  | 'ISSUER_SUBJECT_SWAPPED'
  | 'ACCOUNT_MISMATCH'
  | 'SID_MALFORMED'
  | 'SID_WRONG_KIND'
  | 'JTI_MISSING'
  | 'CLAIM_MISSING'
  | 'PRODUCT_NOT_SERVED'

const refused = { severity: 'error', twilioError: 20103, elsewhere: { 'client-capability': 31202 } } as const

/** Who signed, for which account, and what must be there. */
export const PARTIES: Entries<PartiesCode> = {
  ISSUER_MISSING: {
    ...refused,
    cause: 'The token does not say who signed it.',
    example: 'a payload without `iss`',
    mend: 'Set `iss` to the API key SID (`SK…`), or to the account SID (`AC…`) in a capability token.',
  },
  ISSUER_NOT_API_KEY: {
    ...refused,
    cause: '`iss` of an access token or signed request is not the SID of an API key.',
    example: '`{"iss":"AC…"}`, from arguments in the wrong order',
    mend: 'Set `iss` to the SID of the API key that signs (`SK…`): the second argument of `new AccessToken`.',
  },
  ISSUER_NOT_ACCOUNT: {
    ...refused,
    cause: '`iss` of a capability token is not an account SID.',
    example: '`{"iss":"SK…","scope":"…"}`',
    mend: 'Set `iss` to the account SID (`AC…`) and sign with that account’s auth token.',
  },
  SUBJECT_MISSING: {
    ...refused,
    cause: 'The token does not say which account it is for.',
    example: 'a payload without `sub`',
    mend: 'Set `sub` to the account SID (`AC…`).',
  },
  SUBJECT_NOT_ACCOUNT: {
    ...refused,
    cause: '`sub` is not the SID of an account.',
    example: '`{"sub":"alice"}`, the user in place of the account',
    mend: 'Set `sub` to the account SID (`AC…`); the user’s name belongs in `grants.identity`.',
  },
  ISSUER_SUBJECT_SWAPPED: {
    ...refused,
    cause: 'The account SID stands in `iss` and the API key SID in `sub`.',
    example: '`{"iss":"AC…","sub":"SK…"}`',
    mend: 'Swap the two: `new AccessToken(accountSid, apiKeySid, apiKeySecret)`.',
  },
  ACCOUNT_MISMATCH: {
    ...refused,
    cause: 'The token is for another account than the one it is used with, or names two.',
    example: 'a token of the main account used with a sub-account',
    mend: 'Mint the token with the SID and keys of the account that is to serve it; sub-accounts share none.',
  },
  SID_MALFORMED: {
    severity: 'warning',
    twilioError: 20103,
    cause: 'A SID has the right prefix, but is not two letters and 32 hexadecimal digits: a part is missing.',
    example: '`{"sub":"AC0123"}`',
    mend: 'Copy the whole SID from the console: 34 characters.',
  },
  SID_WRONG_KIND: {
    severity: 'error',
    twilioError: 20106,
    elsewhere: { 'client-capability': 31204, 'client-validation': 20102 },
    cause: 'A member that holds a SID holds one of another kind, or no SID.',
    example: '`{"chat":{"service_sid":"AC…"}}`',
    mend: 'Put the SID of the kind named there.',
  },
  JTI_MISSING: {
    severity: 'warning',
    twilioError: 20101,
    cause: 'An access token has no id; every helper library writes one.',
    example: 'a payload without `jti`',
    mend: 'Set `jti` to a text of its own for each token, such as `<API key SID>-<epoch seconds>`.',
  },
  CLAIM_MISSING: {
    severity: 'error',
    twilioError: 20101,
    elsewhere: { 'client-capability': 31204 },
    cause: 'A claim without which this kind of token means nothing is missing or has the wrong type.',
    example: 'a TaskRouter token without `workspace_sid`',
    mend: 'Set the claim, or mint the token with a library that does.',
  },
  PRODUCT_NOT_SERVED: {
    severity: 'error',
    twilioError: 20101,
    elsewhere: { voice: 31204 },
    cause: 'This kind of token is not one the product’s SDK takes.',
    example: 'a client capability token given to the Video SDK',
    mend: 'Mint an access token with the product’s grant.',
  },
}
