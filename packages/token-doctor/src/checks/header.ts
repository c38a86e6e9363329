import type { TokenKind } from '../diagnosis.ts'
import type { Examined, Problem } from '../problem.ts'
import { checkSidField } from './sids.ts'

const HMAC = ['HS256', 'HS384', 'HS512']
const ALGORITHMS: Partial<Record<TokenKind, readonly string[]>> = { 'client-validation': ['RS256', 'PS256'] }
const CONTENT_TYPES: Partial<Record<TokenKind, string>> = {
  'access-token': 'twilio-fpa;v=1',
  'client-validation': 'twilio-pkrv;v=1',
}

/** The algorithms a token of this kind may be signed with. */
export function algorithmsOf(kind: TokenKind): readonly string[] {
  return ALGORITHMS[kind] ?? HMAC
}

function* checkAlgorithm({ kind, header, show }: Examined): Iterable<Problem> {
  const { alg } = header
  const claim = 'alg'
  const expected = ALGORITHMS[kind]?.join(' or ') ?? 'HS256'
  const fix = `Sign with ${expected}.`
  if (alg === undefined)
    yield {
      code: 'ALGORITHM_MISSING',
      claim,
      message: 'the header has no alg',
      fix: `Set alg to ${expected}.`,
    }
  else if (typeof alg === 'string' && alg.toLowerCase() === 'none')
    yield { code: 'ALGORITHM_NONE', claim, message: `alg is ${show(alg)}: the token is not signed`, fix }
  else if (!algorithmsOf(kind).includes(alg as string)) {
    const message = `alg is ${show(alg)}, which Twilio does not take here; it takes ${expected}`
    yield { code: 'ALGORITHM_UNSUPPORTED', claim, message, fix }
  } else if (alg === 'HS384' || alg === 'HS512')
    yield { code: 'ALGORITHM_UNDOCUMENTED', claim, message: `alg is ${alg}; Twilio documents HS256 alone` }
}

function* checkContentType({ kind, header, show }: Examined): Iterable<Problem> {
  const { cty } = header
  const claim = 'cty'
  const expected = CONTENT_TYPES[kind]
  if (expected === undefined) {
    if (cty !== undefined)
      yield {
        code: 'CONTENT_TYPE_UNEXPECTED',
        claim,
        message: `the header's cty is ${show(cty)}; a capability token has none`,
      }
    return
  }
  const fix = `Set the header's cty to ${expected}.`
  if (cty === undefined)
    yield {
      code: 'CONTENT_TYPE_MISSING',
      claim,
      message: `the header has no cty; it must be ${expected}`,
      fix,
    }
  else if (cty !== expected)
    yield { code: 'CONTENT_TYPE_WRONG', claim, message: `cty is ${show(cty)}, not ${expected}`, fix }
}

function* checkRegion({ kind, header, show }: Examined): Iterable<Problem> {
  const { twr } = header
  // twilio-ruby writes null where there is no region.
  if (kind !== 'access-token' || twr === undefined || twr === null) return
  const claim = 'twr'
  if (typeof twr === 'string' && /^[a-z]{2}\d$/.test(twr))
    yield {
      code: 'REGION_SET',
      claim,
      message: `the token is for the region ${twr}, and so must its API key be`,
    }
  else yield { code: 'REGION_INVALID', claim, message: `twr is ${show(twr)}, which names no region` }
}

/** Looks at the header. */
export function* checkHeader(token: Examined): Iterable<Problem> {
  const { kind, header, show } = token
  yield* checkAlgorithm(token)
  if (header.typ !== 'JWT') {
    const message =
      header.typ === undefined ? 'the header has no typ' : `typ is ${show(header.typ)}, not "JWT"`
    yield { code: 'TYPE_WRONG', claim: 'typ', message }
  }
  yield* checkContentType(token)
  for (const member of ['crit', 'b64'])
    if (member in header)
      yield { code: 'HEADER_EXTENSION', claim: member, message: `the header has ${member}, an extension` }
  yield* checkRegion(token)
  if (kind !== 'client-validation') return
  if (header.kid === undefined)
    yield { code: 'KEY_ID_MISSING', claim: 'kid', message: 'the header has no kid, the credential (CR…)' }
  else yield* checkSidField(token, 'kid', header.kid, 'CR')
}
