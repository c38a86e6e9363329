import { createRequire } from 'node:module'
import { jwt as ours } from '../../../packages/twilio-compat/src/index.ts'
import { describeDeviations } from '../../../packages/twilio-compat/test/suites/deviations.ts'
import { describeHelperLibrary } from '../../../packages/twilio-compat/test/suites/helper_library.ts'
import { describeMembers } from '../../../packages/twilio-compat/test/suites/members.ts'
import {
  describeSideBySide,
  describeValidation,
} from '../../../packages/twilio-compat/test/suites/side_by_side.ts'

// The main door of the drop-in stands for twilio 4 and 5 as it does for 6.

const require = createRequire(import.meta.url)

for (const version of ['4', '5'] as const) {
  const { jwt } = require(`twilio-${version}`)
  // Signed requests came with 5.7.
  const validation =
    version === '4' ? undefined : require(`twilio-${version}/lib/jwt/validation/RequestCanonicalizer`)
  const peers = {
    version,
    twilio: { ...jwt, validation: { RequestCanonicalizer: validation?.default } },
    ours,
  }
  // Fewer than with 6, whose code they have but for signed requests.
  describeSideBySide(peers, { numRuns: 500 })
  if (validation) describeValidation(peers)
  describeMembers(peers)
  describeDeviations(peers)
  describeHelperLibrary(`twilio ${version}`, jwt, { validation: validation !== undefined })
}
