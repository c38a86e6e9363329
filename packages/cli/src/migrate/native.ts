/** The classes of the `twilio` package that are migrated together: one of them alone would not fit the others. */
export type Family = 'AccessToken' | 'ClientCapability' | 'TaskRouterCapability' | 'ValidationToken'

export const FAMILIES: readonly Family[] = [
  'AccessToken',
  'ClientCapability',
  'TaskRouterCapability',
  'ValidationToken',
]

/** What stands for a class, type or function of `twilio` in the native packages. */
export interface Native {
  readonly name: string
  readonly package: string
  readonly isType?: true
}

const TASK_ROUTER = '@x/taskrouter-capability'

const GRANT_PACKAGES: Readonly<Record<string, string>> = {
  ChatGrant: '@x/grants-chat',
  PlaybackGrant: '@x/grants-playback',
  SyncGrant: '@x/grants-sync',
  TaskRouterGrant: '@x/grants-task-router',
  VideoGrant: '@x/grants-video',
  VoiceGrant: '@x/grants-voice',
}

const NATIVE = new Map<string, Native>([
  ['AccessToken', { name: 'AccessToken', package: '@x/access-token' }],
  ['AccessTokenOptions', { name: 'AccessTokenOptions', package: '@x/access-token', isType: true }],
  ['ClientCapability', { name: 'ClientCapabilityToken', package: '@x/client-capability' }],
  ['TaskRouterCapability', { name: 'TaskRouterCapabilityToken', package: TASK_ROUTER }],
  ...[
    'Policy',
    'defaultWorkerPolicies',
    'defaultEventBridgePolicies',
    'workspacesUrl',
    'taskQueuesUrl',
    'tasksUrl',
    'activitiesUrl',
    'workersUrl',
    'reservationsUrl',
  ].map((name): [string, Native] => [name, { name, package: TASK_ROUTER }]),
  ...Object.entries(GRANT_PACKAGES).flatMap(([name, from]): [string, Native][] => [
    [name, { name, package: from }],
    [`${name}Options`, { name: `${name}Options`, package: from, isType: true }],
    [`${name}Payload`, { name: `${name}Payload`, package: from, isType: true }],
  ]),
])

const FAMILY_OF: Readonly<Record<string, Family>> = {
  Grant: 'AccessToken',
  EventStreamScope: 'ClientCapability',
  IncomingClientScope: 'ClientCapability',
  OutgoingClientScope: 'ClientCapability',
  ClientCapability: 'ClientCapability',
  ValidationToken: 'ValidationToken',
  RequestCanonicalizer: 'ValidationToken',
}

/** The native twin of a name in the `twilio` package's `jwt` namespace, if it has one. */
export function nativeOf(name: string): Native | undefined {
  return NATIVE.get(name)
}

/** The family a name in the `jwt` namespace belongs to. */
export function familyOf(name: string): Family {
  return (
    FAMILY_OF[name] ?? (NATIVE.get(name)?.package === TASK_ROUTER ? 'TaskRouterCapability' : 'AccessToken')
  )
}

/** Tells whether a name is one of the grant classes. */
function isGrantClass(name: string): boolean {
  return Object.hasOwn(GRANT_PACKAGES, name)
}

/** Tells whether a name is one of the scope classes, which became methods. */
export function isScopeClass(name: string): boolean {
  return name.endsWith('Scope')
}

/** The classes that sign, with the method that does, in its asynchronous and its synchronous form. */
const SIGN: Readonly<Record<string, readonly [string, string]>> = {
  AccessToken: ['toJwt', 'toJwtSync'],
  ClientCapability: ['generate', 'generateSync'],
  TaskRouterCapability: ['generate', 'generateSync'],
}

/** The native names of a class's `toJwt`, asynchronous and synchronous. */
export function signMethods(name: string): readonly [string, string] | undefined {
  return SIGN[name]
}

/** The fields that the native twin has too, by their names there. */
const FIELDS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  AccessToken: { accountSid: 'accountSid', identity: 'identity', keySid: 'signingKeySid', region: 'region' },
  ClientCapability: { accountSid: 'accountSid' },
  TaskRouterCapability: {
    accountSid: 'accountSid',
    channelId: 'channelId',
    policies: 'policies',
    version: 'version',
    workspaceSid: 'workspaceSid',
  },
  Policy: {
    allow: 'allow',
    method: 'method',
    payload: 'payload',
    postFilter: 'postFilter',
    queryFilter: 'queryFilter',
    url: 'url',
  },
}

/** The name that a field of a class has in the native twin, if it has it. Grants keep all of theirs. */
export function nativeField(name: string, field: string): string | undefined {
  return isGrantClass(name) ? field : FIELDS[name]?.[field]
}

/** The fields that are options of the constructor too, so that an assignment can move there; all of a grant's. */
const OPTIONS: Readonly<Record<string, readonly string[]>> = {
  AccessToken: ['identity', 'nbf', 'region', 'ttl'],
  ClientCapability: [],
  TaskRouterCapability: ['friendlyName', 'ttl', 'version'],
  Policy: ['method', 'postFilter', 'queryFilter', 'url'],
}

/** Tells whether a field can be given to the constructor as an option of that name. */
export function isOption(name: string, field: string): boolean {
  return isGrantClass(name) || OPTIONS[name]?.includes(field) === true
}
