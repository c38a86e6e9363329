import type { TokenRule } from '../rule.ts'

export const JTI_MISSING: TokenRule = {
  code: 'JTI_MISSING',
  severity: 'warning',
  twilioError: 20101,
  cause: 'An access token has no id; every helper library writes one.',
  example: 'a payload without `jti`',
  mend: 'Set `jti` to a text of its own for each token, such as `<API key SID>-<epoch seconds>`.',
  kinds: ['access-token'],
  *check({ payload: { jti }, show }) {
    if (typeof jti === 'string' && jti !== '') return
    const message = jti === undefined ? 'the token has no jti' : `jti is ${show(jti)}, not a text of its own`
    yield { claim: 'jti', message }
  },
}
