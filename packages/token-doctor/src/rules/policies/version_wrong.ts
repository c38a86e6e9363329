import { VERSION } from '@x/taskrouter-capability/facts'
import type { TokenRule } from '../rule.ts'

export const VERSION_WRONG: TokenRule = {
  code: 'VERSION_WRONG',
  severity: 'error',
  twilioError: 20101,
  cause: `The version of TaskRouter’s API is not \`${VERSION}\`.`,
  example: '`{"version":"v2"}`',
  mend: `Set \`version\` to \`${VERSION}\`.`,
  kinds: ['taskrouter-capability'],
  *check({ payload: { version }, show }) {
    if (version === VERSION) return
    const message = version === undefined ? 'the token has no version' : `version is ${show(version)}`
    yield { claim: 'version', message: `${message}; it must be "${VERSION}"` }
  },
}
