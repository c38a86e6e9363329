import type { Product } from './variant.ts'

const KEYS = "'AC1', 'SK1', 'a secret of an api key'"

/** An access token by how it is constructed. */
function access(
  name: string,
  write: (AccessToken: string, who: string) => readonly [statements: string, signed: string],
): Product {
  return {
    name: `access, ${name}`,
    root: 'AccessToken',
    write(root, who) {
      const [statements, signed] = write(root, who)
      return { statements, signed }
    },
  }
}

/** A token with one grant, written by how the grant is given. */
function granted(name: string, grant: (AccessToken: string) => string): Product {
  return access(name, (T, who) => [
    `const token = new ${T}(${KEYS}, { identity: ${who} })\ntoken.addGrant(${grant(T)})`,
    'token.toJwt()',
  ])
}

const GRANTS: readonly Product[] = [
  granted('video', (T) => `new ${T}.VideoGrant({ room: 'daily' })`),
  granted('video of every room', (T) => `new ${T}.VideoGrant()`),
  granted('video with empty options', (T) => `new ${T}.VideoGrant({})`),
  granted('voice', (T) => `new ${T}.VoiceGrant({ outgoingApplicationSid: 'AP1', incomingAllow: true })`),
  granted(
    'voice with parameters',
    (T) =>
      `new ${T}.VoiceGrant({ outgoingApplicationSid: 'AP1', outgoingApplicationParams: { a: 'b', n: 1 }, endpointId: 'e', pushCredentialSid: 'CR1' })`,
  ),
  granted(
    'voice without incoming',
    (T) => `new ${T}.VoiceGrant({ incomingAllow: false, outgoingApplicationSid: 'AP1' })`,
  ),
  granted(
    'chat',
    (T) =>
      `new ${T}.ChatGrant({ serviceSid: 'IS1', endpointId: 'a:b', pushCredentialSid: 'CR1', deploymentRoleSid: 'RL1' })`,
  ),
  granted(
    'chat of the environment',
    (T) => `new ${T}.ChatGrant({ serviceSid: process.env.CHAT_SERVICE_SID })`,
  ),
  granted('sync', (T) => `new ${T}.SyncGrant({ serviceSid: process.env.NONE || 'default' })`),
  granted(
    'taskrouter',
    (T) => `new ${T}.TaskRouterGrant({ workspaceSid: 'WS1', workerSid: 'WK1', role: 'worker' })`,
  ),
  granted(
    'playback',
    (T) =>
      `new ${T}.PlaybackGrant({ grant: { requestCredentials: null, playbackUrl: 'https://x', playerStreamerSid: 'VJ1' } })`,
  ),
  granted(
    'a choice of grants',
    (T) =>
      `process.env.NONE ? new ${T}.VideoGrant({ room: 'a' }) : new ${T}.SyncGrant({ serviceSid: 'IS1' })`,
  ),
  granted('a literal that is empty', (T) => `new ${T}.ChatGrant({ serviceSid: 'IS1', endpointId: '' })`),
  granted('a room of the environment', (T) => `new ${T}.VideoGrant({ room: process.env.NONE })`),
  granted('a room or nothing', (T) => `new ${T}.VideoGrant({ room: process.env.ROOM || undefined })`),
]

const CONSTRUCTIONS: readonly Product[] = [
  access('in one expression', (T, who) => ['', `new ${T}(${KEYS}, { identity: ${who} }).toJwt()`]),
  access('by var', (T, who) => [`var token = new ${T}(${KEYS}, { identity: ${who} });`, 'token.toJwt()']),
  access('declared first', (T, who) => [
    `let token\ntoken = new ${T}(${KEYS}, { identity: ${who}, ttl: 600 })`,
    'token.toJwt()',
  ]),
  access('options in a variable', (T, who) => [
    `const options = { identity: ${who}, ttl: 60 * 60 }\nconst token = new ${T}(${KEYS}, options)`,
    'token.toJwt()',
  ]),
  access('options by a spread', (T, who) => [
    `const more = { ttl: 600 }\nconst token = new ${T}(${KEYS}, { ...more, identity: ${who} })`,
    'token.toJwt()',
  ]),
  access('arguments by a spread', (T, who) => [
    `const keys = [${KEYS}]\nconst token = new ${T}(...keys, { identity: ${who} })`,
    'token.toJwt()',
  ]),
  access('nbf and region', (T, who) => [
    `const token = new ${T}(${KEYS}, { identity: ${who}, nbf: 1700000000, region: 'ie1' })`,
    'token.toJwt()',
  ]),
  access('nbf of the clock', (T, who) => [
    `const token = new ${T}(${KEYS}, { identity: ${who}, nbf: Math.floor(Date.now() / 1000) })`,
    'token.toJwt()',
  ]),
  access('a number for identity', (T, who) => [
    `const token = new ${T}(${KEYS}, { identity: ${who}.length })`,
    'token.toJwt()',
  ]),
  access('identity in a template', (T, who) => [
    `const token = new ${T}(${KEYS}, { identity: \`user-\${${who}}\` })`,
    'token.toJwt()',
  ]),
  access('identity assigned', (T, who) => [
    `const token = new ${T}(${KEYS}, { identity: 'x' })\ntoken.identity = ${who}`,
    'token.toJwt()',
  ]),
  access('ttl assigned after grants', (T, who) => [
    `const token = new ${T}(${KEYS}, { identity: ${who} })\ntoken.addGrant(new ${T}.VideoGrant({ room: 'a' }))\ntoken.ttl = 1200`,
    'token.toJwt()',
  ]),
  access('ttl assigned at times', (T, who) => [
    `const token = new ${T}(${KEYS}, { identity: ${who} })\nif (${who}.length > 2) token.ttl = 1200`,
    'token.toJwt()',
  ]),
  access('Object.assign', (T, who) => [
    `const token = Object.assign(new ${T}(${KEYS}, { identity: ${who} }), { ttl: 700 })`,
    'token.toJwt()',
  ]),
  access('an algorithm', (T, who) => [
    `const token = new ${T}(${KEYS}, { identity: ${who} })`,
    "token.toJwt('HS512')",
  ]),
  access('an algorithm that is undefined', (T, who) => [
    `const token = new ${T}(${KEYS}, { identity: ${who} })`,
    'token.toJwt(undefined)',
  ]),
  access('signed twice', (T, who) => [
    `const token = new ${T}(${KEYS}, { identity: ${who} })\nconst first = token.toJwt()`,
    'first + token.toJwt()',
  ]),
  access('signed by a computed name', (T, who) => [
    `const token = new ${T}(${KEYS}, { identity: ${who} })`,
    "token['toJwt']()",
  ]),
  access('signed by call', (T, who) => [
    `const token = new ${T}(${KEYS}, { identity: ${who} })`,
    'token.toJwt.call(token)',
  ]),
  access('signed at an optional link', (T, who) => [
    `const token = new ${T}(${KEYS}, { identity: ${who} })`,
    'token?.toJwt()',
  ]),
  access('signed in a template', (T, who) => [
    `const token = new ${T}(${KEYS}, { identity: ${who} })`,
    '`${token.toJwt()}`',
  ]),
  access('signed and split', (T, who) => [
    `const token = new ${T}(${KEYS}, { identity: ${who} })`,
    "token.toJwt().split('.').join('.')",
  ]),
  access('signed in a condition', (T, who) => [
    `const token = new ${T}(${KEYS}, { identity: ${who} })`,
    "(token.toJwt() || 'none')",
  ]),
  access('two grants of one kind', (T, who) => [
    `const token = new ${T}(${KEYS}, { identity: ${who} })\ntoken.addGrant(new ${T}.VideoGrant({ room: 'a' }))\ntoken.addGrant(new ${T}.VideoGrant({ room: 'b' }))`,
    'token.toJwt()',
  ]),
  access('two grants', (T, who) => [
    `const token = new ${T}(${KEYS}, { identity: ${who} })\nconst chat = new ${T}.ChatGrant({ serviceSid: 'IS1' })\nconst sync = new ${T}.SyncGrant({ serviceSid: 'IS2' })\ntoken.addGrant(chat)\ntoken.addGrant(sync)`,
    'token.toJwt()',
  ]),
  access('grant classes taken', (T, who) => [
    `const { VoiceGrant, ChatGrant: Chat } = ${T}\nconst token = new ${T}(${KEYS}, { identity: ${who} })\ntoken.addGrant(new VoiceGrant({ incomingAllow: true }))\ntoken.addGrant(new Chat({ serviceSid: 'IS1' }))`,
    'token.toJwt()',
  ]),
  access('a grant class in a variable', (T, who) => [
    `const Grant = ${T}.SyncGrant\nconst token = new ${T}(${KEYS}, { identity: ${who} })\ntoken.addGrant(new Grant({ serviceSid: 'IS1' }))`,
    'token.toJwt()',
  ]),
  access('a chosen grant class', (T, who) => [
    `const Grant = ${who} ? ${T}.SyncGrant : ${T}.ChatGrant\nconst token = new ${T}(${KEYS}, { identity: ${who} })\ntoken.addGrant(new Grant({ serviceSid: 'IS1' }))`,
    'token.toJwt()',
  ]),
  access('fields of a grant assigned', (T, who) => [
    `const grant = new ${T}.VideoGrant()\ngrant.room = 'daily'\nconst token = new ${T}(${KEYS}, { identity: ${who} })\ntoken.addGrant(grant)`,
    'token.toJwt()',
  ]),
  access('a grant changed after it was added', (T, who) => [
    `const grant = new ${T}.VideoGrant({ room: 'a' })\nconst token = new ${T}(${KEYS}, { identity: ${who} })\ntoken.addGrant(grant)\ngrant.room = 'b'`,
    'token.toJwt()',
  ]),
  access('grants in a list', (T, who) => [
    `const token = new ${T}(${KEYS}, { identity: ${who} })\nfor (const grant of [new ${T}.VideoGrant({ room: 'a' }), new ${T}.SyncGrant({ serviceSid: 'IS1' })]) token.addGrant(grant)`,
    'token.toJwt()',
  ]),
  access('grants by forEach', (T, who) => [
    `const token = new ${T}(${KEYS}, { identity: ${who} })\nconst grants = [new ${T}.VideoGrant({ room: 'a' })]\ngrants.forEach((grant) => token.addGrant(grant))`,
    'token.toJwt()',
  ]),
  access('grants pushed', (T, who) => [
    `const token = new ${T}(${KEYS}, { identity: ${who} })\ntoken.grants.push(new ${T}.VideoGrant({ room: 'a' }))`,
    'token.toJwt()',
  ]),
  access('a grant of its own', (T, who) => [
    `const token = new ${T}(${KEYS}, { identity: ${who} })\ntoken.addGrant({ key: 'own', toPayload: () => ({ a: 1 }) })`,
    'token.toJwt()',
  ]),
  access('a grant by a class of its own', (T, who) => [
    `class Own extends ${T}.Grant { constructor() { super('own') } toPayload() { return { a: 1 } } }\nconst token = new ${T}(${KEYS}, { identity: ${who} })\ntoken.addGrant(new Own())`,
    'token.toJwt()',
  ]),
  access('by a helper', (T, who) => [
    `const create = (identity) => new ${T}(${KEYS}, { identity })\nconst token = create(${who})`,
    'token.toJwt()',
  ]),
  access('with a helper that adds', (T, who) => [
    `const allow = (to) => { to.addGrant(new ${T}.VideoGrant({ room: 'a' })); return to }\nconst token = allow(new ${T}(${KEYS}, { identity: ${who} }))`,
    'token.toJwt()',
  ]),
  access('in an object', (T, who) => [
    `const made = { token: new ${T}(${KEYS}, { identity: ${who} }) }`,
    'made.token.toJwt()',
  ]),
  access('fields read', (T, who) => [
    `const token = new ${T}(${KEYS}, { identity: ${who} })`,
    "[token.identity, token.accountSid, token.keySid, token.toJwt()].join(' ')",
  ]),
  access('the life read', (T, who) => [
    `const token = new ${T}(${KEYS}, { identity: ${who}, ttl: 600 })`,
    "[token.ttl, token.toJwt()].join(' ')",
  ]),
  access('told by instanceof', (T, who) => [
    `const token = new ${T}(${KEYS}, { identity: ${who} })`,
    `(token instanceof ${T} ? token.toJwt() : '')`,
  ]),
  access('a class that extends it', (T, who) => [
    `class Own extends ${T} { constructor(identity) { super(${KEYS}, { identity }) } }\nconst token = new Own(${who})`,
    'token.toJwt()',
  ]),
  access('constants of the class', (T, who) => [
    `const token = new ${T}(${KEYS}, { identity: ${who} })`,
    `token.toJwt(${T}.DEFAULT_ALGORITHM)`,
  ]),
  access('a ttl that is text', (T, who) => [
    `const token = new ${T}(${KEYS}, { identity: ${who}, ttl: process.env.NONE || '3600' })`,
    'token.toJwt()',
  ]),
  access('a ttl of the environment', (T, who) => [
    `const token = new ${T}(${KEYS}, { identity: ${who}, ttl: Number(process.env.NONE) })`,
    'token.toJwt()',
  ]),
  access('a ttl that is too long', (T, who) => [
    `const token = new ${T}(${KEYS}, { identity: ${who}, ttl: 7 * 86400 })`,
    'token.toJwt()',
  ]),
  access('an option that twilio ignores', (T, who) => [
    `const token = new ${T}(${KEYS}, { identity: ${who}, name: 'x' })`,
    'token.toJwt()',
  ]),
]

function capability(
  name: string,
  write: (ClientCapability: string, who: string) => string,
  options = "{ accountSid: 'AC1', authToken: 'an auth token' }",
): Product {
  return {
    name: `capability, ${name}`,
    root: 'ClientCapability',
    write: (C, who) => ({
      statements: `const capability = new ${C}(${options})\n${write(C, who)}`,
      signed: 'capability.toJwt()',
    }),
  }
}

const add = (scope: string) => `capability.addScope(${scope})`

const CAPABILITIES: readonly Product[] = [
  capability('incoming', (C, who) => add(`new ${C}.IncomingClientScope(${who})`)),
  capability('outgoing', (C) => add(`new ${C}.OutgoingClientScope({ applicationSid: 'AP1' })`)),
  capability('outgoing with parameters', (C) =>
    add(`new ${C}.OutgoingClientScope({ applicationSid: 'AP1', params: { a: 'b c', 'd&e': '1' } })`),
  ),
  capability('outgoing by name', (C, who) =>
    add(`new ${C}.OutgoingClientScope({ applicationSid: 'AP1', clientName: ${who} })`),
  ),
  capability('outgoing by name with parameters', (C, who) =>
    add(`new ${C}.OutgoingClientScope({ clientName: ${who}, applicationSid: 'AP1', params: { a: 'b' } })`),
  ),
  capability('both, one name', (C, who) =>
    [
      add(`new ${C}.IncomingClientScope(${who})`),
      add(`new ${C}.OutgoingClientScope({ applicationSid: 'AP1', clientName: ${who} })`),
    ].join('\n'),
  ),
  capability('both, two names', (C, who) =>
    [
      add(`new ${C}.IncomingClientScope(${who})`),
      add(`new ${C}.OutgoingClientScope({ applicationSid: 'AP1', clientName: 'another' })`),
    ].join('\n'),
  ),
  capability('both, no name for calls', (C, who) =>
    [
      add(`new ${C}.IncomingClientScope(${who})`),
      add(`new ${C}.OutgoingClientScope({ applicationSid: 'AP1' })`),
    ].join('\n'),
  ),
  capability('outgoing first', (C, who) =>
    [
      add(`new ${C}.OutgoingClientScope({ applicationSid: 'AP1', clientName: ${who} })`),
      add(`new ${C}.IncomingClientScope(${who})`),
    ].join('\n'),
  ),
  capability('two incoming', (C, who) =>
    [add(`new ${C}.IncomingClientScope(${who})`), add(`new ${C}.IncomingClientScope('second')`)].join('\n'),
  ),
  capability(
    'a scope in a variable',
    (C, who) => `const incoming = new ${C}.IncomingClientScope(${who})\n${add('incoming')}`,
  ),
  capability('at times', (C, who) => `if (${who}) ${add(`new ${C}.IncomingClientScope(${who})`)}`),
  capability('nothing', () => ''),
  capability(
    'a ttl',
    (C, who) => add(`new ${C}.IncomingClientScope(${who})`),
    "{ accountSid: 'AC1', authToken: 'an auth token', ttl: 600 }",
  ),
  capability(
    'another order',
    (C, who) => add(`new ${C}.IncomingClientScope(${who})`),
    "{ ttl: 600, authToken: 'an auth token', accountSid: 'AC1' }",
  ),
  capability('a scope of its own', () => add('{ payload: () => "scope:own:one" }')),
]

const OPTIONS = "accountSid: 'AC1', authToken: 'an auth token', workspaceSid: 'WS1', channelId: 'WK1'"

function tasks(name: string, options: string, write: (taskrouter: string) => string): Product {
  return {
    name: `tasks, ${name}`,
    root: 'taskrouter',
    write: (T) => ({
      statements: `const capability = new ${T}.TaskRouterCapability({ ${options} })\n${write(T)}`,
      signed: 'capability.toJwt()',
    }),
  }
}

const POLICY = "url: 'https://taskrouter.twilio.com/v1/Workspaces/WS1/Tasks/**'"

const TASKS: readonly Product[] = [
  tasks('nothing', OPTIONS, () => ''),
  tasks('a name', `${OPTIONS}, friendlyName: 'Alice'`, () => ''),
  tasks(
    'a policy',
    `${OPTIONS}, friendlyName: 'Alice'`,
    (T) =>
      `capability.addPolicy(new ${T}.TaskRouterCapability.Policy({ ${POLICY}, method: 'POST', allow: true }))`,
  ),
  tasks(
    'a policy without method',
    `${OPTIONS}, friendlyName: 'Alice', ttl: 600`,
    (T) =>
      `capability.addPolicy(new ${T}.TaskRouterCapability.Policy({ ${POLICY}, postFilter: { ActivitySid: { required: true } } }))`,
  ),
  tasks(
    'default policies',
    `${OPTIONS}, friendlyName: 'Alice'`,
    (T) =>
      `${T}.util.defaultWorkerPolicies('v1', 'WS1', 'WK1').concat(${T}.util.defaultEventBridgePolicies('AC1', 'WK1')).forEach((policy) => capability.addPolicy(policy))`,
  ),
  tasks(
    'default policies in a loop',
    `${OPTIONS}, friendlyName: 'Alice'`,
    (T) =>
      `for (const policy of ${T}.util.defaultEventBridgePolicies('AC1', 'WK1')) capability.addPolicy(policy)`,
  ),
  tasks(
    'a policy that denies',
    `${OPTIONS}, friendlyName: 'Alice'`,
    (T) => `capability.addPolicy(new ${T}.TaskRouterCapability.Policy({ ${POLICY}, allow: false }))`,
  ),
  tasks(
    'a workspace',
    OPTIONS.replace('WK1', 'WS1').concat(", friendlyName: 'All'"),
    (T) =>
      `capability.addPolicy(new ${T}.TaskRouterCapability.Policy({ url: ${T}.util.workspacesUrl('WS1'), method: 'GET' }))`,
  ),
]

export const PRODUCTS: readonly Product[] = [...GRANTS, ...CONSTRUCTIONS, ...CAPABILITIES, ...TASKS]
