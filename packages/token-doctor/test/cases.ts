import { createKeyResolver, createKeyRing, type KeyRing } from '@x/jwt-core'
import type { DiagnoseOptions, FindingCode } from '../src/index.ts'
import {
  AC,
  ACCESS,
  AP,
  AUTH_TOKEN,
  access,
  b64,
  capability,
  forge,
  granted,
  IS,
  type Members,
  NOW,
  PUBLIC_KEY,
  policy,
  request,
  SECRET,
  SK,
  SOCKET,
  signParts,
  WK,
  WORKSPACE_URL,
  WS,
  worker,
} from './forge.ts'

/** A token that shows one finding and nothing else, and the same token mended as the finding says. */
export interface Case {
  readonly token: unknown
  readonly mended: unknown
  /** Beside the time and the secret that the token was signed with. */
  readonly options?: DiagnoseOptions
  /** The options of the mended token, where they differ. */
  readonly mendedOptions?: DiagnoseOptions
}

const good = access()
const [header, payload, signature] = good.split('.') as [string, string, string]
const auth: DiagnoseOptions = { secret: AUTH_TOKEN }
const key: DiagnoseOptions = { secret: PUBLIC_KEY }
const scope = (text: unknown) => capability({ scope: text })
const incoming = 'scope:client:incoming?clientName=alice'
const outgoing = `scope:client:outgoing?appSid=${AP}`
const self = policy(`${WORKSPACE_URL}/Workers/${WK}`)
const voice = { outgoing: { application_sid: AP } }
const HEX = '0123456789abcdef'.repeat(4)

/** A ring that fails in a way of its own, as one of another copy of jwt-core may. */
const brokenRing = (() => {
  const [findKey] = Object.getOwnPropertySymbols(createKeyRing({ [SK]: SECRET })) as [symbol]
  const fail = () => {
    throw new TypeError(`no ${SECRET}`)
  }
  return { keyIds: [SK], retiredIds: [], [findKey]: fail } as unknown as KeyRing
})()

/** Of each finding at least one. The type says when a code has none. */
export const CASES: Readonly<Record<FindingCode, readonly Case[]>> = {
  TOKEN_NOT_STRING: [
    { token: Promise.resolve(good), mended: good },
    { token: { toJwt: () => good }, mended: good },
    { token: new TextEncoder().encode(good), mended: good },
    { token: undefined, mended: good },
    { token: 42, mended: good },
  ],
  TOKEN_EMPTY: [
    { token: '', mended: good },
    { token: ' \n', mended: good },
  ],
  TOKEN_TOO_LARGE: [
    { token: access({ padding: 'x'.repeat(20_000) }), mended: good },
    { token: 'x'.repeat(100_000), mended: good },
  ],
  TOKEN_PLACEHOLDER: ['undefined', 'null', '[object Object]', '[object Promise]'].map((token) => ({
    token,
    mended: good,
  })),
  TOKEN_IN_JSON: [
    { token: JSON.stringify({ identity: 'alice', token: good }), mended: good },
    { token: { data: { accessToken: good } }, mended: good },
  ],
  TOKEN_QUOTED: [`"${good}"`, `'${good}'`, `b'${good}'`, `${good}"`, `"${good}",`, `\\"${good}\\"`].map(
    (token) => ({
      token,
      mended: good,
    }),
  ),
  TOKEN_BEARER_PREFIX: [`Bearer ${good}`, `bearer  ${good}`, `Authorization: Bearer ${good}`].map(
    (token) => ({
      token,
      mended: good,
    }),
  ),
  TOKEN_WHITESPACE: [`${good}\n`, ` ${good}`, `${good.slice(0, 76)}\n${good.slice(76)}`, `${good}\u200b`].map(
    (token) => ({
      token,
      mended: good,
    }),
  ),
  TOKEN_URL_ENCODED: [{ token: good.replaceAll('.', '%2E'), mended: good }],
  TOKEN_IN_URL: [
    { token: `https://example.test/call?user=1&token=${good}#top`, mended: good },
    { token: `token=${good}`, mended: good },
  ],
  TOKEN_DECODED: [
    { token: JSON.stringify(ACCESS), mended: good },
    { token: ACCESS, mended: good },
  ],
  TOKEN_IS_SID: [SK, AC].map((token) => ({ token, mended: good })),
  TOKEN_IS_AUTH_TOKEN: [{ token: AUTH_TOKEN, mended: good }],
  TOKEN_IS_API_KEY_SECRET: [{ token: 'Ab3'.repeat(10).concat('Zz'), mended: good }],
  TOKEN_IS_PRIVATE_KEY: [
    { token: '-----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY-----', mended: good },
  ],
  TOKEN_NOT_JWT: [
    { token: 'hello', mended: good },
    { token: 'a.b.c', mended: good },
    { token: `${good}.x`, mended: good },
    { token: good + good, mended: good },
  ],
  TOKEN_TRUNCATED: [
    { token: good.slice(0, good.lastIndexOf('.')), mended: good },
    { token: good.slice(0, 60), mended: good },
    { token: `${good.slice(0, 200)}…`, mended: good },
    { token: `${good.slice(0, 200)}...`, mended: good },
  ],
  TOKEN_UNSIGNED: [{ token: `${header}.${payload}.`, mended: good }],
  TOKEN_ENCRYPTED: [{ token: `${b64('{"alg":"dir","enc":"A128GCM"}')}..AAAA.BBBB.CCCC`, mended: good }],
  TOKEN_MALFORMED: [
    { token: signParts(header, b64('{"iss":"a","iss":"b"}'), SECRET), mended: good },
    { token: signParts(header, b64(`{"a":${'['.repeat(100)}${']'.repeat(100)}}`), SECRET), mended: good },
  ],
  PART_NOT_BASE64URL: [
    {
      token: signParts(header, `${payload}${'='.repeat((4 - (payload.length % 4)) % 4 || 4)}`, SECRET),
      mended: good,
    },
    { token: `${header}.${payload}.${signature.slice(0, -2)}+/`, mended: good },
    { token: `${header}.${payload}.${signature}=`, mended: good },
    { token: `${header}.${payload}!.${signature}`, mended: good },
  ],
  PART_NOT_UTF8: [{ token: signParts(header, b64(Uint8Array.of(0x7b, 0xff, 0x7d)), SECRET), mended: good }],
  PART_NOT_JSON: [
    { token: signParts(header, b64("{'iss': 'SK'}"), SECRET), mended: good },
    { token: signParts(header, b64('{'), SECRET), mended: good },
  ],
  PART_NOT_OBJECT: [
    { token: signParts(header, b64(JSON.stringify(payload)), SECRET), mended: good },
    { token: signParts(header, b64('[]'), SECRET), mended: good },
  ],
  SIGNATURE_LENGTH_WRONG: [
    { token: good.slice(0, -3), mended: good },
    { token: `${good}AAAA`, mended: good },
  ],
  FOREIGN_TOKEN: [
    { iss: 'APIabc', sub: 'alice', video: { roomJoin: true, room: 'daily' } },
    { iss: 'https://securetoken.google.com/app', sub: 'alice' },
    { iss: 'https://tenant.eu.auth0.com/', sub: 'auth0|1' },
    { name: 'nobody' },
  ].map((claims) => ({ token: forge({ alg: 'HS256', typ: 'JWT' }, claims), mended: good })),

  ALGORITHM_MISSING: [{ token: access({}, { alg: undefined }), mended: good }],
  ALGORITHM_NONE: [{ token: access({}, { alg: 'none' }), mended: good }],
  ALGORITHM_UNSUPPORTED: [
    { token: access({}, { alg: 'RS256' }), mended: good },
    { token: request({}, { alg: 'HS256' }), mended: request(), options: key },
  ],
  ALGORITHM_UNDOCUMENTED: [{ token: access({}, { alg: 'HS512' }), mended: good }],
  TYPE_WRONG: [
    { token: access({}, { typ: 'at+jwt' }), mended: good },
    { token: access({}, { typ: undefined }), mended: good },
  ],
  CONTENT_TYPE_MISSING: [
    { token: access({}, { cty: undefined }), mended: good },
    { token: request({}, { cty: undefined }), mended: request(), options: key },
  ],
  CONTENT_TYPE_WRONG: [{ token: access({}, { cty: 'twilio-fpa' }), mended: good }],
  CONTENT_TYPE_UNEXPECTED: [
    { token: capability({}, { cty: 'twilio-fpa;v=1' }), mended: capability(), options: auth },
  ],
  HEADER_EXTENSION: [
    { token: access({}, { crit: ['exp'] }), mended: good, options: { secret: undefined } },
    { token: access({}, { b64: false }), mended: good, options: { secret: undefined } },
  ],
  REGION_SET: [{ token: access({}, { twr: 'ie1' }), mended: good }],
  REGION_INVALID: [{ token: access({}, { twr: '' }), mended: access({}, { twr: null }) }],
  KEY_ID_MISSING: [{ token: request({}, { kid: undefined }), mended: request(), options: key }],

  ISSUER_MISSING: [
    { token: access({ iss: undefined }), mended: good },
    { token: capability({ iss: undefined }), mended: capability(), options: auth },
  ],
  ISSUER_NOT_API_KEY: [{ token: access({ iss: AC }), mended: good }],
  ISSUER_NOT_ACCOUNT: [{ token: capability({ iss: SK }), mended: capability(), options: auth }],
  SUBJECT_MISSING: [{ token: access({ sub: undefined }), mended: good }],
  SUBJECT_NOT_ACCOUNT: [{ token: access({ sub: 'alice' }), mended: good }],
  ISSUER_SUBJECT_SWAPPED: [{ token: access({ iss: AC, sub: SK }), mended: good }],
  ACCOUNT_MISMATCH: [
    { token: access({ sub: AC.replace('0', '1') }), mended: good, options: { accountSid: AC } },
    {
      token: worker({ account_sid: AC.replace('0', '1'), policies: [socketOf(AC.replace('0', '1'))] }),
      mended: worker(),
      options: auth,
    },
  ],
  SID_MALFORMED: [
    { token: access({ sub: 'AC0123' }), mended: good },
    { token: granted({ chat: { service_sid: 'IS1' } }), mended: granted({ chat: { service_sid: IS } }) },
  ],
  SID_WRONG_KIND: [
    { token: granted({ chat: { service_sid: AC } }), mended: granted({ chat: { service_sid: IS } }) },
    { token: granted({ voice: { outgoing: { application_sid: SK } } }), mended: granted({ voice }) },
    { token: scope(`scope:client:outgoing?appSid=${AC}`), mended: scope(outgoing), options: auth },
    { token: request({}, { kid: SK }), mended: request(), options: key },
    { token: worker({ workspace_sid: IS, policies: [SOCKET] }), mended: worker(), options: auth },
  ],
  JTI_MISSING: [{ token: access({ jti: undefined }), mended: good }],
  CLAIM_MISSING: [
    { token: worker({ workspace_sid: undefined, policies: [SOCKET] }), mended: worker(), options: auth },
    { token: worker({ channel: undefined }), mended: worker(), options: auth },
    { token: worker({ policies: undefined }), mended: worker(), options: auth },
    { token: request({ hrh: undefined }), mended: request(), options: key },
    { token: request({ rqh: undefined }), mended: request(), options: key },
  ],
  PRODUCT_NOT_SERVED: [
    {
      token: capability(),
      mended: good,
      options: { ...auth, product: 'video' },
      mendedOptions: { product: 'video' },
    },
  ],

  EXPIRY_MISSING: [{ token: access({ exp: undefined }), mended: good }],
  TIME_NOT_NUMBER: [
    { token: access({ exp: String(NOW + 3600) }), mended: good },
    { token: access({ exp: null }), mended: good },
    { token: access({ nbf: 'now' }), mended: good },
  ],
  TIME_FRACTIONAL: [{ token: access({ exp: NOW + 3600.25 }), mended: good }],
  TIME_IN_MILLISECONDS: [
    { token: access({ exp: (NOW + 3600) * 1000 }), mended: good },
    { token: access({ nbf: NOW * 1000 }), mended: access({ nbf: NOW - 1 }), options: { secret: undefined } },
  ],
  TOKEN_EXPIRED: [
    { token: access({ iat: NOW - 7200, exp: NOW - 3600 }), mended: good },
    { token: access({ iat: NOW - 600, exp: NOW }), mended: access({ iat: NOW - 600, exp: NOW + 1 }) },
  ],
  TOKEN_NOT_YET_VALID: [
    { token: access({ nbf: NOW + 1 }), mended: access({ nbf: NOW, iat: NOW - 1 }) },
    { token: access({ nbf: NOW + 60 }), mended: good },
    { token: access({ nbf: NOW + 60, iat: NOW + 60 }), mended: good },
  ],
  LIFETIME_EMPTY: [
    { token: access({ nbf: NOW + 7200 }), mended: good },
    { token: access({ exp: NOW - 1 }), mended: good },
  ],
  LIFETIME_TOO_LONG: [
    { token: access({ exp: NOW + 86_401 }), mended: access({ exp: NOW + 86_400 }) },
    {
      token: access({ iat: NOW - 80_000, exp: NOW + 80_000 }),
      mended: access({ iat: NOW - 80_000, exp: NOW + 6400 }),
    },
  ],
  LIFETIME_SHORT: [{ token: access({ exp: NOW + 3 }), mended: good }],
  LIFETIME_FULL_DAY: [
    {
      token: access({ exp: NOW + 86_400, grants: { identity: 'alice', voice } }),
      mended: access({ exp: NOW + 86_399, grants: { identity: 'alice', voice } }),
    },
  ],
  REQUEST_LIFETIME_LONG: [{ token: request({ exp: NOW + 3600 }), mended: request(), options: key }],
  ISSUED_IN_FUTURE: [{ token: access({ iat: NOW + 60 }), mended: good }],
  ISSUED_AT_MISSING: [{ token: access({ iat: undefined }), mended: good }],
  NOT_BEFORE_AT_ISSUE: [{ token: access({ nbf: NOW }), mended: access({ nbf: NOW - 60 }) }],

  GRANTS_MISSING: [{ token: access({ grants: undefined }), mended: good }],
  GRANTS_NOT_OBJECT: [{ token: access({ grants: [{ video: {} }] }), mended: good }],
  GRANTS_EMPTY: [{ token: granted({}), mended: good }],
  GRANT_MISSING: [
    { token: granted({ chat: { service_sid: IS } }), mended: good, options: { product: 'video' } },
    { token: granted({}), mended: good, options: { product: 'video' } },
  ],
  GRANT_KEY_WRONG: [
    {
      token: granted({ conversations: { service_sid: IS } }),
      mended: granted({ chat: { service_sid: IS } }),
    },
    { token: granted({ sync: { service_sid: IS } }), mended: granted({ data_sync: { service_sid: IS } }) },
    {
      token: granted({ programmable_voice: voice }),
      mended: granted({ voice }),
      options: { product: 'voice' },
    },
    { token: granted({ videoGrant: {} }), mended: granted({ video: {} }) },
  ],
  GRANT_KEY_LEGACY: [
    { token: granted({ ip_messaging: { service_sid: IS } }), mended: granted({ chat: { service_sid: IS } }) },
  ],
  GRANT_KEY_UNKNOWN: [{ token: granted({ bot: {} }), mended: good }],
  GRANT_NOT_OBJECT: [{ token: granted({ video: 'daily' }), mended: good }],
  GRANT_FIELD_MISNAMED: [
    { token: granted({ chat: { serviceSid: IS } }), mended: granted({ chat: { service_sid: IS } }) },
    { token: granted({ video: { roomName: 'daily' } }), mended: good },
    { token: granted({ voice: { outgoing: { applicationSid: AP } } }), mended: granted({ voice }) },
    { token: granted({ voice: { outgoingApplicationSid: AP } }), mended: granted({ voice }) },
  ],
  GRANT_FIELD_UNKNOWN: [{ token: granted({ video: { rooms: ['a'] } }), mended: good }],
  GRANT_FIELD_TYPE: [
    { token: granted({ voice: { ...voice, incoming: { allow: 'true' } } }), mended: granted({ voice }) },
    { token: granted({ video: { room: 5 } }), mended: good },
  ],
  GRANT_FIELD_EMPTY: [{ token: granted({ video: { room: '' } }), mended: good }],
  GRANT_FIELD_MISSING: [
    { token: granted({ chat: {} }), mended: granted({ chat: { service_sid: IS } }) },
    { token: granted({ data_sync: {} }), mended: granted({ data_sync: { service_sid: IS } }) },
    { token: granted({ task_router: {} }), mended: granted({ task_router: { workspace_sid: WS } }) },
    { token: granted({ voice: { outgoing: { params: {} } } }), mended: granted({ voice }) },
  ],
  VOICE_GRANT_POINTLESS: [
    { token: granted({ voice: {} }), mended: granted({ voice }) },
    {
      token: granted({ voice: { incoming: { allow: false } } }),
      mended: granted({ voice: { incoming: { allow: true } } }),
    },
  ],
  PLAYER_GRANT_INCOMPLETE: [
    {
      token: granted({ player: {} }),
      mended: granted({ player: { playbackUrl: 'https://example.test/x', playerStreamerSid: 'VJ1' } }),
    },
  ],

  IDENTITY_MISSING: [
    { token: access({ grants: { voice } }), mended: granted({ voice }) },
    { token: access({ grants: { video: {} } }), mended: good, options: { product: 'video' } },
    {
      token: access({ grants: { chat: { service_sid: IS } } }),
      mended: granted({ chat: { service_sid: IS } }),
    },
  ],
  IDENTITY_UNSET: [{ token: access({ grants: { video: {} } }), mended: good }],
  IDENTITY_EMPTY: [{ token: granted({ identity: '', video: {} }), mended: good }],
  IDENTITY_NOT_STRING: [
    { token: granted({ identity: 42, video: {} }), mended: granted({ identity: '42', video: {} }) },
  ],
  NAME_TOO_LONG: [
    {
      token: granted({ identity: 'a'.repeat(257), video: {} }),
      mended: granted({ identity: 'a'.repeat(256), video: {} }),
    },
    {
      token: scope(`scope:client:incoming?clientName=${'a'.repeat(257)}`),
      mended: scope(incoming),
      options: auth,
    },
  ],
  NAME_CHARACTERS: [
    {
      token: granted({ identity: 'Alice Smith', voice }),
      mended: granted({ identity: 'Alice_Smith', voice }),
    },
    { token: scope('scope:client:incoming?clientName=a%3Cb'), mended: scope(incoming), options: auth },
  ],
  NAME_NOT_PORTABLE: [
    { token: granted({ identity: 'alice-1', voice }), mended: granted({ identity: 'alice_1', voice }) },
    { token: scope('scope:client:incoming?clientName=alice-1'), mended: scope(incoming), options: auth },
  ],
  PERSONAL_DATA: [
    { token: granted({ identity: 'alice@example.test', video: {} }), mended: good },
    { token: granted({ identity: '+15551234567', video: {} }), mended: good },
  ],
  SECRET_IN_TOKEN: [
    { token: access({ api_secret: 'x' }), mended: good },
    {
      token: granted({ voice: { outgoing: { application_sid: AP, params: { note: SECRET } } } }),
      mended: granted({ voice }),
    },
    { token: scope(`${outgoing}&appParams=password%3Dhunter2`), mended: scope(outgoing), options: auth },
  ],

  SCOPE_MISSING: [{ token: scope(undefined), mended: capability(), options: auth }],
  SCOPE_EMPTY: [{ token: scope(''), mended: capability(), options: auth }],
  SCOPE_UNPARSABLE: [
    { token: scope('client:incoming?clientName=alice'), mended: capability(), options: auth },
    { token: scope('scope:client:incoming?clientName=%zz'), mended: capability(), options: auth },
    { token: scope('scope:client:incoming?clientName=alice smith'), mended: capability(), options: auth },
    { token: scope(`${incoming}  ${outgoing}`), mended: scope(`${incoming} ${outgoing}`), options: auth },
  ],
  SCOPE_UNKNOWN: [{ token: scope('scope:client:calling?x=1'), mended: capability(), options: auth }],
  SCOPE_REPEATED: [
    {
      token: scope(`${incoming} scope:client:incoming?clientName=bob`),
      mended: scope(incoming),
      options: auth,
    },
  ],
  SCOPE_PARAMETER_MISSING: [
    { token: scope('scope:client:incoming'), mended: scope(incoming), options: auth },
    { token: scope('scope:client:outgoing?clientName=alice'), mended: scope(outgoing), options: auth },
    {
      token: scope('scope:stream:subscribe'),
      mended: scope('scope:stream:subscribe?path=%2F2010-04-01%2FEvents'),
      options: auth,
    },
  ],
  SCOPE_VALUE_MISREAD: [
    {
      token: scope(`${outgoing}&appParams=a+b%3Dc`),
      mended: scope(`${outgoing}&appParams=a_b%3Dc`),
      options: auth,
    },
    {
      token: scope(`${outgoing}&appParams=a%3Db%2526c`),
      mended: scope(`${outgoing}&appParams=a%3Dbc`),
      options: auth,
    },
  ],
  POLICIES_EMPTY: [{ token: worker({ policies: [] }), mended: worker(), options: auth }],
  POLICY_INVALID: [
    policy(WORKSPACE_URL, 'GET', { allow: 'yes' }),
    policy(WORKSPACE_URL, 'GET', { post_filter: { ActivitySid: true } }),
    policy(undefined as never),
    'GET',
  ].map((wrong) => ({ token: worker({ policies: [SOCKET, wrong] }), mended: worker(), options: auth })),
  POLICY_NEVER_MATCHES: [
    policy(WORKSPACE_URL, 'get'),
    policy(WORKSPACE_URL.replace('a1', 'b1')),
    policy(`${WORKSPACE_URL}?x=1`),
    policy('https://api.twilio.com/v1/Workspaces'),
    socketOf(AC.replace('0', '1')),
  ].map((wrong) => ({ token: worker({ policies: [SOCKET, wrong] }), mended: worker(), options: auth })),
  POLICY_REPEATED: [{ token: worker({ policies: [SOCKET, self, self] }), mended: worker(), options: auth }],
  WEBSOCKET_POLICY_MISSING: [{ token: worker({ policies: [self] }), mended: worker(), options: auth }],
  CHANNEL_MISMATCH: [
    { token: worker({ worker_sid: undefined }), mended: worker(), options: auth },
    { token: worker({ worker_sid: WK.replace('b', 'c') }), mended: worker(), options: auth },
  ],
  VERSION_WRONG: [{ token: worker({ version: 'v2' }), mended: worker(), options: auth }],

  HEADER_LIST_INVALID: [
    { token: request({ hrh: 'Authorization;host' }), mended: request(), options: key },
    { token: request({ hrh: 'host;authorization' }), mended: request(), options: key },
  ],
  HEADER_LIST_SHORT: [{ token: request({ hrh: 'host' }), mended: request(), options: key }],
  REQUEST_HASH_INVALID: [{ token: request({ rqh: HEX.toUpperCase() }), mended: request(), options: key }],

  SIGNATURE_UNCHECKED: [{ token: good, mended: good, options: { secret: undefined }, mendedOptions: {} }],
  SIGNATURE_VERIFIED: [{ token: good, mended: good, mendedOptions: { secret: undefined } }],
  SIGNATURE_INVALID: [
    { token: access({}, {}, 'another-secret'), mended: good },
    { token: good, mended: good, options: { secret: ['a', 'b'] }, mendedOptions: { secret: ['a', SECRET] } },
  ],
  SECRET_STRAY_CHARACTERS: [`${SECRET}\n`, ` ${SECRET}`, `"${SECRET}"`].map((secret) => ({
    token: good,
    mended: good,
    options: { secret },
    mendedOptions: {},
  })),
  SIGNED_WITH_STRAY_CHARACTERS: [`${SECRET}\n`, `${SECRET}\r\n`, ` ${SECRET}`, `"${SECRET}"`].map(
    (secret) => ({
      token: access({}, {}, secret),
      mended: good,
    }),
  ),
  SIGNED_WITH_DECODED_SECRET: [
    {
      token: access({}, {}, Buffer.from('c2VjcmV0LXNlY3JldA', 'base64')),
      mended: access({}, {}, 'c2VjcmV0LXNlY3JldA'),
      options: { secret: 'c2VjcmV0LXNlY3JldA' },
    },
    {
      token: access({}, {}, Buffer.from('00ff00ff', 'hex')),
      mended: access({}, {}, '00ff00ff'),
      options: { secret: '00ff00ff' },
    },
  ],
  SIGNED_WITH_AUTH_TOKEN: [
    { token: access({}, {}, AUTH_TOKEN), mended: good, options: { secret: [SECRET, AUTH_TOKEN] } },
  ],
  SIGNED_WITH_API_KEY_SECRET: [
    {
      token: capability({}, {}, 'Ab3'.repeat(10).concat('Zz')),
      mended: capability(),
      options: { secret: [AUTH_TOKEN, 'Ab3'.repeat(10).concat('Zz')] },
    },
  ],
  SIGNED_WITH_SID: [
    { token: access({}, {}, SK), mended: good },
    { token: access({}, {}, AC), mended: good, options: { secret: undefined } },
  ],
  SECRET_UNFIT: [
    { token: good, mended: good, options: key, mendedOptions: {} },
    { token: request(), mended: request(), mendedOptions: key },
  ],
  KEY_UNKNOWN: [
    {
      token: good,
      mended: good,
      options: { secret: createKeyRing({ SKother: SECRET }) },
      mendedOptions: { secret: createKeyRing({ SKother: 'x', [SK]: SECRET }) },
    },
  ],
  KEY_RETIRED: [
    {
      token: good,
      mended: access({ iss: `SK${'1'.repeat(32)}` }),
      options: { secret: createKeyRing({ [`SK${'1'.repeat(32)}`]: SECRET }, { retired: [SK] }) },
    },
  ],
  KEY_UNAVAILABLE: [
    {
      token: good,
      mended: good,
      options: {
        secret: createKeyResolver(() => Promise.reject(new Error(`cannot reach the store of ${SECRET}`))),
      },
      mendedOptions: { secret: createKeyResolver(() => Promise.resolve(SECRET)) },
    },
  ],
  VERIFICATION_REFUSED: [{ token: good, mended: good, options: { secret: brokenRing }, mendedOptions: {} }],
}

/** A web socket policy of another account. */
function socketOf(account: string): Members {
  return policy(`https://event-bridge.twilio.com/v1/wschannels/${account}/${WK}`)
}
