import type { TextRule } from './paste_rule.ts'

/** The longest token that jwt-core verifies unless told otherwise, in characters. */
export const LONGEST_VERIFIED = 16384

export const TOKEN_TOO_LARGE: TextRule = {
  code: 'TOKEN_TOO_LARGE',
  severity: 'error',
  twilioError: 20101,
  elsewhere: { 'client-capability': 31204 },
  cause: 'The token is longer than any token should be; 16384 characters is the bound of verifying.',
  example: 'an access token with a whole user profile in `outgoing.params`',
  mend: 'Take large values out of the claims and send an id instead.',
  recognise({ length }) {
    if (length <= LONGEST_VERIFIED) return undefined
    return { message: `the token has ${length} characters; verifying takes at most ${LONGEST_VERIFIED}` }
  },
}
