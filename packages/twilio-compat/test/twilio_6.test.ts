import { createRequire } from 'node:module'
import type { HmacAlgorithm } from '@x/jwt-core'
import twilio from 'twilio'
import { expectTypeOf, it } from 'vitest'
import type { AccessToken } from '../src/access_token.ts'
import { jwt } from '../src/index.ts'
import type { AccessToken as AccessTokenV3 } from '../src/v3/access_token.ts'
import type { Peers } from './suites/compare.ts'
import { describeDeviations, describeDeviationsTable } from './suites/deviations.ts'
import { describeHelperLibrary } from './suites/helper_library.ts'
import { describeMembers } from './suites/members.ts'
import { describeSideBySide, describeValidation } from './suites/side_by_side.ts'

// twilio 3, 4 and 5 are compared in tools/twilio-versions, which installs them.

const RequestCanonicalizer = createRequire(import.meta.url)(
  'twilio/lib/jwt/validation/RequestCanonicalizer',
).default
const peers: Peers = {
  version: '6',
  twilio: { ...twilio.jwt, validation: { RequestCanonicalizer } },
  ours: jwt,
}

describeSideBySide(peers, { numRuns: 2000 })
describeValidation(peers)
describeMembers(peers)
describeDeviations(peers)
describeDeviationsTable()
describeHelperLibrary('twilio', twilio.jwt, { validation: true })
describeHelperLibrary('this package', jwt, { validation: true })

it('signs with each HMAC algorithm that there is', () => {
  expectTypeOf<Parameters<AccessToken['toJwt']>[0]>().toEqualTypeOf<HmacAlgorithm | undefined>()
  expectTypeOf<Parameters<AccessTokenV3['toJwt']>[0]>().toEqualTypeOf<HmacAlgorithm | undefined>()
})
