// The one suite that every runtime runs, on the packages as installed. Plain JavaScript and no test framework, so that
// nothing but the packages under test and the language is asked of a runtime.

const ALTERED = 'A'.repeat(43)

/** JSON with the members of each object in alphabetical order. */
function canonical(value) {
  return JSON.stringify(value, (_, member) =>
    member !== null && typeof member === 'object' && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1)))
      : member,
  )
}

function same(actual, expected, what) {
  const [got, wanted] = [canonical(actual), canonical(expected)]
  if (got !== wanted) throw new Error(`${what}: got ${got}, expected ${wanted}`)
}

/** The error that `action` ends with, which must have the code and be of the class. */
async function refused(action, code, type) {
  let error
  try {
    await action()
  } catch (caught) {
    error = caught
  }
  same(error?.code, code, 'error code')
  if (!(error instanceof type)) throw new Error(`${code} is not an instance of ${type.name}`)
}

/** Runs `action` with the clock standing at a second since the epoch. */
async function at(seconds, action) {
  const { now } = Date
  Date.now = () => seconds * 1000
  try {
    return await action()
  } finally {
    Date.now = now
  }
}

/** The synchronous twin gives the same where the runtime can, and says so where it cannot. */
async function checkTwin(sync, { JwtError }, twin, expected) {
  if (sync) same(twin(), expected, 'synchronous twin')
  else await refused(twin, 'ERR_SYNC_UNSUPPORTED', JwtError)
}

async function checkAccessToken(packages, vector, sync) {
  const { AccessToken, decodeUnverified, JwtDecodeError } = packages
  const types = {
    video: packages.VideoGrant,
    chat: packages.ChatGrant,
    voice: packages.VoiceGrant,
    sync: packages.SyncGrant,
    'task-router': packages.TaskRouterGrant,
    playback: packages.PlaybackGrant,
  }
  const { implementation, frozenNow: now, input, header, payload, token } = vector
  const { accountSid, signingKeySid, secret, grants, ...options } = input

  const mine = new AccessToken(accountSid, signingKeySid, secret, options)
  for (const { kind, options: fields } of grants) mine.addGrant(new types[kind](fields))
  await at(now, async () => {
    const minted = await mine.toJwt()
    if (implementation === 'twilio-node') same(minted, token, 'minted token')
    // The other libraries order the members otherwise, and send no iat.
    else same(decodeUnverified(minted).payload, { ...payload, iat: now }, 'minted claims')
    await checkTwin(sync, packages, () => mine.toJwtSync(), minted)
  })

  same(decodeUnverified(token), { header, payload }, 'decoded')
  const verified = await AccessToken.verify(token, secret, { now })
  const { identity, ...payloads } = payload.grants
  same([verified.identity, verified.grants], [identity, payloads], 'verified')
  for (const { kind, options: fields } of grants)
    same(verified.grant(types[kind]).toPayload(), new types[kind](fields).toPayload(), `${kind} grant`)
  await checkTwin(sync, packages, () => AccessToken.verifySync(token, secret, { now }).grants, payloads)

  const forged = `${token.slice(0, token.lastIndexOf('.') + 1)}${ALTERED}`
  const wrong = () => AccessToken.verify(token, 'another secret of a decent length 0123', { now })
  await refused(wrong, 'ERR_SIGNATURE_INVALID', JwtDecodeError)
  await refused(() => AccessToken.verify(forged, secret, { now }), 'ERR_SIGNATURE_INVALID', JwtDecodeError)
  const late = () => AccessToken.verify(token, secret, { now: payload.exp })
  await refused(late, 'ERR_TOKEN_EXPIRED', JwtDecodeError)
}

// twilio-node leaves slashes in the path of events unescaped, and calls their filters otherwise than is documented.
const OTHERWISE = /cc-events/

async function checkClientCapability(packages, vector, sync) {
  const { ClientCapabilityToken, decodeUnverified, Jwt } = packages
  const { id, implementation, frozenNow: now, input, payload, token } = vector
  const mine = new ClientCapabilityToken(input.accountSid, input.authToken, { ttl: input.ttl })
  for (const { call, clientName, applicationSid, params, filters } of input.calls)
    if (call === 'allowClientOutgoing') mine.allowClientOutgoing(applicationSid, params)
    else mine[call](clientName ?? filters)
  await at(now, async () => {
    const minted = await mine.generate()
    if (implementation === 'twilio-node' && !OTHERWISE.test(id)) same(minted, token, 'minted token')
    const { iss, exp, iat } = decodeUnverified(minted).payload
    same([iss, exp, iat], [payload.iss, payload.exp, now], 'minted claims')
    same(await Jwt.decode(minted, input.authToken), decodeUnverified(minted).payload, 'verified claims')
    await checkTwin(sync, packages, () => mine.generateSync(), minted)
  })
  same(await Jwt.decode(token, input.authToken, { now }), payload, 'claims of the vector')
}

async function checkTaskRouterCapability(packages, vector, sync) {
  const { decodeUnverified, Jwt } = packages
  const { implementation, frozenNow: now, input, payload, token } = vector
  const { class: kind, channelId, calls, ...options } = input
  const mine = {
    worker: () => new packages.WorkerCapabilityToken({ ...options, workerSid: channelId }),
    taskqueue: () => new packages.TaskQueueCapabilityToken({ ...options, taskQueueSid: channelId }),
    workspace: () => new packages.WorkspaceCapabilityToken(options),
  }[kind]()
  for (const call of calls) mine[call]()
  await at(now, async () => {
    const minted = await mine.generate()
    if (implementation === 'twilio-python') same(minted, token, 'minted token')
    const { policies, ...claims } = decodeUnverified(minted).payload
    const { policies: theirs, ...rest } = payload
    same(claims, rest, 'minted claims')
    // twilio-php leaves empty filters out.
    same(
      policies,
      theirs.map((policy) => ({ query_filter: {}, post_filter: {}, ...policy })),
      'policies',
    )
    await checkTwin(sync, packages, () => mine.generateSync(), minted)
  })
  same(await Jwt.decode(token, input.authToken, { now }), payload, 'claims of the vector')
}

async function checkClientValidation(packages, vector) {
  const { ClientValidationToken, createValidatingFetch } = packages
  const { frozenNow: now, input, token } = vector
  const { request, ...options } = input
  const query = new URLSearchParams(request.query).toString()
  const url = query === '' ? request.url : `${request.url}?${query}`
  const mine = new ClientValidationToken(options)
  const { method, headers, body, signedHeaders } = request
  await at(now, async () => {
    // RSASSA-PKCS1-v1_5 is deterministic: the same request gives the same signature.
    same(await mine.sign({ method, url, headers, body, signedHeaders }), token, 'minted token')
    let sent
    const send = createValidatingFetch(mine, async (...args) => {
      sent = new Request(...args)
      return new Response('')
    })
    await send(url, { method, headers, ...(body !== null && { body }) })
    const parts = sent.headers.get('twilio-client-validation')?.split('.')
    same(parts?.length, 3, 'parts of the header that fetch sends')
  })
}

const SECRET = 'a secret for the runtimes, 32 bytes or more'

async function checkSharedSecret(packages, algorithm, sync) {
  const { createKeyRing, Jwt, JwtDecodeError } = packages
  const jwt = new Jwt(SECRET, { algorithm, issuer: 'me' })
  const token = await jwt.encode({ text: 'Zoë 👩‍🚀' })
  const ring = createKeyRing({ me: SECRET, you: 'some other secret that is long enough, too' })
  const { text } = await Jwt.decode(token, ring, { algorithms: [algorithm], requiredClaims: ['exp'] })
  same(text, 'Zoë 👩‍🚀', 'text')
  const other = () => Jwt.decode(token, createKeyRing({ you: SECRET }), { algorithms: [algorithm] })
  await refused(other, 'ERR_KEY_UNKNOWN', JwtDecodeError)
  const twin = () => Jwt.decodeSync(jwt.encodeSync({ text: 'ä' }), SECRET, { algorithms: [algorithm] }).text
  await checkTwin(sync, packages, twin, 'ä')
}

async function checkKeyPair({ signCompact, verifyCompact, JwtDecodeError }, alg, parameters) {
  const { privateKey, publicKey } = await crypto.subtle.generateKey(parameters, true, ['sign', 'verify'])
  const payload = new TextEncoder().encode('{"is":"bytes"}')
  const token = await signCompact({ alg }, payload, privateKey)
  const verified = await verifyCompact(token, publicKey, { algorithms: [alg] })
  same([...verified.payload], [...payload], 'payload')
  // For Ed25519 most runtimes write the alg of RFC 9864, which is not the EdDSA of the token.
  const jwk = await crypto.subtle.exportKey('jwk', publicKey)
  same((await verifyCompact(token, jwk, { algorithms: [alg] })).header.alg, alg, 'verified with a JWK')
  const confused = () => verifyCompact(token, publicKey, { algorithms: ['HS256'] })
  await refused(confused, 'ERR_ALGORITHM_NOT_ALLOWED', JwtDecodeError)
}

async function checkRefusals({ Jwt, JwtDecodeError, JwtOptionError }) {
  await refused(() => Jwt.decode('no token', SECRET), 'ERR_TOKEN_MALFORMED', JwtDecodeError)
  await refused(() => new Jwt(''), 'ERR_KEY_INVALID', JwtOptionError)
  await refused(() => new Jwt(SECRET, { ttl: 0 }), 'ERR_OPTION_INVALID', JwtOptionError)
}

const RSA = { hash: 'SHA-256', modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]) }

const KEY_PAIRS = {
  RS256: { name: 'RSASSA-PKCS1-v1_5', ...RSA },
  PS256: { name: 'RSA-PSS', ...RSA },
  ES256: { name: 'ECDSA', namedCurve: 'P-256' },
  ES384: { name: 'ECDSA', namedCurve: 'P-384' },
  EdDSA: { name: 'Ed25519' },
}

async function checkTokenDoctor({ diagnose }, vector) {
  const { kind, frozenNow: now, input, payload, token } = vector
  const secret = input.secret ?? input.authToken
  const healthy = await diagnose(token, { secret, now })
  same([healthy.kind, healthy.payload], [kind, payload], 'diagnosis')
  const forged = `${token.slice(0, token.lastIndexOf('.') + 1)}${ALTERED}`
  same((await diagnose(forged, { secret, now })).ok, false, 'diagnosis of a forged token')
  same((await diagnose(token, { secret, now: payload.exp + 1 })).ok, false, 'diagnosis of an expired token')
}

const pause = (seconds) => new Promise((resolve) => setTimeout(resolve, seconds * 1000))

/** An app's endpoint for `fetchFrom`: real tokens that live `ttl` seconds, and how often it was asked. */
function tokenEndpoint({ AccessToken }, ttl) {
  const asked = { count: 0, status: 200 }
  const sent = async () => {
    const token = new AccessToken(`AC${'0'.repeat(32)}`, `SK${'0'.repeat(32)}`, SECRET, {
      identity: 'alice',
      ttl,
      jti: `${++asked.count}`,
    })
    return Response.json({ token: await token.toJwt() }, { status: asked.status })
  }
  return { asked, sent }
}

const TOKEN_SOURCE = {
  /** By its own schedule, with lives of two seconds: a token before the last one ends, and none too many. */
  async schedule(packages) {
    const { createTokenSource, decodeUnverified, fetchFrom } = packages
    const { asked, sent } = tokenEndpoint(packages, 2)
    const source = createTokenSource(fetchFrom('https://app.example/token', { fetch: sent }))
    const heard = []
    source.subscribe((token) => heard.push(decodeUnverified(token).payload.jti))
    const began = Date.now()
    let dead = 0
    while (heard.length < 4 && Date.now() - began < 15_000) {
      await pause(0.05)
      if (heard.length > 0 && source.expiresAt === undefined) dead++
    }
    source.stop()
    same([heard, dead, source.state], [['1', '2', '3', '4'], 0, 'stopped'], 'tokens heard')
    const seconds = (Date.now() - began) / 1000
    if (seconds < 2) throw new Error(`a storm: 4 tokens in ${seconds} s`)
    await pause(1.5)
    same(asked.count, 4, 'fetches after stop')
  },
  async 'one flight'(packages) {
    const { createTokenSource, fetchFrom } = packages
    const { asked, sent } = tokenEndpoint(packages, 3600)
    const source = createTokenSource(fetchFrom('https://app.example/token', { fetch: sent }))
    const tokens = await Promise.all(Array.from({ length: 50 }, () => source.get()))
    same([new Set(tokens).size, asked.count, source.state], [1, 1, 'fresh'], 'fetches for 50 callers')
    source.stop()
  },
  async refusal(packages) {
    const { createTokenSource, fetchFrom, TokenSourceError } = packages
    const { asked, sent } = tokenEndpoint(packages, 3600)
    asked.status = 401
    const source = createTokenSource(fetchFrom('https://app.example/token', { fetch: sent }))
    await refused(() => source.get(), 'ERR_TOKEN_FETCH_REFUSED', TokenSourceError)
    await refused(() => source.get(), 'ERR_TOKEN_FETCH_REFUSED', TokenSourceError)
    same([asked.count, source.state], [1, 'refused'], 'tries after a refusal')
    asked.status = 200
    await source.get({ force: true })
    source.stop()
    await refused(() => source.get(), 'ERR_STOPPED', TokenSourceError)
  },
  async bind(packages) {
    const { bindTaskRouter, createTokenSource, fetchFrom } = packages
    const source = createTokenSource(
      fetchFrom('https://app.example/token', { fetch: tokenEndpoint(packages, 3600).sent }),
    )
    const listeners = new Map()
    const given = []
    const worker = {
      on: (event, listener) => listeners.set(event, listener),
      off: (event) => listeners.delete(event),
      updateToken: (token) => given.push(token),
    }
    const unbind = bindTaskRouter(worker, source)
    const token = await source.get()
    unbind()
    same([given, listeners.size], [[token], 0], 'what an SDK was given, and what was left of the bind')
    source.stop()
  },
}

const PER_VECTOR = {
  'access-token': checkAccessToken,
  'client-capability': checkClientCapability,
  'taskrouter-capability': checkTaskRouterCapability,
  'client-validation': checkClientValidation,
}

/** Each check with its block and its name. */
function* listChecks(packages, vectors, sync) {
  yield ['jwt-core', 'refusals', () => checkRefusals(packages)]
  for (const algorithm of ['HS256', 'HS384', 'HS512'])
    yield ['jwt-core', algorithm, () => checkSharedSecret(packages, algorithm, sync)]
  for (const [algorithm, parameters] of Object.entries(KEY_PAIRS))
    yield ['jwt-core', algorithm, () => checkKeyPair(packages, algorithm, parameters)]
  for (const [name, check] of Object.entries(TOKEN_SOURCE))
    yield ['token-source', name, () => check(packages)]
  for (const vector of vectors) {
    const { kind, id } = vector
    yield [kind, id, () => PER_VECTOR[kind](packages, vector, sync)]
    if (kind !== 'client-validation') yield ['token-doctor', id, () => checkTokenDoctor(packages, vector)]
  }
}

/**
 * Runs every check and gives the number that passed for each block, with what failed. `sync` says whether the runtime
 * has synchronous crypto, and so what the `…Sync` twins must do.
 */
export async function runSuite(packages, vectors, { sync }) {
  const passed = {}
  const failures = []
  for (const [block, name, check] of listChecks(packages, vectors, sync)) {
    try {
      await check()
      passed[block] = (passed[block] ?? 0) + 1
    } catch (error) {
      failures.push(`${block} ${name}: ${error?.stack ?? error}`)
    }
  }
  return { passed, failures }
}
