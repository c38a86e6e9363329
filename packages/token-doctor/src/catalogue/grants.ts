import type { Entries } from './entry.ts'

export type GrantsCode =
  | 'GRANTS_MISSING'
  | 'GRANTS_NOT_OBJECT'
  | 'GRANTS_EMPTY'
  | 'GRANT_MISSING'
  | 'GRANT_KEY_WRONG'
  | 'GRANT_KEY_LEGACY'
  | 'GRANT_KEY_UNKNOWN'
  | 'GRANT_NOT_OBJECT'
  | 'GRANT_FIELD_MISNAMED'
  | 'GRANT_FIELD_UNKNOWN'
  | 'GRANT_FIELD_TYPE'
  | 'GRANT_FIELD_EMPTY'
  | 'GRANT_FIELD_MISSING'
  | 'VOICE_GRANT_POINTLESS'
  | 'PLAYER_GRANT_INCOMPLETE'

const refused = { severity: 'error', twilioError: 20106 } as const
const voice = { elsewhere: { voice: 31204 } } as const

/** What the token allows. */
export const GRANTS: Entries<GrantsCode> = {
  GRANTS_MISSING: {
    ...refused,
    ...voice,
    cause: 'An access token has no `grants` claim.',
    example: '`{"iss":"SK…","sub":"AC…","identity":"alice"}`',
    mend: 'Set `grants` to an object with `identity` and a member for each product.',
  },
  GRANTS_NOT_OBJECT: {
    ...refused,
    ...voice,
    cause: '`grants` is a list or a text, not an object.',
    example: '`{"grants":[{"video":{}}]}`',
    mend: 'Make `grants` an object: `{"identity":"alice","video":{"room":"daily"}}`.',
  },
  GRANTS_EMPTY: {
    severity: 'info',
    twilioError: 20106,
    cause: 'The token holds no grant, so no product’s SDK can use it.',
    example: '`{"grants":{"identity":"alice"}}`',
    mend: 'Add the grant of the product before signing; `toJwt` takes what was added until then.',
  },
  GRANT_MISSING: {
    ...refused,
    ...voice,
    cause: 'The token has no grant for the product it is to serve.',
    example: 'a token with a `chat` grant given to the Video SDK',
    mend: 'Add the product’s grant.',
  },
  GRANT_KEY_WRONG: {
    ...refused,
    ...voice,
    cause: 'A grant stands under a name that Twilio does not read.',
    example: '`conversations` for `chat`, `sync` for `data_sync`, `programmable_voice` for `voice`',
    mend: 'Rename the member to the one the product reads.',
  },
  GRANT_KEY_LEGACY: {
    severity: 'info',
    cause: 'A grant stands under the name of a product that has been renamed or withdrawn.',
    example: '`ip_messaging`, now `chat`; `rtc`, now `video`',
    mend: 'Use today’s grant.',
  },
  GRANT_KEY_UNKNOWN: {
    severity: 'info',
    cause: 'A grant stands under a name that no product of Twilio’s is known to read.',
    example: '`{"grants":{"bot":{"level":3}}}`',
    mend: 'Check the spelling, unless this is a grant of your own.',
  },
  GRANT_NOT_OBJECT: {
    ...refused,
    ...voice,
    cause: 'A grant is a text, a list or true, not an object.',
    example: '`{"video":"daily"}`',
    mend: 'Make the grant an object of its members, `{}` where it needs none.',
  },
  GRANT_FIELD_MISNAMED: {
    ...refused,
    ...voice,
    cause:
      'A member of a grant has the name of the helper library’s option, not the one on the wire; it is not read.',
    example: '`{"chat":{"serviceSid":"IS…"}}`',
    mend: 'Use the name on the wire, in snake_case, or mint with a grant class.',
  },
  GRANT_FIELD_UNKNOWN: {
    severity: 'warning',
    cause: 'A grant has a member that the product is not known to read.',
    example: '`{"video":{"rooms":["a","b"]}}`',
    mend: 'Check the spelling, or leave the member out.',
  },
  GRANT_FIELD_TYPE: {
    ...refused,
    ...voice,
    cause: 'A member of a grant is of the wrong type.',
    example: '`{"voice":{"incoming":{"allow":"true"}}}`',
    mend: 'Give it the type named there.',
  },
  GRANT_FIELD_EMPTY: {
    severity: 'warning',
    twilioError: 20106,
    cause: 'A member of a grant is an empty text; an empty room may mean every room.',
    example: '`{"video":{"room":""}}`',
    mend: 'Set a value, or leave the member out on purpose.',
  },
  GRANT_FIELD_MISSING: {
    ...refused,
    ...voice,
    cause: 'A grant lacks a member without which its product cannot work.',
    example: '`{"chat":{}}` without `service_sid`',
    mend: 'Set the member that is named there.',
  },
  VOICE_GRANT_POINTLESS: {
    severity: 'warning',
    twilioError: 20106,
    ...voice,
    cause: 'A voice grant allows neither outgoing nor incoming calls.',
    example: '`{"voice":{}}`',
    mend: 'Set `outgoing.application_sid` to a TwiML application (`AP…`), `incoming.allow` to true, or both.',
  },
  PLAYER_GRANT_INCOMPLETE: {
    severity: 'info',
    cause: 'The player SDK refuses a grant without `playbackUrl` and `playerStreamerSid`.',
    example: '`{"player":{}}`',
    mend: 'Pass on the grant as the REST API’s PlaybackGrant resource gives it.',
  },
}
