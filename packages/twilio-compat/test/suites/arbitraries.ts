import fc from 'fast-check'

// Option sets as apps give them, and as they should not. What this package does otherwise than twilio on purpose
// (deviations.ts) is left out.

/** Text of any kind; text with half a character in it cannot be percent-encoded, which both say. */
export const text: fc.Arbitrary<string> = fc.oneof(
  fc.string(),
  fc.string({ unit: 'grapheme' }),
  fc.constantFrom('alice', 'a b&c=d%', 'ß🎉', '+15551234567', 'x\ud800'),
)
const sid = fc.constantFrom('AC123', 'SK123', 'accountSid', 'ACaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa')
const absent: fc.Arbitrary<unknown> = fc.constantFrom(undefined, null, '', 0, false)
const json = fc.dictionary(fc.string(), fc.jsonValue(), { maxKeys: 4 })

/** Mostly as it should be, now and then missing or of another type. */
function loose(arbitrary: fc.Arbitrary<unknown>, ...odd: unknown[]): fc.Arbitrary<unknown> {
  const wrong = fc.oneof(absent, fc.constantFrom(17, {}, ...odd))
  return fc.oneof({ weight: 9, arbitrary }, { weight: 1, arbitrary: wrong })
}

const ttl: fc.Arbitrary<unknown> = fc.oneof(
  fc.integer({ min: 1, max: 100_000 }),
  fc.constantFrom(undefined, null, 0, Number.NaN, -60, 1.5, Number.POSITIVE_INFINITY, {}, ''),
)
/** Lives in words, which only access tokens take. */
const timespan = fc.constantFrom(
  '1h',
  '2 days',
  '1.5 Hours',
  '.5y',
  '10 minutes',
  '-1w',
  '500ms',
  '2 moons',
  'x',
)

const optional = loose(text)
const chat = fc.record(
  { serviceSid: optional, endpointId: optional, deploymentRoleSid: optional, pushCredentialSid: optional },
  { requiredKeys: [] },
)
type Grants = Readonly<Record<string, fc.Arbitrary<object>>>
const GRANTS: Grants = {
  ChatGrant: chat,
  PlaybackGrant: fc.record({ grant: loose(json) }, { requiredKeys: [] }),
  SyncGrant: fc.record({ serviceSid: optional, endpointId: optional }, { requiredKeys: [] }),
  TaskRouterGrant: fc.record(
    { workspaceSid: optional, workerSid: optional, role: optional },
    { requiredKeys: [] },
  ),
  VideoGrant: fc.record({ room: optional.filter((room) => room !== '') }, { requiredKeys: [] }),
  VoiceGrant: fc.record(
    {
      incomingAllow: loose(fc.boolean(), 'yes'),
      outgoingApplicationSid: optional,
      outgoingApplicationParams: loose(json),
      pushCredentialSid: optional,
      endpointId: optional,
    },
    { requiredKeys: [] },
  ),
}

/** The grants that twilio has up to 3.x alone. */
const OLD_GRANTS: Grants = {
  IpMessagingGrant: chat,
  ConversationsGrant: fc.record({ configurationProfileSid: optional }, { requiredKeys: [] }),
}

/** A grant class by name, its options, and the same options set on its fields instead. */
function grantOf(grants: Grants) {
  return fc.oneof(
    ...Object.entries(grants).map(([name, options]) =>
      fc.record({
        name: fc.constant(name),
        options: fc.oneof({ weight: 9, arbitrary: options }, { weight: 1, arbitrary: absent }),
        fields: fc.oneof({ weight: 3, arbitrary: fc.constant({}) }, { weight: 1, arbitrary: options }),
      }),
    ),
  )
}

const identity = fc.oneof(
  { weight: 8, arbitrary: fc.oneof(text, fc.integer()) },
  { weight: 1, arbitrary: absent },
)
const nbf = fc.oneof(fc.nat(), fc.constantFrom(undefined, null, '', 0, 1.5, -5))
// Header text outside ASCII is a deviation.
const region = fc.oneof(
  fc.constantFrom('ie1', 'au1', undefined, null, '', {}, 1),
  fc.string({ unit: 'grapheme-ascii' }),
)
const secret = loose(text)
const anyTtl = fc.oneof(ttl, timespan)

const accessTokenParts = {
  args: fc.tuple(loose(sid), loose(sid), secret),
  options: fc.oneof(
    {
      weight: 9,
      arbitrary: fc.record({ identity, ttl: anyTtl, nbf, region }, { requiredKeys: ['identity'] }),
    },
    { weight: 1, arbitrary: absent },
  ),
  /** Fields set after construction. */
  fields: fc.record(
    { accountSid: sid, keySid: loose(sid), secret, ttl: anyTtl, identity, nbf, region },
    { requiredKeys: [] },
  ),
  algorithm: loose(fc.constantFrom('HS256', 'HS384', 'HS512'), 'none', 'RS256', 'hs256'),
}
export const accessToken = fc.record({
  ...accessTokenParts,
  grants: fc.array(grantOf(GRANTS), { maxLength: 5 }),
})

/** Values that 3.x, through lodash, goes over as over a list. */
const collection = fc.constantFrom<unknown>(
  ...[
    undefined,
    null,
    0,
    5,
    true,
    '',
    'ab',
    [],
    new Array(2),
    {},
    { a: 1 },
    { length: 2, 1: 'x' },
    { length: 'x' },
  ],
  ...[
    () => undefined,
    Object.assign(() => undefined, { a: 1 }),
    new Map(),
    new Map([[1, 2]]),
    new String('ab'),
  ],
)

/** As twilio 3.x takes it: with the options left out, what they say set later, and the old grants. */
export const accessTokenOf3 = fc.record({
  ...accessTokenParts,
  options: fc.oneof(accessTokenParts.options, fc.constant(undefined)),
  grants: fc.array(grantOf({ ...GRANTS, ...OLD_GRANTS }), { maxLength: 5 }),
  instead: fc.option(fc.record({ grants: collection }), { freq: 10, nil: {} }),
  boxed: fc.option(fc.record({ identity: text.map((value) => new String(value)) }), { freq: 10, nil: {} }),
})

/** A life that is no number is a deviation of the capability tokens; an access token refuses it in twilio as well. */
const finiteTtl = ttl.filter(
  (life) => life !== undefined && (typeof life !== 'number' || Number.isFinite(life)),
)

const paramValue = fc.oneof(text, fc.constantFrom(0, 1.5, true, null, undefined, ['a', 'b'], {}))
const params = fc.dictionary(fc.oneof(text, fc.constant('a&b')), paramValue, { maxKeys: 3 })
const scopeOf = (params: fc.Arbitrary<unknown>, clientName: fc.Arbitrary<unknown> = loose(text)) =>
  fc.oneof(
    fc.record({ name: fc.constant('EventStreamScope'), argument: fc.oneof(params, fc.constant(undefined)) }),
    fc.record({
      name: fc.constant('IncomingClientScope'),
      argument: fc.oneof(text, fc.constantFrom('', 5, {})),
    }),
    fc.record({
      name: fc.constant('OutgoingClientScope'),
      argument: loose(
        fc.record(
          { applicationSid: loose(text), clientName, params: loose(params) },
          { requiredKeys: ['applicationSid'] },
        ),
        'options',
      ),
    }),
  )

const clientCapabilityParts = {
  options: loose(
    fc.record(
      { accountSid: loose(sid), authToken: secret, ttl: finiteTtl },
      { requiredKeys: ['accountSid', 'authToken'] },
    ),
    'options',
  ),
  fields: fc.record({ accountSid: sid, authToken: secret, ttl: finiteTtl }, { requiredKeys: [] }),
}
export const clientCapability = fc.record({
  ...clientCapabilityParts,
  scopes: fc.array(scopeOf(params), { maxLength: 3 }),
})
export const clientCapabilityOf3 = fc.record({
  ...clientCapabilityParts,
  scopes: fc.array(scopeOf(fc.oneof(params, collection), fc.oneof(loose(text), collection)), {
    maxLength: 3,
  }),
  instead: fc.option(fc.record({ scopes: collection }), { freq: 10, nil: {} }),
})

const filter = fc.dictionary(fc.string(), fc.record({ required: fc.boolean() }), { maxKeys: 2 })
const policy = fc.record(
  {
    url: loose(fc.webUrl()),
    method: loose(fc.constantFrom('GET', 'POST')),
    queryFilter: loose(filter),
    postFilter: loose(filter),
    allow: fc.constantFrom(true, undefined, null),
  },
  { requiredKeys: [] },
)

const taskRouterCapabilityParts = {
  options: loose(
    fc.record(
      {
        accountSid: loose(sid),
        authToken: secret,
        workspaceSid: loose(fc.constant('WS123')),
        channelId: loose(fc.constantFrom('WK123', 'WQ123', 'WS123', 'alice')),
        friendlyName: loose(text),
        ttl: finiteTtl,
        version: loose(fc.constant('v2')),
      },
      { requiredKeys: ['accountSid', 'authToken', 'workspaceSid', 'channelId'] },
    ),
  ),
  fields: fc.record({ channelId: sid, ttl: finiteTtl, friendlyName: loose(text) }, { requiredKeys: [] }),
  policies: fc.array(fc.oneof(policy, fc.constant(undefined)), { maxLength: 3 }),
}
export const taskRouterCapability = fc.record(taskRouterCapabilityParts)
export const taskRouterCapabilityOf3 = fc.record({
  ...taskRouterCapabilityParts,
  instead: fc.option(
    fc.record(
      { policies: collection, channelId: collection, friendlyName: collection },
      { requiredKeys: [] },
    ),
    { freq: 5, nil: {} },
  ),
})

// A `=` in a parameter is a deviation.
const plain = text.map((value) => value.replaceAll('=', ''))

export const signedRequest = loose(
  fc.record(
    {
      url: fc.oneof(
        fc.webUrl({ withQueryParameters: true }),
        fc.constantFrom(
          'https://a.example//x/../b c*~%7E!',
          'https://a.example:8443/%',
          'nowhere',
          '',
          undefined,
        ),
      ),
      method: fc.constantFrom('GET', 'post', 'Put', '', undefined),
      headers: fc.oneof(
        fc.record({ Authorization: loose(text), authorization: text }, { requiredKeys: [] }),
        fc.constantFrom(undefined, null),
      ),
      params: fc.oneof(
        fc.dictionary(plain, fc.oneof(plain, fc.integer()), { maxKeys: 4 }),
        fc.constantFrom(undefined, null),
      ),
      data: fc.oneof(text, json, absent),
    },
    { requiredKeys: ['url', 'method'] },
  ),
  'request',
)
