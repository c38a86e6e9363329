import type { TokenRule } from '../rule.ts'
import { CHANNEL_MISMATCH } from './channel_mismatch.ts'
import { POLICIES_EMPTY } from './policies_empty.ts'
import { POLICY_INVALID } from './policy_invalid.ts'
import { POLICY_NEVER_MATCHES } from './policy_never_matches.ts'
import { POLICY_REPEATED } from './policy_repeated.ts'
import { VERSION_WRONG } from './version_wrong.ts'
import { WEBSOCKET_POLICY_DENIED } from './websocket_policy_denied.ts'
import { WEBSOCKET_POLICY_HALF } from './websocket_policy_half.ts'
import { WEBSOCKET_POLICY_MISSING } from './websocket_policy_missing.ts'
import { WEBSOCKET_POLICY_OTHER_CHANNEL } from './websocket_policy_other_channel.ts'

export {
  CHANNEL_MISMATCH,
  POLICIES_EMPTY,
  POLICY_INVALID,
  POLICY_NEVER_MATCHES,
  POLICY_REPEATED,
  VERSION_WRONG,
  WEBSOCKET_POLICY_DENIED,
  WEBSOCKET_POLICY_HALF,
  WEBSOCKET_POLICY_MISSING,
  WEBSOCKET_POLICY_OTHER_CHANNEL,
}

/** In the order in which they are looked for. */
export const RULES: readonly TokenRule[] = [
  CHANNEL_MISMATCH,
  POLICIES_EMPTY,
  POLICY_INVALID,
  POLICY_NEVER_MATCHES,
  POLICY_REPEATED,
  VERSION_WRONG,
  WEBSOCKET_POLICY_DENIED,
  WEBSOCKET_POLICY_HALF,
  WEBSOCKET_POLICY_MISSING,
  WEBSOCKET_POLICY_OTHER_CHANNEL,
]
