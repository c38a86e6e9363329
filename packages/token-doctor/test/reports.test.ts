import { createPublicKey, createSecretKey, generateKeyPairSync, webcrypto } from 'node:crypto'
import { createKeyResolver, createKeyRing } from '@x/jwt-core'
import { describe, expect, it } from 'vitest'
import { type DiagnoseOptions, diagnose } from '../src/index.ts'
import { forge, type Members, policy as pol, signRequest } from './forge.ts'

// Tokens, secrets and pastes as people met them, each with the finding that must come first: what is true of it, at the
// severity it has. They are no cases of one finding, which show that and nothing else: most are wrong in several ways.

const NOW = 1_700_000_000
const AC = 'AC0f3b2d4c5e6a7988776655443322110f'
const SK = 'SK9a8b7c6d5e4f30211203f4e5d6c7b8a9'
const AP = 'AP11223344556677889900aabbccddeeff'
const IS = 'IS5f5e5d5c5b5a59585756555453525150'
const WS = 'WSaa11bb22cc33dd44ee55ff6677889900'
const WK = 'WK00112233445566778899aabbccddeeff'
const WQ = 'WQ0123456789abcdeffedcba9876543210'
const CR = 'CR77777777888888889999999900000000'
const SECRET = 'kJ8sPq2LmN4vXz7RtY1wBc3DfG5hJ6Ka'
const AUTH = '3c9d1e2f4a5b6c7d8e9f0a1b2c3d4e5f'
const H = { alg: 'HS256', typ: 'JWT', cty: 'twilio-fpa;v=1' }
const W = `https://taskrouter.twilio.com/v1/Workspaces/${WS}`
const EB = 'https://event-bridge.twilio.com/v1/wschannels'
const WK2 = `WK${'9'.repeat(32)}`
const AC2 = `AC${'7'.repeat(32)}`
const WS2 = `WS${'6'.repeat(32)}`
const b64 = (text: string) => Buffer.from(text).toString('base64url')
const sign = (header: Members, payload: Members) => forge(header, payload, SECRET)
const times = { iat: NOW - 5, exp: NOW + 3595 }
const voiceGrant = { identity: 'alice', voice: { outgoing: { application_sid: AP } } }

function at(payload: Members = {}, header: Members = {}, secret: string | Uint8Array = SECRET): string {
  const claims = { jti: `${SK}-${NOW - 5}`, grants: voiceGrant, ...times, iss: SK, sub: AC }
  return forge({ ...H, ...header }, { ...claims, ...payload }, secret)
}

function cap(payload: Members = {}, header: Members = {}, secret: string = AUTH): string {
  const scope = `scope:client:outgoing?appSid=${AP}&clientName=alice scope:client:incoming?clientName=alice`
  return forge({ alg: 'HS256', typ: 'JWT', ...header }, { scope, iss: AC, ...times, ...payload }, secret)
}

function ws(channel: string = WK, account: string = AC): Members[] {
  return ['GET', 'POST'].map((method) => pol(`${EB}/${account}/${channel}`, method))
}

function tr(payload: Members = {}, header: Members = {}, secret: string = AUTH): string {
  const claims = {
    ...{
      iss: AC,
      version: 'v1',
      friendly_name: WK,
      account_sid: AC,
      channel: WK,
      workspace_sid: WS,
      worker_sid: WK,
    },
    ...{
      ...times,
      policies: [...ws(), ...['', '/Reservations/**'].map((end) => pol(`${W}/Workers/${WK}${end}`))],
    },
  }
  return forge({ alg: 'HS256', typ: 'JWT', ...header }, { ...claims, ...payload }, secret)
}

const pair = generateKeyPairSync('rsa', { modulusLength: 2048 })
const cv = (payload: Members = {}, header: Members = {}, key = pair.privateKey) =>
  signRequest(
    { alg: 'RS256', typ: 'JWT', cty: 'twilio-pkrv;v=1', kid: CR, ...header },
    {
      iss: SK,
      sub: AC,
      exp: NOW + 290,
      iat: NOW - 10,
      hrh: 'authorization;host',
      rqh: 'ab'.repeat(32),
      ...payload,
    },
    key,
  )

type Report = readonly [what: string, pasted: unknown, first: string | undefined, options?: DiagnoseOptions]

/** What is said of any token as such. */
const OF_ALL = ['SIGNATURE_UNCHECKED', 'ISSUED_AT_MISSING']

async function firstOf(pasted: unknown, options: DiagnoseOptions | undefined): Promise<string | undefined> {
  try {
    const { findings } = await diagnose(pasted, { now: NOW, ...options })
    const [first] = findings.filter(({ code }) => !OF_ALL.includes(code))
    return first && `${first.severity} ${first.code}`
  } catch (error) {
    return `throw ${(error as { code?: string }).code}`
  }
}

function check(title: string, reports: readonly Report[]): void {
  describe(title, () => {
    for (const [what, pasted, first, options] of reports)
      it(what, async () => {
        expect(await firstOf(pasted, options)).toBe(first)
      })
  })
}

check('the right kind of token', [
  ['cap in+out, voice', cap(), 'error CAPABILITY_TOKEN_OUTDATED', { product: 'voice' }],
  ['cap healthy no product', cap(), 'warning CAPABILITY_TOKEN_OUTDATED'],
  ['cap healthy with secret no product', cap(), 'warning CAPABILITY_TOKEN_OUTDATED', { secret: AUTH }],
  [
    'cap expired, voice',
    cap({ exp: NOW - 60, iat: NOW - 3660 }),
    'error CAPABILITY_TOKEN_OUTDATED',
    { product: 'voice' },
  ],
  ['cap expired, no product', cap({ exp: NOW - 60, iat: NOW - 3660 }), 'error TOKEN_EXPIRED'],
  [
    'cap python nbf',
    cap({ nbf: NOW - 5, iat: undefined }),
    'error CAPABILITY_TOKEN_OUTDATED',
    { product: 'voice' },
  ],
  [
    'cap with fpa cty, voice',
    cap({}, { cty: 'twilio-fpa;v=1' }),
    'error CAPABILITY_TOKEN_OUTDATED',
    { product: 'voice' },
  ],
  ['cap with fpa cty, no product', cap({}, { cty: 'twilio-fpa;v=1' }), 'error CONTENT_TYPE_UNEXPECTED'],
  [
    'cap signed with API secret, voice',
    cap({}, {}, SECRET),
    'error CAPABILITY_TOKEN_OUTDATED',
    { product: 'voice', secret: SECRET },
  ],
  ['cap iss=SK, voice', cap({ iss: SK }), 'error CAPABILITY_TOKEN_OUTDATED', { product: 'voice' }],
  [
    'cap only events',
    cap({ scope: 'scope:stream:subscribe?path=%2F2010-04-01%2FEvents' }),
    'error CAPABILITY_TOKEN_OUTDATED',
    { product: 'voice' },
  ],
  ['cap scope empty, voice', cap({ scope: '' }), 'error CAPABILITY_TOKEN_OUTDATED', { product: 'voice' }],
  ['cap scope array', cap({ scope: ['scope:client:incoming?clientName=alice'] }), 'error SCOPE_MISSING'],
  [
    'cap scope array, voice',
    cap({ scope: ['scope:client:incoming?clientName=alice'] }),
    'error CAPABILITY_TOKEN_OUTDATED',
    { product: 'voice' },
  ],
  ['cap for video', cap(), 'error PRODUCT_NOT_SERVED', { product: 'video' }],
  ['cap for chat', cap(), 'error PRODUCT_NOT_SERVED', { product: 'chat' }],
  ['cap for taskrouter', cap(), 'error PRODUCT_NOT_SERVED', { product: 'taskrouter' }],
  ['tr worker, taskrouter', tr(), 'error CAPABILITY_TOKEN_OUTDATED', { product: 'taskrouter' }],
  ['tr worker no product', tr(), 'warning CAPABILITY_TOKEN_OUTDATED', { secret: AUTH }],
  [
    'tr workspace, taskrouter',
    tr({ channel: WS, worker_sid: undefined, policies: [...ws(WS), pol(W), pol(`${W}/**`)] }),
    'error CAPABILITY_TOKEN_OUTDATED',
    { product: 'taskrouter' },
  ],
  [
    'tr no policies (node ctor), taskrouter',
    tr({ policies: [] }),
    'error CAPABILITY_TOKEN_OUTDATED',
    { product: 'taskrouter' },
  ],
  ['tr no policies, none', tr({ policies: [] }), 'warning POLICIES_EMPTY'],
  [
    'tr expired, taskrouter',
    tr({ exp: NOW - 100, iat: NOW - 3700 }),
    'error CAPABILITY_TOKEN_OUTDATED',
    { product: 'taskrouter' },
  ],
  [
    'tr with fpa cty, tr',
    tr({}, { cty: 'twilio-fpa;v=1' }),
    'error CAPABILITY_TOKEN_OUTDATED',
    { product: 'taskrouter' },
  ],
  ['tr for voice', tr(), 'error PRODUCT_NOT_SERVED', { product: 'voice' }],
  ['cv for voice', cv(), 'error PRODUCT_NOT_SERVED', { product: 'voice' }],
  [
    'cv for voice expired',
    cv({ exp: NOW - 10, iat: NOW - 310 }),
    'error PRODUCT_NOT_SERVED',
    { product: 'voice' },
  ],
  [
    'access with scope too',
    at({ scope: 'scope:client:incoming?clientName=alice' }),
    'info SIGNATURE_VERIFIED',
    { product: 'voice', secret: SECRET },
  ],
  [
    'NTS json',
    JSON.stringify({
      account_sid: AC,
      date_created: 'Mon, 30 Nov 2026 10:00:00 +0000',
      date_updated: 'Mon, 30 Nov 2026 10:00:00 +0000',
      ice_servers: [{ url: 'stun:global.stun.twilio.com:3478', urls: 'stun:global.stun.twilio.com:3478' }],
      password: '5SR2x8mZK1lTFJW3NVgLGw6UM9C0dja4jI/Hdw3xr+w=',
      ttl: '86400',
      username: 'cda92e5006c7810494639fc466ecc80182cef8183fdf400f84c4126f3b59d0bb',
    }),
    'error ENDPOINT_ANSWERED_ERROR',
  ],
  [
    'NTS json pw first',
    {
      password: '5SR2x8mZK1lTFJW3NVgLGw6UM9C0dja4jI/Hdw3xr+w=',
      username: 'cda92e5006c7810494639fc466ecc80182cef8183fdf400f84c4126f3b59d0bb',
      ice_servers: [],
      account_sid: AC,
    },
    'error ENDPOINT_ANSWERED_ERROR',
  ],
  [
    'Verify push token for chat',
    at({ grants: { api: { authy_v1: [{ act: ['create'], res: '/Services/VA0/Entities/e/Factors' }] } } }),
    'error GRANT_MISSING',
    { product: 'chat' },
  ],
  [
    'Verify push token',
    at({ grants: { api: { authy_v1: [{ act: ['create'], res: '/Services/VA0/Entities/e/Factors' }] } } }),
    'info GRANT_KEY_UNKNOWN',
  ],
  [
    'Flex JWE',
    [
      b64(
        JSON.stringify({
          zip: 'DEF',
          kid: 'SAS_S3___KMS_v1',
          cty: 'twilio-fpa;v=1',
          enc: 'A256GCM',
          alg: 'dir',
        }),
      ),
      '',
      b64('0123456789ab'),
      b64('c'.repeat(300)),
      b64('0123456789abcdef'),
    ].join('.'),
    'warning TOKEN_ENCRYPTED',
  ],
  [
    'own session jwt',
    sign({ alg: 'HS256', typ: 'JWT' }, { userId: 7, iat: NOW, exp: NOW + 3600 }),
    'error FOREIGN_TOKEN',
  ],
  [
    'own session jwt w/ sub, product',
    sign({ alg: 'HS256', typ: 'JWT' }, { sub: 'user_7', iat: NOW, exp: NOW + 3600 }),
    'error FOREIGN_TOKEN',
    { product: 'voice' },
  ],
  ['Stream chat', sign({ alg: 'HS256', typ: 'JWT' }, { user_id: 'bob' }), 'error FOREIGN_TOKEN'],
  ['Daily', sign({ alg: 'HS256', typ: 'JWT' }, { r: 'daily', d: '0f9c', iat: NOW }), 'error FOREIGN_TOKEN'],
  [
    'Twilio OAuth',
    sign(
      { alg: 'RS256', typ: 'JWT', kid: 'x' },
      {
        iss: 'https://oauth.twilio.com/v2',
        sub: AC,
        aud: 'https://api.twilio.com',
        exp: NOW + 3600,
        iat: NOW,
        scope: '/twilio/messaging/send',
      },
    ),
    'error FOREIGN_TOKEN',
  ],
  [
    'Agora',
    '007eJxTYBBbsMMnKq7p9Hf/HcIX5kce9b518kCiQgSr5Zrp4X1Tu6UUGAxTTMwMDZPTjMxSk0xSUkwtDZJTk0wMDFOSk4wNjFIyFJfeTm0IZGT4',
    'error TOKEN_NOT_JWT',
  ],
  [
    'FCM device token',
    'fGw3ZqRtT0mQ9oX:APA91bHun4MxP5egoKMwt2KZFBaFUH-1RYqx0jJ8XkqFvW3oVnB6yGkz',
    'error FOREIGN_TOKEN',
  ],
  [
    'APNs token',
    '<85e53c9c f738f295 98778321 6d3a9572 ff87c6c0 585082c2 58283380 d612fbec>',
    'error FOREIGN_TOKEN',
  ],
  [
    'APNs token hex',
    '85e53c9cf738f295987783216d3a9572ff87c6c0585082c258283380d612fbec',
    'error FOREIGN_TOKEN',
  ],
  [
    'video token for voice',
    at({ grants: { identity: 'alice', video: { room: 'r' } } }),
    'error GRANT_MISSING',
    { product: 'voice' },
  ],
  [
    'chat token for sync',
    at({ grants: { identity: 'alice', chat: { service_sid: IS } } }),
    'error GRANT_MISSING',
    { product: 'sync' },
  ],
  ['token of one product, none asked', at(), undefined],
  [
    'capability claims in access header',
    sign(H, { scope: `scope:client:outgoing?appSid=${AP}`, iss: SK, sub: AC, exp: NOW + 3600 }),
    'error CAPABILITY_TOKEN_OUTDATED',
    { product: 'voice' },
  ],
])

const v = (voice: Members) => ({ grants: { identity: 'alice', voice } })

check('stray characters in SIDs and secrets', [
  ['SK crlf', at({ iss: `${SK}\r\n` }), 'error SID_STRAY_CHARACTERS'],
  ['SK nbsp before', at({ iss: `\u00a0${SK}` }), 'error SID_STRAY_CHARACTERS'],
  ['SK rlm', at({ iss: `\u200f${SK}` }), 'error SID_STRAY_CHARACTERS'],
  [
    'SK lrm after, jti too',
    at({ iss: `${SK}\u200e`, jti: `${SK}\u200e-${NOW}` }),
    'error SID_STRAY_CHARACTERS',
  ],
  ['AC soft hyphen in', at({ sub: `${AC.slice(0, 10)}\u00ad${AC.slice(10)}` }), 'error SID_STRAY_CHARACTERS'],
  ['AC word joiner', at({ sub: `${AC}\u2060` }), 'error SID_STRAY_CHARACTERS'],
  ['AC curly quotes', at({ sub: `“${AC}”` }), 'error SID_STRAY_CHARACTERS'],
  ['AC backtick', at({ sub: `\`${AC}\`` }), 'error SID_STRAY_CHARACTERS'],
  ['AC guillemets', at({ sub: `«${AC}»` }), 'error SID_STRAY_CHARACTERS'],
  ['AC in angle brackets', at({ sub: `<${AC}>` }), 'error SID_STRAY_CHARACTERS'],
  ['AC literal \\n', at({ sub: `${AC}\\n` }), 'warning SID_STRAY_CHARACTERS'],
  ['AC literal \\r\\n', at({ sub: `${AC}\\r\\n` }), 'warning SID_STRAY_CHARACTERS'],
  ['SK dotenv comment', at({ iss: `${SK} # production key` }), 'error SID_STRAY_CHARACTERS'],
  ['SK dotenv comment no space', at({ iss: `${SK}#prod` }), 'warning SID_STRAY_CHARACTERS'],
  ['SK // comment', at({ iss: `${SK} // main key` }), 'error SID_STRAY_CHARACTERS'],
  ['SK one quote', at({ iss: `"${SK}` }), 'error SID_STRAY_CHARACTERS'],
  ['SK escaped quotes', at({ iss: `\\"${SK}\\"` }), 'error SID_STRAY_CHARACTERS'],
  ['SK %0A', at({ iss: `${SK}%0A` }), 'warning SID_STRAY_CHARACTERS'],
  ['SK %22', at({ iss: `%22${SK}%22` }), 'error SID_STRAY_CHARACTERS'],
  ['SK &quot;', at({ iss: `&quot;${SK}&quot;` }), 'error SID_STRAY_CHARACTERS'],
  ['SK trailing comma', at({ iss: `${SK},` }), 'warning SID_STRAY_CHARACTERS'],
  ['SK:secret basic', at({ iss: `${SK}:${SECRET}` }), 'warning SID_STRAY_CHARACTERS'],
  ['AC assigned export', at({ sub: `export TWILIO_ACCOUNT_SID=${AC}` }), 'error SID_STRAY_CHARACTERS'],
  ['AC yaml', at({ sub: `account_sid: ${AC}` }), 'error SID_STRAY_CHARACTERS'],
  ['AC json', at({ sub: JSON.stringify({ sid: AC }) }), 'error SID_STRAY_CHARACTERS'],
  ['AC with python u', at({ sub: `u'${AC}'` }), 'error SID_STRAY_CHARACTERS'],
  ['AC python bytes', at({ sub: `b'${AC}'` }), 'error SID_STRAY_CHARACTERS'],
  ['AC tuple py', at({ sub: `('${AC}',)` }), 'error SID_STRAY_CHARACTERS'],
  [
    'AC console url',
    at({ sub: `https://www.twilio.com/console/account/${AC}/` }),
    'error SID_STRAY_CHARACTERS',
  ],
  [
    'AC api url',
    at({ sub: `https://api.twilio.com/2010-04-01/Accounts/${AC}.json` }),
    'error SID_STRAY_CHARACTERS',
  ],
  ['AC spaced groups', at({ sub: AC.replace(/.{4}/g, '$& ') }), 'error SID_STRAY_CHARACTERS'],
  ['AC dashes', at({ sub: AC.replace(/.{8}/g, '$&-') }), 'warning SID_STRAY_CHARACTERS'],
  ['AC cyrillic', at({ sub: `АС${AC.slice(2)}` }), 'error SUBJECT_NOT_ACCOUNT'],
  ['AC cyrillic c in digits', at({ sub: AC.replace('c', 'с') }), 'warning SID_MALFORMED'],
  [
    'AC fullwidth',
    at({ sub: [...AC].map((c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0)).join('') }),
    'error SUBJECT_NOT_ACCOUNT',
  ],
  ['AC lower', at({ sub: AC.toLowerCase() }), 'error SID_MALFORMED'],
  ['AC O for 0', at({ sub: AC.replace('0', 'O') }), 'warning SID_MALFORMED'],
  ['two SIDs comma', at({ iss: `${SK},${SK.replace('9', '8')}` }), 'warning SID_STRAY_CHARACTERS'],
  ['AC twice', at({ sub: AC + AC }), 'warning SID_MALFORMED'],
  ['AC with null byte', at({ sub: `${AC}\0` }), 'error SID_STRAY_CHARACTERS'],
  ['AC replacement char', at({ sub: `${AC}\ufffd` }), 'error SID_STRAY_CHARACTERS'],
  ['AC vertical tab', at({ sub: `${AC}\v` }), 'error SID_STRAY_CHARACTERS'],
  ['AC ideographic space', at({ sub: `${AC}\u3000` }), 'error SID_STRAY_CHARACTERS'],
  ['AC BOM mojibake ï»¿', at({ sub: `ï»¿${AC}` }), 'error SID_STRAY_CHARACTERS'],
  ['AC zwsp and account asked', at({ sub: `${AC}\u200b` }), 'error SID_STRAY_CHARACTERS', { accountSid: AC }],
  [
    'AC lf and account asked other',
    at({ sub: `${AC}\n` }),
    'error SID_STRAY_CHARACTERS',
    { accountSid: `AC${'1'.repeat(32)}` },
  ],
  [
    'service_sid lf',
    at({ grants: { identity: 'a', chat: { service_sid: `${IS}\n` } } }),
    'error SID_STRAY_CHARACTERS',
    { product: 'chat' },
  ],
  [
    'service_sid quoted, voice asked',
    at({
      grants: {
        identity: 'a',
        voice: { outgoing: { application_sid: AP } },
        chat: { service_sid: `"${IS}"` },
      },
    }),
    'warning SID_STRAY_CHARACTERS',
    { product: 'voice' },
  ],
  [
    'app sid tab',
    at(v({ outgoing: { application_sid: `\t${AP}` } })),
    'error SID_STRAY_CHARACTERS',
    { product: 'voice' },
  ],
  [
    'push cred space',
    at(v({ outgoing: { application_sid: AP }, push_credential_sid: `${CR} ` })),
    'error SID_STRAY_CHARACTERS',
    { product: 'voice' },
  ],
  [
    'sync default lf',
    at({ grants: { identity: 'a', data_sync: { service_sid: 'default\n' } } }),
    'error SID_STRAY_CHARACTERS',
    { product: 'sync' },
  ],
  [
    'task_router worker lf',
    at({
      grants: { identity: 'a', task_router: { workspace_sid: WS, worker_sid: `${WK}\n`, role: 'worker' } },
    }),
    'error SID_STRAY_CHARACTERS',
    { product: 'taskrouter' },
  ],
  [
    'role with lf',
    at({ grants: { identity: 'a', task_router: { workspace_sid: WS, worker_sid: WK, role: 'worker\n' } } }),
    'error GRANT_FIELD_TYPE',
    { product: 'taskrouter' },
  ],
  [
    'deployment role',
    at({
      grants: { identity: 'a', chat: { service_sid: IS, deployment_role_sid: `RL${'a'.repeat(32)}\r` } },
    }),
    'error SID_STRAY_CHARACTERS',
    { product: 'chat' },
  ],
  ['cap iss lf', cap({ iss: `${AC}\n` }), 'error SID_STRAY_CHARACTERS'],
  [
    'cap appSid %0A',
    cap({ scope: `scope:client:outgoing?appSid=${AP}%0A&clientName=alice` }),
    'error SID_STRAY_CHARACTERS',
  ],
  [
    'cap appSid quoted',
    cap({ scope: `scope:client:outgoing?appSid=%22${AP}%22&clientName=alice` }),
    'error SID_STRAY_CHARACTERS',
  ],
  ['cap name lf', cap({ scope: `scope:client:incoming?clientName=alice%0A` }), 'error NAME_CHARACTERS'],
  ['tr iss lf', tr({ iss: `${AC}\n`, account_sid: `${AC}\n` }), 'error SID_STRAY_CHARACTERS'],
  ['tr only account_sid lf', tr({ account_sid: `${AC}\n` }), 'error SID_STRAY_CHARACTERS'],
  [
    'tr ws lf all',
    tr({
      workspace_sid: `${WS}\n`,
      policies: [...ws(), pol(`https://taskrouter.twilio.com/v1/Workspaces/${WS}\n/Workers/${WK}`)],
    }),
    'error SID_STRAY_CHARACTERS',
  ],
  [
    'tr channel lf all',
    tr({
      channel: `${WK}\n`,
      worker_sid: `${WK}\n`,
      policies: [...ws(`${WK}\n`), pol(`${W}/Workers/${WK}\n`)],
    }),
    'error SID_STRAY_CHARACTERS',
  ],
  ['tr worker_sid lf only', tr({ worker_sid: `${WK}\n` }), 'error SID_STRAY_CHARACTERS'],
  [
    'tr env lf everywhere',
    tr({
      iss: `${AC}\n`,
      account_sid: `${AC}\n`,
      workspace_sid: `${WS}\n`,
      policies: [
        ...ws(WK, `${AC}\n`),
        pol(`https://taskrouter.twilio.com/v1/Workspaces/${WS}\n/Workers/${WK}`),
      ],
    }),
    'error SID_STRAY_CHARACTERS',
  ],
  [
    'tr policy url lf only',
    tr({ policies: [...ws(), pol(`${W}/Workers/${WK}\n`)] }),
    'warning POLICY_NEVER_MATCHES',
  ],
  ['cv kid lf', cv({}, { kid: `${CR}\n` }), 'error SID_STRAY_CHARACTERS'],
  ['cv iss quote', cv({ iss: `'${SK}'` }), 'error SID_STRAY_CHARACTERS'],
  [
    'signed with lf, secret',
    at({}, {}, `${SECRET}\n`),
    'error SIGNED_WITH_STRAY_CHARACTERS',
    { secret: SECRET },
  ],
  ['signed with quotes', at({}, {}, `'${SECRET}'`), 'error SIGNED_WITH_STRAY_CHARACTERS', { secret: SECRET }],
  ['signed with comment', at({}, {}, `${SECRET} # prod`), 'error SIGNATURE_INVALID', { secret: SECRET }],
  ['signed with NUL', at({}, {}, `${SECRET}\0`), 'info SIGNATURE_VERIFIED', { secret: SECRET }],
  [
    'signed with BOM',
    at({}, {}, `\ufeff${SECRET}`),
    'error SIGNED_WITH_STRAY_CHARACTERS',
    { secret: SECRET },
  ],
  [
    'signed with utf16',
    at({}, {}, Buffer.from(SECRET, 'utf16le')),
    'error SIGNED_WITH_ENCODED_SECRET',
    { secret: SECRET },
  ],
  [
    'signed with lower-cased',
    at({}, {}, SECRET.toLowerCase()),
    'error SIGNED_WITH_ENCODED_SECRET',
    { secret: SECRET },
  ],
  [
    'signed with truncated secret',
    at({}, {}, SECRET.slice(0, -1)),
    'error SIGNATURE_INVALID',
    { secret: SECRET },
  ],
  ['signed with SECRET twice', at({}, {}, SECRET + SECRET), 'error SIGNATURE_INVALID', { secret: SECRET }],
  [
    'signed with SK:secret',
    at({}, {}, `${SK}:${SECRET}`),
    'error SIGNED_WITH_STRAY_CHARACTERS',
    { secret: SECRET },
  ],
  [
    'signed with base64(SK:secret)',
    at({}, {}, Buffer.from(`${SK}:${SECRET}`).toString('base64')),
    'error SIGNED_WITH_ENCODED_SECRET',
    { secret: SECRET },
  ],
  [
    'signed with NAME=secret',
    at({}, {}, `TWILIO_API_SECRET=${SECRET}`),
    'error SIGNED_WITH_STRAY_CHARACTERS',
    { secret: SECRET },
  ],
  [
    'signed with JSON secret (AWS SM)',
    at({}, {}, JSON.stringify({ TWILIO_API_SECRET: SECRET })),
    'error SIGNATURE_INVALID',
    { secret: SECRET },
  ],
  ['given lf', at(), 'error SECRET_STRAY_CHARACTERS', { secret: `${SECRET}\n` }],
  ['given quotes+semicolon', at(), 'error SECRET_STRAY_CHARACTERS', { secret: `'${SECRET}';` }],
  ['given comment', at(), 'error SECRET_STRAY_CHARACTERS', { secret: `${SECRET} # prod` }],
  ['given SK:secret', at(), 'error SECRET_STRAY_CHARACTERS', { secret: `${SK}:${SECRET}` }],
  ['given JSON', at(), 'error SECRET_STRAY_CHARACTERS', { secret: JSON.stringify({ apiSecret: SECRET }) }],
  ['given URL', at(), 'error SECRET_STRAY_CHARACTERS', { secret: `https://${SK}:${SECRET}@api.twilio.com` }],
  ['given BOM mojibake', at(), 'error SECRET_STRAY_CHARACTERS', { secret: `ï»¿${SECRET}` }],
  ['given nbsp', at(), 'error SECRET_STRAY_CHARACTERS', { secret: `${SECRET}\u00a0` }],
  [
    'given spelled export',
    at(),
    'error SECRET_STRAY_CHARACTERS',
    { secret: `export TWILIO_API_SECRET='${SECRET}'` },
  ],
  [
    'given inner line break',
    at(),
    'error SECRET_STRAY_CHARACTERS',
    { secret: `${SECRET.slice(0, 16)}\n${SECRET.slice(16)}` },
  ],
  ['auth token cap given lf', cap(), 'error SECRET_STRAY_CHARACTERS', { secret: `${AUTH}\r\n` }],
  ['auth upper-cased given', cap(), 'error SIGNED_WITH_ENCODED_SECRET', { secret: AUTH.toUpperCase() }],
  [
    'identity lf',
    at({ grants: { identity: 'alice\n', voice: { outgoing: { application_sid: AP } } } }),
    'error GRANT_MISSING',
    { product: 'chat' },
  ],
  [
    'room with quotes',
    at({ grants: { identity: 'alice', video: { room: '"daily"' } } }),
    'warning TEXT_STRAY_CHARACTERS',
    { product: 'video' },
  ],
  [
    'secret and sid lf both (whole file CRLF)',
    at(
      { iss: `${SK}\r`, sub: `${AC}\r`, grants: { identity: 'a', chat: { service_sid: `${IS}\r` } } },
      {},
      `${SECRET}\r`,
    ),
    'error SID_STRAY_CHARACTERS',
    { secret: SECRET, accountSid: AC },
  ],
])

const own = pol(`${W}/Workers/${WK}`)
const P = (policies: readonly unknown[], more: Members = {}) => tr({ policies, ...more })

check('TaskRouter', [
  ['other worker channel', P([...ws(WK2), own]), 'warning WEBSOCKET_POLICY_OTHER_CHANNEL'],
  [
    'workspace channel socket for worker token',
    P([...ws(WS), own]),
    'warning WEBSOCKET_POLICY_OTHER_CHANNEL',
  ],
  ['queue channel socket', P([...ws(WQ), own]), 'warning WEBSOCKET_POLICY_OTHER_CHANNEL'],
  ['channel is worker, socket of name', P([...ws('alice'), own]), 'warning WEBSOCKET_POLICY_OTHER_CHANNEL'],
  ['channel case differs', P([...ws(WK.toLowerCase()), own]), 'warning WEBSOCKET_POLICY_OTHER_CHANNEL'],
  ['socket both, one own one other', P([...ws(), ...ws(WK2), own]), 'warning CAPABILITY_TOKEN_OUTDATED'],
  ['GET own POST other', P([ws()[0], ws(WK2)[1], own]), 'warning WEBSOCKET_POLICY_HALF'],
  ['only GET', P([ws()[0], own]), 'warning WEBSOCKET_POLICY_HALF'],
  ['only POST', P([ws()[1], own]), 'warning WEBSOCKET_POLICY_HALF'],
  ['GET twice', P([ws()[0], ws()[0], own]), 'warning WEBSOCKET_POLICY_HALF'],
  ['GET lower-case post', P([ws()[0], { ...ws()[1], method: 'post' }, own]), 'warning POLICY_NEVER_MATCHES'],
  [
    'allow false both',
    P([...ws().map((p) => ({ ...p, allow: false })), own]),
    'warning WEBSOCKET_POLICY_DENIED',
  ],
  [
    'allow false POST only',
    P([ws()[0], { ...ws()[1], allow: false }, own]),
    'warning WEBSOCKET_POLICY_DENIED',
  ],
  ['allow missing', P([...ws().map(({ allow: _, ...p }) => p), own]), 'error POLICY_INVALID'],
  ['allow "true" text', P([...ws().map((p) => ({ ...p, allow: 'true' })), own]), 'error POLICY_INVALID'],
  ['allow 1', P([...ws().map((p) => ({ ...p, allow: 1 })), own]), 'error POLICY_INVALID'],
  [
    'deny then allow (both)',
    P([...ws().map((p) => ({ ...p, allow: false })), ...ws(), own]),
    'warning WEBSOCKET_POLICY_DENIED',
  ],
  ['other account socket', P([...ws(WK, AC2), own]), 'warning POLICY_NEVER_MATCHES'],
  [
    'swapped account channel',
    P([pol(`${EB}/${WK}/${AC}`), pol(`${EB}/${WK}/${AC}`, 'POST'), own]),
    'warning POLICY_NEVER_MATCHES',
  ],
  [
    'v2 event bridge',
    P([pol(`https://event-bridge.twilio.com/v2/wschannels/${AC}/${WK}`), own]),
    'warning POLICY_NEVER_MATCHES',
  ],
  [
    'http socket',
    P([pol(`http://event-bridge.twilio.com/v1/wschannels/${AC}/${WK}`), own]),
    'warning POLICY_NEVER_MATCHES',
  ],
  [
    'wss socket',
    P([pol(`wss://event-bridge.twilio.com/v1/wschannels/${AC}/${WK}`), own]),
    'warning POLICY_NEVER_MATCHES',
  ],
  [
    'regional event bridge',
    P([pol(`https://event-bridge.ie1.twilio.com/v1/wschannels/${AC}/${WK}`), own]),
    'warning POLICY_NEVER_MATCHES',
  ],
  ['no socket', P([own]), 'warning WEBSOCKET_POLICY_MISSING'],
  [
    'socket trailing slash',
    P([pol(`${EB}/${AC}/${WK}/`), pol(`${EB}/${AC}/${WK}/`, 'POST'), own]),
    'warning POLICY_NEVER_MATCHES',
  ],
  [
    'socket no channel',
    P([pol(`${EB}/${AC}`), pol(`${EB}/${AC}`, 'POST'), own]),
    'warning WEBSOCKET_POLICY_OTHER_CHANNEL',
  ],
  [
    'socket **',
    P([pol(`${EB}/${AC}/**`), pol(`${EB}/${AC}/**`, 'POST'), own]),
    'warning CAPABILITY_TOKEN_OUTDATED',
  ],
  [
    'policy of another workspace',
    P([...ws(), pol(`https://taskrouter.twilio.com/v1/Workspaces/${WS2}/Workers/${WK}`)]),
    'warning POLICY_NEVER_MATCHES',
  ],
  ['policy of another worker', P([...ws(), pol(`${W}/Workers/${WK2}`)]), 'warning CAPABILITY_TOKEN_OUTDATED'],
  [
    'policy of another queue for a queue token',
    tr({
      channel: WQ,
      worker_sid: undefined,
      taskqueue_sid: WQ,
      policies: [...ws(WQ), pol(`${W}/TaskQueues/WQ${'8'.repeat(32)}`)],
    }),
    'warning CAPABILITY_TOKEN_OUTDATED',
  ],
  [
    'policy api.twilio.com',
    P([...ws(), pol(`https://api.twilio.com/2010-04-01/Accounts/${AC}/Calls`)]),
    'warning POLICY_NEVER_MATCHES',
  ],
  [
    'policy http',
    P([...ws(), pol(`http://taskrouter.twilio.com/v1/Workspaces/${WS}`)]),
    'warning POLICY_NEVER_MATCHES',
  ],
  ['policy relative', P([...ws(), pol(`/v1/Workspaces/${WS}`)]), 'warning POLICY_NEVER_MATCHES'],
  [
    'policy old 2010 url',
    P([...ws(), pol(`https://taskrouter.twilio.com/v1/Accounts/${AC}/Workspaces/${WS}`)]),
    'warning POLICY_NEVER_MATCHES',
  ],
  [
    'policy workspaces lower',
    P([...ws(), pol(`https://taskrouter.twilio.com/v1/workspaces/${WS}`)]),
    'warning POLICY_NEVER_MATCHES',
  ],
  [
    'policy template left {WorkspaceSid}',
    P([...ws(), pol(`https://taskrouter.twilio.com/v1/Workspaces/{WorkspaceSid}/Workers/{WorkerSid}`)]),
    'warning POLICY_NEVER_MATCHES',
  ],
  [
    'policy undefined in url',
    P([...ws(), pol(`https://taskrouter.twilio.com/v1/Workspaces/undefined/Workers/undefined`)]),
    'warning POLICY_NEVER_MATCHES',
  ],
  [
    'policy double slash',
    P([...ws(), pol(`https://taskrouter.twilio.com/v1/Workspaces//${WS}/Workers/${WK}`)]),
    'warning POLICY_NEVER_MATCHES',
  ],
  ['policy trailing **no slash', P([...ws(), pol(`${W}**`)]), 'warning POLICY_NEVER_MATCHES'],
  ['policy method *', P([...ws(), pol(`${W}/**`, '*')]), 'warning POLICY_NEVER_MATCHES'],
  ['policy method PUT', P([...ws(), pol(`${W}/**`, 'PUT')]), 'warning CAPABILITY_TOKEN_OUTDATED'],
  [
    'policy method list',
    P([...ws(), { ...pol(`${W}/**`), method: ['GET', 'POST'] }]),
    'error POLICY_INVALID',
  ],
  [
    'policy filters php []',
    P([...ws(), { ...pol(`${W}/**`), query_filter: [], post_filter: [] }]),
    'warning CAPABILITY_TOKEN_OUTDATED',
  ],
  [
    'policy filter true',
    P([...ws(), { ...pol(`${W}/**`), post_filter: { ActivitySid: true } }]),
    'error POLICY_INVALID',
  ],
  [
    'policy camel queryFilter',
    P([...ws(), { url: `${W}/**`, method: 'GET', allow: true, queryFilter: {}, postFilter: {} }]),
    'warning CAPABILITY_TOKEN_OUTDATED',
  ],
  ['policies object not list', tr({ policies: { 0: own } }), 'error CLAIM_MISSING'],
  ['policies JSON text', tr({ policies: JSON.stringify([own]) }), 'error CLAIM_MISSING'],
  ['twr in payload', tr({ twr: 'ie1' }), 'warning REGION_IN_PAYLOAD'],
  ['twr in access payload', at({ twr: 'ie1' }), 'warning REGION_IN_PAYLOAD'],
  ['twr in payload cap', cap({ twr: 'au1' }), 'warning REGION_IN_PAYLOAD'],
  ['no workspace', tr({ workspace_sid: undefined }), 'error CLAIM_MISSING'],
  ['workspace null', tr({ workspace_sid: null }), 'error SID_WRONG_KIND'],
  ['workspace empty', tr({ workspace_sid: '' }), 'error SID_WRONG_KIND'],
  ['workspace undefined text', tr({ workspace_sid: 'undefined' }), 'error SID_PLACEHOLDER'],
  ['workspace is AC', tr({ workspace_sid: AC }), 'error SID_WRONG_KIND'],
  [
    'channel undefined text',
    tr({ channel: 'undefined', worker_sid: undefined, policies: [...ws('undefined'), own] }),
    'warning TEXT_PLACEHOLDER',
  ],
  [
    'channel alice, no worker_sid (name channel)',
    tr({ channel: 'alice', worker_sid: undefined, policies: [...ws('alice'), pol(`${W}/Workers/alice`)] }),
    'warning CAPABILITY_TOKEN_OUTDATED',
  ],
  ['worker_sid missing', tr({ worker_sid: undefined }), 'error CHANNEL_MISMATCH'],
  ['worker_sid as workerSid', tr({ worker_sid: undefined, workerSid: WK }), 'error CHANNEL_MISMATCH'],
  [
    'taskqueue as task_queue_sid',
    tr({
      channel: WQ,
      worker_sid: undefined,
      task_queue_sid: WQ,
      policies: [...ws(WQ), pol(`${W}/TaskQueues/${WQ}`)],
    }),
    'error CHANNEL_MISMATCH',
  ],
  ['version v2', tr({ version: 'v2' }), 'error VERSION_WRONG'],
  ['version 1', tr({ version: 1 }), 'error VERSION_WRONG'],
  ['signed with api secret', tr({ iss: SK }, {}, SECRET), 'error ISSUER_NOT_ACCOUNT', { secret: SECRET }],
  ['account mismatch claims', tr({ account_sid: AC2 }), 'error ACCOUNT_MISMATCH'],
  ['subaccount asked', tr(), 'error ACCOUNT_MISMATCH', { accountSid: AC2 }],
  [
    'ws token 2 docs bug: worker sid in workspace capability',
    tr({ channel: WK, worker_sid: WK, policies: [...ws(WK), pol(W), pol(`${W}/**`)] }),
    'warning CAPABILITY_TOKEN_OUTDATED',
  ],
  [
    'grant: worker_sid in task_router misplaced',
    at({ grants: { identity: 'a', task_router: { workspace_sid: WS, worker_sid: WK } } }),
    undefined,
    { product: 'taskrouter' },
  ],
  [
    'grant role workspace',
    at({ grants: { identity: 'a', task_router: { workspace_sid: WS, worker_sid: WK, role: 'workspace' } } }),
    'error GRANT_FIELD_TYPE',
    { product: 'taskrouter' },
  ],
  [
    'grant role admin',
    at({ grants: { identity: 'a', task_router: { workspace_sid: WS, worker_sid: WK, role: 'admin' } } }),
    'error GRANT_FIELD_TYPE',
    { product: 'taskrouter' },
  ],
  [
    'grant taskrouter name',
    at({ grants: { identity: 'a', taskrouter: { workspace_sid: WS, worker_sid: WK, role: 'worker' } } }),
    'error GRANT_KEY_WRONG',
    { product: 'taskrouter' },
  ],
])

const V = { grants: { identity: 'alice', video: { room: 'r' } } }

check('regions', [
  ['ie1', at({}, { twr: 'ie1' }), 'info REGION_SET'],
  ['ie1 voice', at({}, { twr: 'ie1' }), 'info REGION_SET', { product: 'voice', secret: SECRET }],
  ['au1 voice', at({}, { twr: 'au1' }), 'info REGION_SET', { product: 'voice' }],
  ['us1 voice', at({}, { twr: 'us1' }), 'info REGION_SET', { product: 'voice' }],
  ['ie1 video asked', at(V, { twr: 'ie1' }), 'warning REGION_SET', { product: 'video' }],
  ['ie1 video token none asked', at(V, { twr: 'ie1' }), 'info REGION_SET'],
  [
    'ie1 chat asked',
    at({ grants: { identity: 'a', chat: { service_sid: IS } } }, { twr: 'ie1' }),
    'info REGION_SET',
    { product: 'chat' },
  ],
  [
    'ie1 sync',
    at({ grants: { identity: 'a', data_sync: { service_sid: IS } } }, { twr: 'ie1' }),
    'info REGION_SET',
    { product: 'sync' },
  ],
  [
    'ie1 taskrouter',
    at(
      {
        grants: {
          identity: 'a',
          task_router: {
            workspace_sid: `WS${'1'.repeat(32)}`,
            worker_sid: `WK${'1'.repeat(32)}`,
            role: 'worker',
          },
        },
      },
      { twr: 'ie1' },
    ),
    'info REGION_SET',
    { product: 'taskrouter' },
  ],
  ['edge dublin', at({}, { twr: 'dublin' }), 'warning REGION_INVALID'],
  ['edge Sydney', at({}, { twr: 'Sydney' }), 'warning REGION_INVALID'],
  ['edge ashburn', at({}, { twr: 'ashburn' }), 'warning REGION_INVALID'],
  ['edge frankfurt', at({}, { twr: 'frankfurt' }), 'warning REGION_INVALID'],
  ['edge singapore', at({}, { twr: 'singapore' }), 'warning REGION_INVALID'],
  ['edge roaming', at({}, { twr: 'roaming' }), 'warning REGION_INVALID'],
  ['edge umatilla', at({}, { twr: 'umatilla' }), 'warning REGION_INVALID'],
  ['edge dublin-ix', at({}, { twr: 'dublin-ix' }), 'warning REGION_INVALID'],
  ['dublin.ie1', at({}, { twr: 'dublin.ie1' }), 'warning REGION_INVALID'],
  ['ie1.twilio.com', at({}, { twr: 'api.dublin.ie1.twilio.com' }), 'warning REGION_INVALID'],
  ['IE1', at({}, { twr: 'IE1' }), 'warning REGION_INVALID'],
  ['ie', at({}, { twr: 'ie' }), 'warning REGION_INVALID'],
  ['eu-west-1', at({}, { twr: 'eu-west-1' }), 'warning REGION_INVALID'],
  ['us-east-1', at({}, { twr: 'us-east-1' }), 'warning REGION_INVALID'],
  ['gll', at({}, { twr: 'gll' }), 'warning REGION_INVALID'],
  ['de1 (media region)', at({}, { twr: 'de1' }), 'warning REGION_INVALID'],
  ['sg1 (legacy)', at({}, { twr: 'sg1' }), 'warning REGION_INVALID'],
  ['us2 (media)', at({}, { twr: 'us2' }), 'warning REGION_INVALID'],
  ['jp1', at({}, { twr: 'jp1' }), 'warning REGION_INVALID'],
  ['zz9', at({}, { twr: 'zz9' }), 'warning REGION_INVALID'],
  ['ie1 lf', at({}, { twr: 'ie1\n' }), 'warning REGION_INVALID'],
  ['empty (ruby "")', at({}, { twr: '' }), 'warning REGION_INVALID'],
  ['null (ruby)', at({}, { twr: null }), undefined],
  ['undefined text', at({}, { twr: 'undefined' }), 'warning REGION_INVALID'],
  ['number', at({}, { twr: 1 }), 'warning REGION_INVALID'],
  ['region in payload', at({ region: 'ie1' }), 'warning REGION_IN_PAYLOAD'],
  [
    'twr in grants',
    at({ grants: { identity: 'a', twr: 'ie1', voice: { outgoing: { application_sid: AP } } } }),
    'info GRANT_KEY_UNKNOWN',
  ],
  ['edge in header', at({}, { edge: 'dublin' }), undefined],
  ['cap with twr header', cap({}, { twr: 'ie1' }), 'warning CAPABILITY_TOKEN_OUTDATED'],
  ['cv with twr', cv({}, { twr: 'ie1' }), undefined],
  ['no region, signature invalid', at(), 'error SIGNATURE_INVALID', { secret: `${'x'.repeat(31)}y` }],
  [
    'ie1, signature invalid',
    at({}, { twr: 'ie1' }),
    'error SIGNATURE_INVALID',
    { secret: `${'x'.repeat(31)}y` },
  ],
  [
    'no region at all, product voice, verified',
    at(),
    'info SIGNATURE_VERIFIED',
    { product: 'voice', secret: SECRET },
  ],
])

const pub = createPublicKey(pair.privateKey)
const spki = pub.export({ type: 'spki', format: 'pem' }) as string,
  pkcs1 = pub.export({ type: 'pkcs1', format: 'pem' }) as string,
  der = pub.export({ type: 'spki', format: 'der' }),
  _der1 = pub.export({ type: 'pkcs1', format: 'der' })
const p8 = pair.privateKey.export({ type: 'pkcs8', format: 'pem' }) as string,
  p1 = pair.privateKey.export({ type: 'pkcs1', format: 'pem' }) as string
const enc = pair.privateKey.export({
  type: 'pkcs8',
  format: 'pem',
  cipher: 'aes-256-cbc',
  passphrase: 'x',
}) as string
const jwk = pub.export({ format: 'jwk' }),
  pjwk = pair.privateKey.export({ format: 'jwk' })
const g = cv()
const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' })

check('keys', [
  ['spki', g, 'info SIGNATURE_VERIFIED', { secret: spki }],
  ['pkcs1 public', g, 'info SIGNATURE_VERIFIED', { secret: pkcs1 }],
  ['spki bytes', g, 'info SIGNATURE_VERIFIED', { secret: new TextEncoder().encode(spki) }],
  ['pkcs1 Buffer', g, 'info SIGNATURE_VERIFIED', { secret: Buffer.from(pkcs1) }],
  ['pkcs8 private', g, 'error KEY_UNREADABLE', { secret: p8 }],
  ['pkcs1 private', g, 'error KEY_UNREADABLE', { secret: p1 }],
  ['jwk', g, 'info SIGNATURE_VERIFIED', { secret: jwk }],
  ['jwk private', g, 'error KEY_UNREADABLE', { secret: pjwk }],
  ['jwks', g, 'throw ERR_KEY_INVALID', { secret: { keys: [{ ...jwk, kid: CR }] } }],
  ['jwk json text', g, 'error KEY_UNREADABLE', { secret: JSON.stringify(jwk) }],
  ['KeyObject', g, 'info SIGNATURE_VERIFIED', { secret: pub }],
  [
    'CryptoKey',
    g,
    'info SIGNATURE_VERIFIED',
    {
      secret: await webcrypto.subtle.importKey(
        'spki',
        der,
        { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' },
        true,
        ['verify'],
      ),
    },
  ],
  [
    'CryptoKey PSS for RS256',
    g,
    'error SECRET_UNFIT',
    {
      secret: await webcrypto.subtle.importKey('spki', der, { name: 'RSA-PSS', hash: 'SHA-256' }, true, [
        'verify',
      ]),
    },
  ],
  [
    'CryptoKey sha512',
    g,
    'error SECRET_UNFIT',
    {
      secret: await webcrypto.subtle.importKey(
        'spki',
        der,
        { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-512' },
        true,
        ['verify'],
      ),
    },
  ],
  [
    'CryptoKey sign usage',
    g,
    'error KEY_UNREADABLE',
    {
      secret: await webcrypto.subtle.importKey(
        'pkcs8',
        pair.privateKey.export({ type: 'pkcs8', format: 'der' }),
        { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' },
        false,
        ['sign'],
      ),
    },
  ],
  ['spki one line, spaces', g, 'info SIGNATURE_VERIFIED', { secret: spki.replace(/\n/g, ' ') }],
  ['spki literal \\n', g, 'error KEY_UNREADABLE', { secret: spki.replace(/\n/g, '\\n') }],
  ['spki no breaks', g, 'info SIGNATURE_VERIFIED', { secret: spki.replace(/\n/g, '') }],
  ['spki CRLF', g, 'info SIGNATURE_VERIFIED', { secret: spki.replace(/\n/g, '\r\n') }],
  ['spki indented (yaml)', g, 'info SIGNATURE_VERIFIED', { secret: spki.replace(/^/gm, '    ') }],
  ['spki quoted', g, 'info SIGNATURE_VERIFIED', { secret: `"${spki.trim()}"` }],
  ['spki BOM', g, 'info SIGNATURE_VERIFIED', { secret: `\ufeff${spki}` }],
  ['spki body only', g, 'error KEY_UNREADABLE', { secret: spki.replace(/-----[^-]+-----|\n/g, '') }],
  ['spki der buffer', g, 'error KEY_UNREADABLE', { secret: der }],
  ['spki base64 of pem', g, 'error KEY_UNREADABLE', { secret: Buffer.from(spki).toString('base64') }],
  ['pem cut', g, 'error KEY_UNREADABLE', { secret: spki.slice(0, 200) }],
  [
    'pem half body missing end',
    g,
    'error KEY_UNREADABLE',
    { secret: `${spki.slice(0, 300)}\n-----END PUBLIC KEY-----\n` },
  ],
  [
    'pem dots',
    g,
    'error KEY_UNREADABLE',
    { secret: '-----BEGIN PUBLIC KEY-----\n...\n-----END PUBLIC KEY-----' },
  ],
  ['encrypted pkcs8', g, 'error KEY_UNREADABLE', { secret: enc }],
  [
    'openssh public',
    g,
    'error KEY_UNREADABLE',
    { secret: 'ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABAQC7 me@host' },
  ],
  [
    'openssh private',
    g,
    'error KEY_UNREADABLE',
    {
      secret:
        '-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXktdjEAAAAA\n-----END OPENSSH PRIVATE KEY-----\n',
    },
  ],
  [
    'CSR pem',
    g,
    'error KEY_UNREADABLE',
    { secret: '-----BEGIN CERTIFICATE REQUEST-----\nMIIBtjCCAR8CAQAw\n-----END CERTIFICATE REQUEST-----\n' },
  ],
  [
    'PGP',
    g,
    'error KEY_UNREADABLE',
    { secret: '-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nmQENBF\n-----END PGP PUBLIC KEY BLOCK-----' },
  ],
  [
    'EC public for RS256',
    g,
    'error SECRET_UNFIT',
    { secret: ec.publicKey.export({ type: 'spki', format: 'pem' }) },
  ],
  ['EC jwk for RS256', g, 'error SECRET_UNFIT', { secret: ec.publicKey.export({ format: 'jwk' }) }],
  [
    'ed25519 for RS256',
    g,
    'error SECRET_UNFIT',
    { secret: generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'pem' }) },
  ],
  [
    'RSA 1024',
    cv({}, {}, generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey),
    'error KEY_UNREADABLE',
    {
      secret: generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey.export({
        type: 'spki',
        format: 'pem',
      }),
    },
  ],
  [
    'other RSA key',
    g,
    'error SIGNATURE_INVALID',
    {
      secret: generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey.export({
        type: 'spki',
        format: 'pem',
      }),
    },
  ],
  ['rsa-pss key for PS256', cv({}, { alg: 'PS256' }), 'info SIGNATURE_VERIFIED', { secret: spki }],
  ['text secret for request', g, 'error SECRET_UNFIT', { secret: SECRET }],
  ['SID as secret for request', g, 'error SECRET_UNFIT', { secret: CR }],
  ['pem for access', at(), 'error SECRET_UNFIT', { secret: spki }],
  ['private pem for access', at(), 'error SECRET_UNFIT', { secret: p8 }],
  ['cut pem for access', at(), 'error KEY_UNREADABLE', { secret: spki.slice(0, 100) }],
  ['token as secret', at(), 'error SIGNATURE_INVALID', { secret: at() }],
  ['empty secret', at(), 'throw ERR_KEY_INVALID', { secret: '' }],
  ['undefined text secret', at(), 'error SECRET_UNFIT', { secret: 'undefined' }],
  ['null secret', at(), 'throw ERR_KEY_INVALID', { secret: null as never }],
  ['number secret', at(), 'throw ERR_KEY_INVALID', { secret: 42 as never }],
  ['empty list', at(), undefined, { secret: [] }],
  ['Buffer secret', at(), 'info SIGNATURE_VERIFIED', { secret: Buffer.from(SECRET) }],
  ['KeyObject secret', at(), 'info SIGNATURE_VERIFIED', { secret: createSecretKey(Buffer.from(SECRET)) }],
  [
    'oct jwk',
    at(),
    'info SIGNATURE_VERIFIED',
    { secret: { kty: 'oct', k: Buffer.from(SECRET).toString('base64url') } },
  ],
  [
    'CryptoKey hmac',
    at(),
    'info SIGNATURE_VERIFIED',
    {
      secret: await webcrypto.subtle.importKey(
        'raw',
        Buffer.from(SECRET),
        { name: 'HMAC', hash: 'SHA-256' },
        false,
        ['verify'],
      ),
    },
  ],
  [
    'CryptoKey hmac sign only',
    at(),
    'error KEY_UNREADABLE',
    {
      secret: await webcrypto.subtle.importKey(
        'raw',
        Buffer.from(SECRET),
        { name: 'HMAC', hash: 'SHA-256' },
        false,
        ['sign'],
      ),
    },
  ],
  [
    'CryptoKey hmac 512 for 256',
    at(),
    'error SECRET_UNFIT',
    {
      secret: await webcrypto.subtle.importKey(
        'raw',
        Buffer.from(SECRET),
        { name: 'HMAC', hash: 'SHA-512' },
        false,
        ['verify'],
      ),
    },
  ],
  ['ring good', at(), 'info SIGNATURE_VERIFIED', { secret: createKeyRing({ [SK]: SECRET }) }],
  ['ring unknown', at(), 'error KEY_UNKNOWN', { secret: createKeyRing({ [`SK${'1'.repeat(32)}`]: SECRET }) }],
  [
    'ring wrong secret',
    at(),
    'error SIGNATURE_INVALID',
    { secret: createKeyRing({ [SK]: 'other-secret-other-secret-other-1' }) },
  ],
  ['ring for cv by kid', g, 'info SIGNATURE_VERIFIED', { secret: createKeyRing({ [CR]: spki }) }],
  ['ring for cv by iss', g, 'info SIGNATURE_VERIFIED', { secret: createKeyRing({ [SK]: spki }) }],
  ['ring has PEM for access', at(), 'error SECRET_UNFIT', { secret: createKeyRing({ [SK]: spki }) }],
  [
    'ring auth token under AC for cap',
    cap(),
    'warning CAPABILITY_TOKEN_OUTDATED',
    { secret: createKeyRing({ [AC]: AUTH }) },
  ],
  ['ring under SK for cap', cap(), 'error KEY_UNKNOWN', { secret: createKeyRing({ [SK]: SECRET }) }],
  [
    'resolver throws',
    at(),
    'error KEY_UNAVAILABLE',
    {
      secret: createKeyResolver(async () => {
        throw new Error(`boom ${SECRET}`)
      }),
    },
  ],
  ['resolver undefined', at(), 'error KEY_UNKNOWN', { secret: createKeyResolver(async () => undefined) }],
  [
    'resolver timeout',
    at(),
    'error KEY_UNAVAILABLE',
    { secret: createKeyResolver(() => new Promise(() => {}), { timeout: 1 }) },
  ],
  [
    'resolver gives rubbish',
    at(),
    'error KEY_UNAVAILABLE',
    { secret: createKeyResolver(async () => 42 as never) },
  ],
  [
    'resolver gives PEM cut',
    g,
    'error KEY_UNREADABLE',
    { secret: createKeyResolver(async () => spki.slice(0, 100), { accepts: () => true }) },
  ],
  [
    'resolver gives lf secret',
    at(),
    'error KEY_UNAVAILABLE',
    { secret: createKeyResolver(async () => `${SECRET}\n`) },
  ],
  ['good + unreadable in list', g, 'info SIGNATURE_VERIFIED', { secret: [spki.slice(0, 100), spki] }],
  [
    'unreadable + wrong in list',
    g,
    'error SIGNATURE_INVALID',
    {
      secret: [
        spki.slice(0, 100),
        generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey.export({ type: 'spki', format: 'pem' }),
      ],
    },
  ],
  [
    'password ring',
    at(),
    'info SIGNATURE_VERIFIED',
    { secret: [createKeyRing({ [`SK${'1'.repeat(32)}`]: SECRET }), SECRET] },
  ],
])

const redactedNote = 'warning SIGNATURE_REDACTED'
const [oldHeader, oldPayload] = at({ iat: NOW - 7200, exp: NOW - 3600, jti: `${SK}-${NOW - 7200}` }).split(
  '.',
)
const [header, payload] = at().split('.')

check('signatures that were taken out', [
  ...['REDACTED', '[signature]', '<removed>', '***', '\u2026', '...', '[FILTERED]'].map(
    (end) => [end, `${header}.${payload}.${end}`, redactedNote] as const,
  ),
  ['in a log', `2026-11-30 info token: ${header}.${payload}.[REDACTED] ok`, redactedNote],
  ['of a token that has ended', `${oldHeader}.${oldPayload}.***`, 'error TOKEN_EXPIRED'],
])

/** As `DateTime.Now.AddHours(24)` of C#, taken for UTC: `exp` and no other time. */
const local = (hours: number) => at({ iat: undefined, exp: NOW + (24 + hours) * 3600, jti: `${SK}-${NOW}` })

it('a day that was counted from local time is told as such', async () => {
  for (const hours of [1, 2, 5.5, 9]) {
    const { findings } = await diagnose(local(hours), { now: NOW })
    expect(findings[0]).toMatchObject({ code: 'LIFETIME_TOO_LONG' })
    expect(findings[0]?.message).toMatch(/the difference of a time zone$/)
    expect(findings[0]?.fix).toContain('from UTC')
  }
})

it('an answer’s password is in no message', async () => {
  const answer = JSON.stringify({
    user: 'a',
    password: 'a"hunter2',
    api_secret: 'sesame',
    error: 'no such room',
  })
  const { findings } = await diagnose(answer)
  expect(findings[0]?.code).toBe('ENDPOINT_ANSWERED_ERROR')
  expect(JSON.stringify(findings)).not.toMatch(/hunter2|sesame/)
})
