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
const GRANTS: Readonly<Record<string, fc.Arbitrary<object>>> = {
  ChatGrant: fc.record(
    { serviceSid: optional, endpointId: optional, deploymentRoleSid: optional, pushCredentialSid: optional },
    { requiredKeys: [] },
  ),
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

/** A grant class by name, its options, and the same options set on its fields instead. */
const grant = fc.oneof(
  ...Object.entries(GRANTS).map(([name, options]) =>
    fc.record({
      name: fc.constant(name),
      options: fc.oneof({ weight: 9, arbitrary: options }, { weight: 1, arbitrary: absent }),
      fields: fc.oneof({ weight: 3, arbitrary: fc.constant({}) }, { weight: 1, arbitrary: options }),
    }),
  ),
)

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

export const accessToken = fc.record({
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
  grants: fc.array(grant, { maxLength: 5 }),
  algorithm: loose(fc.constantFrom('HS256', 'HS384', 'HS512'), 'none', 'RS256', 'hs256'),
})

/** A life that is no number is a deviation of the capability tokens; an access token refuses it in twilio as well. */
const finiteTtl = ttl.filter(
  (life) => life !== undefined && (typeof life !== 'number' || Number.isFinite(life)),
)

const paramValue = fc.oneof(text, fc.constantFrom(0, 1.5, true, null, undefined, ['a', 'b'], {}))
const params = fc.dictionary(fc.oneof(text, fc.constant('a&b')), paramValue, { maxKeys: 3 })
const scope = fc.oneof(
  fc.record({ name: fc.constant('EventStreamScope'), argument: fc.oneof(params, fc.constant(undefined)) }),
  fc.record({
    name: fc.constant('IncomingClientScope'),
    argument: fc.oneof(text, fc.constantFrom('', 5, {})),
  }),
  fc.record({
    name: fc.constant('OutgoingClientScope'),
    argument: loose(
      fc.record(
        { applicationSid: loose(text), clientName: loose(text), params: loose(params) },
        { requiredKeys: [] },
      ),
      'options',
    ),
  }),
)

export const clientCapability = fc.record({
  options: loose(
    fc.record(
      { accountSid: loose(sid), authToken: secret, ttl: finiteTtl },
      { requiredKeys: ['accountSid', 'authToken'] },
    ),
    'options',
  ),
  fields: fc.record({ accountSid: sid, authToken: secret, ttl: finiteTtl }, { requiredKeys: [] }),
  scopes: fc.array(scope, { maxLength: 3 }),
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

export const taskRouterCapability = fc.record({
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
