import { MAX_IDENTITY_LENGTH } from '@x/jwt-core/token'
import { namesOf } from '../../read/names.ts'
import type { TokenRule } from '../rule.ts'

export const NAME_TOO_LONG: TokenRule = {
  code: 'NAME_TOO_LONG',
  severity: 'error',
  twilioError: 20106,
  elsewhere: { voice: 31105, chat: 50207, sync: 54351, video: 53201, 'client-capability': 31105 },
  cause: `An identity or client name has more than ${MAX_IDENTITY_LENGTH} characters.`,
  example: 'an identity that holds a whole JSON profile',
  mend: `Use a name of at most ${MAX_IDENTITY_LENGTH} characters.`,
  kinds: ['access-token', 'client-capability'],
  *check(token) {
    for (const { claim, name } of namesOf(token)) {
      // A name of half as many units has fewer characters for certain, and is the usual one.
      const length = name.length <= MAX_IDENTITY_LENGTH ? 0 : [...name].length
      if (length > MAX_IDENTITY_LENGTH)
        yield {
          claim,
          message: `the name has ${length} characters; at most ${MAX_IDENTITY_LENGTH} are taken`,
        }
    }
  },
}
