import type { Entries } from './entry.ts'

export type CapabilityCode =
  | 'SCOPE_MISSING'
  | 'SCOPE_EMPTY'
  | 'SCOPE_UNPARSABLE'
  | 'SCOPE_UNKNOWN'
  | 'SCOPE_REPEATED'
  | 'SCOPE_PARAMETER_MISSING'
  | 'SCOPE_VALUE_MISREAD'
  | 'POLICIES_EMPTY'
  | 'POLICY_INVALID'
  | 'POLICY_NEVER_MATCHES'
  | 'POLICY_REPEATED'
  | 'WEBSOCKET_POLICY_MISSING'
  | 'CHANNEL_MISMATCH'
  | 'VERSION_WRONG'

const scope = { severity: 'error', twilioError: 31204 } as const

/** What capability tokens allow: scopes of a client, policies of TaskRouter. */
export const CAPABILITY: Entries<CapabilityCode> = {
  SCOPE_MISSING: {
    ...scope,
    cause: 'A client capability token has no `scope` claim, or one that is no text.',
    example: '`{"iss":"AC…","exp":1700003600}`',
    mend: 'Set `scope` to the scope URIs, joined by one space.',
  },
  SCOPE_EMPTY: {
    severity: 'info',
    cause: 'The token allows nothing.',
    example: '`{"scope":""}`',
    mend: 'Allow something before signing: incoming or outgoing calls, or the event stream.',
  },
  SCOPE_UNPARSABLE: {
    ...scope,
    cause: 'A scope is not `scope:<service>:<privilege>?<query>`, or its percent-encoding is broken.',
    example: '`client:incoming?clientName=alice`, or a client name with a bare space in it',
    mend: 'Write each scope as a URI with percent-encoded values, joined by one space.',
  },
  SCOPE_UNKNOWN: {
    severity: 'warning',
    cause: 'A scope names a service and privilege that Twilio is not known to have.',
    example: '`scope:client:calling?…`',
    mend: 'Use `client:incoming`, `client:outgoing` or `stream:subscribe`.',
  },
  SCOPE_REPEATED: {
    severity: 'warning',
    cause: 'A scope stands there twice, and clients that read the token keep the last one only.',
    example: 'two `scope:client:incoming` in one token',
    mend: 'Leave one scope of each kind, and mint another token for the other name.',
  },
  SCOPE_PARAMETER_MISSING: {
    ...scope,
    cause: 'A scope lacks its parameter.',
    example: '`scope:client:outgoing` without `appSid`',
    mend: 'Set the parameter that is named there.',
  },
  SCOPE_VALUE_MISREAD: {
    severity: 'info',
    cause:
      'Clients that read the scope themselves take apart a value with `&`, `=`, `%` or a space written as `+`.',
    example: '`appParams=a%2Bb%3Dc`',
    mend: 'Keep to letters, digits, `-`, `_` and `.` in parameters, and write a space as `%20`.',
  },
  POLICIES_EMPTY: {
    severity: 'warning',
    cause: 'A TaskRouter token has no policies, so it allows nothing; twilio-node adds none by itself.',
    example: '`{"policies":[]}`',
    mend: 'Add the policies of the worker, task queue or workspace.',
  },
  POLICY_INVALID: {
    severity: 'error',
    twilioError: 20101,
    cause: 'A policy is not an object of `url`, `method`, `allow` and filters.',
    example: '`{"url":"https://…","method":"GET","allow":"yes"}`',
    mend: 'Write `url` and `method` as texts, `allow` as true or false, each filter as `{"<name>":{"required":true}}`.',
  },
  POLICY_NEVER_MATCHES: {
    severity: 'warning',
    cause: 'No request can match a policy: wrong host, workspace, account or method, or a query in its URL.',
    example: '`{"url":"https://taskrouter.twilio.com/v1/Workspaces/WS<another>","method":"get"}`',
    mend: 'Use https://taskrouter.twilio.com/v1/Workspaces/<workspace_sid>… and an upper-case method.',
  },
  POLICY_REPEATED: {
    severity: 'info',
    cause: 'The same policy stands there twice, as when some helper libraries sign one token object twice.',
    example: 'two web socket policies of the same method',
    mend: 'Make a new token object for each token.',
  },
  WEBSOCKET_POLICY_MISSING: {
    severity: 'warning',
    cause: 'The token does not allow the web socket, without which TaskRouter’s SDK gets no events.',
    example: 'policies without https://event-bridge.twilio.com/v1/wschannels/…',
    mend: 'Allow GET and POST on https://event-bridge.twilio.com/v1/wschannels/<account_sid>/<channel>.',
  },
  CHANNEL_MISMATCH: {
    severity: 'error',
    twilioError: 20101,
    cause:
      '`channel` is a worker, task queue or workspace, and the claim that repeats its SID is missing or differs.',
    example: '`{"channel":"WK1…","worker_sid":"WK2…"}`',
    mend: 'Set `worker_sid` (`WK…`), `taskqueue_sid` (`WQ…`) or `workspace_sid` (`WS…`) to the channel’s SID.',
  },
  VERSION_WRONG: {
    severity: 'error',
    twilioError: 20101,
    cause: 'The version of TaskRouter’s API is not `v1`.',
    example: '`{"version":"v2"}`',
    mend: 'Set `version` to `v1`.',
  },
}
