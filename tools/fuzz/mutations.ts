// What an attacker does to a token. Nothing here has a key of the service.
import type { Random } from './random.ts'
import { type Service, signAs } from './tokens.ts'

type Members = Record<string, unknown>
type Mutation = (token: string, random: Random, service: Service) => string

const b64 = (data: string | Uint8Array) => Buffer.from(data).toString('base64url')
const text = (part: string) => Buffer.from(part, 'base64url').toString('latin1')

function partsOf(token: string): [header: string, payload: string, signature: string] {
  const [header = '', payload = '', signature = ''] = token.split('.')
  return [header, payload, signature]
}

function members(part: string): Members {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString())
    return typeof value === 'object' && value !== null ? { ...value } : {}
  } catch {
    return {}
  }
}

const CHARACTERS = [
  ...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_',
  ...'+/=. \t\n\r\0"\'{}[]:,\\%',
  ...['\u200b', '\ufeff', '\u2028', 'é', '語', '😀', '\ud800', '\x7f', '\x85'],
]

const splice = (token: string, at: number, gone: number, come = '') =>
  token.slice(0, at) + come + token.slice(at + gone)

const ALGORITHMS: readonly unknown[] = [
  ...[
    'none',
    'None',
    'NONE',
    'nOnE',
    'HS256',
    'hs256',
    'HS384',
    'HS512',
    'HS256 ',
    'RS256',
    'PS256',
    'ES256',
  ],
  ...['EdDSA', 'Ed25519', 'ES256K', 'RS1', '', 'HS256\0', '__proto__', 'constructor', 'toString'],
  ...[null, undefined, 0, 256, true, ['HS256'], { alg: 'HS256' }, ['none', 'HS256']],
]
const VALUES: readonly unknown[] = [
  ...[
    null,
    undefined,
    true,
    false,
    0,
    -0,
    -1,
    1e308,
    1.5,
    9e15,
    '',
    'undefined',
    '[object Object]',
    'AC',
    'SK',
  ],
  ...[[], {}, [null], { toString: 1 }, { length: 1e9 }, 'a'.repeat(3000), '../../etc/passwd', '\u202e', '🎉'],
]
const CLAIMS = [
  'iss',
  'sub',
  'aud',
  'exp',
  'nbf',
  'iat',
  'jti',
  'grants',
  'scope',
  'role',
  '__proto__',
  'toJSON',
]
const HEADERS = [
  'alg',
  'typ',
  'cty',
  'kid',
  'crit',
  'b64',
  'jwk',
  'jku',
  'x5c',
  'x5u',
  'zip',
  'enc',
  'twr',
  'p2c',
]

function write(header: Members, payload: Members): string {
  return `${b64(JSON.stringify(header) ?? '')}.${b64(JSON.stringify(payload) ?? '')}`
}

/** A signature for what was changed: the old one, none, noise, or one by a key that the attacker has. */
function resign(input: string, old: string, { below, pick }: Random, { strange }: Service): string {
  switch (below(5)) {
    case 0:
      return `${input}.${old}`
    case 1:
      return `${input}.`
    case 2:
      return `${input}.${b64(Uint8Array.from({ length: pick([0, 1, 20, 32, 48, 64, 128, 256]) }, () => below(256)))}`
    default:
      return signAs(input, pick(strange), pick(['sha256', 'sha256', 'sha384', 'sha512', 'sha1']))
  }
}

function deep(random: Random): string {
  const depth = random.pick([10, 63, 64, 65, 500, 3000])
  const [open, close] = random.pick([
    ['[', ']'],
    ['{"a":', '}'],
  ])
  return open.repeat(depth) + random.pick(['', '1']) + close.repeat(depth)
}

export const MUTATIONS: Readonly<Record<string, Mutation>> = {
  'one character changed': (token, { below, pick }) =>
    splice(token, below(token.length + 1), 1, pick(CHARACTERS)),
  'one character more': (token, { below, pick }) =>
    splice(token, below(token.length + 1), 0, pick(CHARACTERS)),
  'some characters gone': (token, { below }) => splice(token, below(token.length + 1), 1 + below(8)),
  'several characters changed': (token, { below, pick }) => {
    let changed = token
    for (let left = 2 + below(30); left > 0; left--)
      changed = splice(changed, below(token.length), 1, pick(CHARACTERS))
    return changed
  },
  'one bit of a part': (token, { below }) => {
    const parts = partsOf(token)
    const part = below(3)
    const bytes = Buffer.from(parts[part] as string, 'base64url')
    const at = below(Math.max(1, bytes.length))
    bytes[at] = (bytes[at] ?? 0) ^ (1 << below(8))
    parts[part] = b64(bytes)
    return parts.join('.')
  },
  'bits that no encoder writes': (token, { below, pick }) => {
    const parts = partsOf(token)
    const part = below(3)
    const old = parts[part] as string
    parts[part] = old.slice(0, -1) + pick(CHARACTERS)
    return parts.join('.')
  },
  'another spelling': (token, { below }) => {
    const parts = partsOf(token)
    const part = below(3)
    const old = parts[part] as string
    const spellings = [
      old.replaceAll('-', '+').replaceAll('_', '/'),
      `${old}=`,
      old.padEnd(Math.ceil(old.length / 4) * 4, '='),
      `${old}A`,
      old.toLowerCase(),
      Buffer.from(old, 'base64url').toString('hex'),
      ` ${old}`,
      `${old}\n`,
    ]
    parts[part] = spellings[below(spellings.length)] as string
    return parts.join('.')
  },
  'parts swapped or repeated': (token, { below, pick }) => {
    const parts = partsOf(token)
    return Array.from({ length: 1 + below(5) }, () => pick(parts)).join('.')
  },
  'parts of two tokens': (token, random, service) => {
    const other = partsOf(
      random.pick([...service.bySecret, ...service.byOther, ...service.byPair, ...service.byOthers]),
    )
    const own = partsOf(token)
    return own.map((part, at) => (random.below(2) === 0 ? part : other[at])).join('.')
  },
  'another algorithm': (token, random, service) => {
    const [header, payload, signature] = partsOf(token)
    const changed = { ...members(header), alg: random.pick(ALGORITHMS) }
    return resign(`${b64(JSON.stringify(changed))}.${payload}`, signature, random, service)
  },
  'another header': (token, random, service) => {
    const [header, payload, signature] = partsOf(token)
    const changed = members(header)
    for (let left = 1 + random.below(3); left > 0; left--)
      Object.defineProperty(changed, random.pick(HEADERS), {
        value: random.pick(VALUES),
        ...{ enumerable: true, configurable: true, writable: true },
      })
    return resign(`${b64(JSON.stringify(changed))}.${payload}`, signature, random, service)
  },
  'a key of its own in the header': (token, random, service) => {
    const [header, payload, signature] = partsOf(token)
    const { publicKey } = random.pick(service.pairs)
    const jwk = publicKey.export({ format: 'jwk' })
    const own = { jwk, jku: 'https://attacker.example/jwks.json', x5c: [b64('x')], kid: '../../dev/null' }
    return resign(
      `${b64(JSON.stringify({ ...members(header), ...own }))}.${payload}`,
      signature,
      random,
      service,
    )
  },
  'other claims': (token, random, service) => {
    const [header, payload, signature] = partsOf(token)
    const changed = members(payload)
    for (let left = 1 + random.below(4); left > 0; left--)
      Object.defineProperty(changed, random.pick(CLAIMS), {
        value: random.pick([...VALUES, 'alice', 4e9, service.bySecret[0]]),
        ...{ enumerable: true, configurable: true, writable: true },
      })
    return resign(write(members(header), changed), signature, random, service)
  },
  'claims of an administrator': (token, random, service) => {
    const [header, , signature] = partsOf(token)
    const claims = { ...members(partsOf(token)[1]), sub: 'admin', role: 'admin', exp: 4e9, nbf: 0 }
    return resign(write(members(header), claims), signature, random, service)
  },
  'a name twice': (token, random, service) => {
    const [header, payload, signature] = partsOf(token)
    const twice = (part: string, name: string, value: string) =>
      b64(Buffer.from(text(part).replace(/^\{/, `{"${name}":${value},`), 'latin1'))
    const input =
      random.below(2) === 0
        ? `${twice(header, random.pick(['alg', '\\u0061lg', 'typ']), '"none"')}.${payload}`
        : `${header}.${twice(payload, random.pick(['exp', 'sub', 'iss', '\\u0073ub']), '"admin"')}`
    return resign(input, signature, random, service)
  },
  'nesting without end': (token, random, service) => {
    const [header, payload, signature] = partsOf(token)
    const nested = deep(random)
    const input = random.below(2) === 0 ? `${b64(nested)}.${payload}` : `${header}.${b64(`{"a":${nested}}`)}`
    return resign(input, signature, random, service)
  },
  'text that is no JSON': (token, random, service) => {
    const [header, payload, signature] = partsOf(token)
    const odd = random.pick([
      '',
      'null',
      '1',
      '"x"',
      '[]',
      '{',
      '{"a":}',
      '\ufeff{}',
      '{"a":1}x',
      'undefined',
      ' {} ',
    ])
    const input = random.below(2) === 0 ? `${b64(odd)}.${payload}` : `${header}.${b64(odd)}`
    return resign(input, signature, random, service)
  },
  'bytes that are no UTF-8': (token, random, service) => {
    const [header, payload, signature] = partsOf(token)
    const bytes = Buffer.from(text(payload), 'latin1')
    for (let left = 1 + random.below(4); left > 0; left--)
      bytes[random.below(bytes.length || 1)] = 0x80 + random.below(0x80)
    return resign(`${header}.${b64(bytes)}`, signature, random, service)
  },
  'very much of something': (token, { below, pick }) => {
    const many = pick(CHARACTERS).repeat(pick([100, 1000, 15000, 17000, 70000]))
    return splice(token, below(token.length + 1), 0, many)
  },
  'cut off': (token, { below }) =>
    token.slice(below(token.length), below(2) === 0 ? undefined : below(token.length)),
  'as it is copied': (token, { pick }) =>
    pick([
      `Bearer ${token}`,
      `"${token}"`,
      `${token}\n`,
      ` ${token}`,
      `{"token":"${token}"}`,
      new URLSearchParams({ token }).toString(),
      `${token}.`,
      `.${token}`,
    ]),
  'as it is': (token) => token,
}
