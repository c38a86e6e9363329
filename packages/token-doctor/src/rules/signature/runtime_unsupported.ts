import type { SignatureRule } from './signature_rule.ts'

export const RUNTIME_UNSUPPORTED: SignatureRule = {
  code: 'RUNTIME_UNSUPPORTED',
  severity: 'error',
  cause:
    'The runtime lacks what checking needs, such as WebCrypto on a page over plain http; nothing is said of the token.',
  example: 'a page on `http://192.168.0.7`, whose `crypto` has no `subtle`',
  mend: 'Serve the page over https or from localhost, or check the token elsewhere; the token may be good.',
  check({ outcomes }) {
    if (!outcomes.includes('ERR_RUNTIME_UNSUPPORTED') && !outcomes.includes('ERR_SYNC_UNSUPPORTED'))
      return undefined
    return { message: 'the signature was not checked: this runtime lacks the cryptography for it' }
  },
}
