import type { TokenKind } from '@x/token-doctor'

/** What each kind of token is called. */
export const KINDS: Readonly<Record<TokenKind, string>> = {
  'access-token': 'access token',
  'client-capability': 'client capability token',
  'taskrouter-capability': 'TaskRouter capability token',
  'client-validation': 'signed request (public key client validation)',
  foreign: "token of somebody else's",
  none: 'no token',
}
