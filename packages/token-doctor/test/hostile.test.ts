import { createSecretKey } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { diagnose, findTokens } from '../src/index.ts'
import {
  ACCESS,
  AUTH_TOKEN,
  access,
  capability,
  forge,
  good,
  type Members,
  NOW,
  request,
  SECRET,
  worker,
} from './forge.ts'
import { quickest } from './timing.ts'

const NAMES = [
  'iss',
  'sub',
  'exp',
  'nbf',
  'iat',
  'jti',
  'grants',
  'scope',
  'policies',
  'channel',
  'workspace_sid',
  'account_sid',
  'hrh',
  'rqh',
  'version',
  'twr',
]
const HEADER = { alg: 'HS256', typ: 'JWT', cty: 'twilio-fpa;v=1' }

function decode(token: string): Members {
  return JSON.parse(Buffer.from(token.split('.')[1] as string, 'base64url').toString()) as Members
}

const BASES = [ACCESS, decode(capability()), decode(worker()), decode(request())]

/** JSON as `diagnose` may find it anywhere: with members that JavaScript minds. */
const json = fc.oneof(
  fc.jsonValue({ maxDepth: 4 }),
  fc.constantFrom({ toString: 1 }, [{ url: { toString: 1 } }], { valueOf: null, toJSON: 1 }, [[[null]]]),
)

it('never throws, whatever JSON stands in whatever claim or header', async () => {
  const place = fc.tuple(
    fc.constantFrom(...BASES),
    fc.constantFrom(...NAMES),
    json,
    fc.constantFrom('alg', 'typ', 'cty', 'kid', 'twr', 'crit'),
    json,
    fc.boolean(),
  )
  await fc.assert(
    fc.asyncProperty(place, async ([base, claim, value, member, other, isHeader]) => {
      const token = forge(
        isHeader ? { ...HEADER, [member]: other } : HEADER,
        { ...base, [claim]: value },
        SECRET,
      )
      const { findings } = await diagnose(token, { now: NOW, secret: [SECRET, AUTH_TOKEN] })
      expect(findings.length).toBeGreaterThan(0)
    }),
    { numRuns: 1500 },
  )
})

it('never throws, whatever JSON stands within grants and policies', async () => {
  const grants = fc.dictionary(
    fc.constantFrom('voice', 'video', 'chat', 'data_sync', 'task_router', 'player', 'identity', 'rtc'),
    fc.oneof(
      json,
      fc.dictionary(fc.constantFrom('service_sid', 'outgoing', 'incoming', 'room', 'workspace_sid'), json),
    ),
  )
  const policies = fc.array(
    fc.oneof(
      json,
      fc.dictionary(fc.constantFrom('url', 'method', 'allow', 'query_filter', 'post_filter'), json),
    ),
  )
  await fc.assert(
    fc.asyncProperty(grants, policies, async (held, allowed) => {
      await diagnose(forge(HEADER, { ...ACCESS, grants: held }), { now: NOW })
      await diagnose(forge({ alg: 'HS256', typ: 'JWT' }, { ...decode(worker()), policies: allowed }), {
        now: NOW,
      })
    }),
    { numRuns: 500 },
  )
})

it('never throws on 6,000 levels, in a token and beside one', async () => {
  const deep = `${'['.repeat(6000)}${']'.repeat(6000)}`
  const part = (text: string) => Buffer.from(text).toString('base64url')
  const header = part(JSON.stringify(HEADER))
  for (const token of [
    `${header}.${part(`{"iss":${deep}}`)}.`,
    `${header}.${part(`{"grants":${deep}}`)}.AA`,
    deep,
    `{"token":${deep}}`,
    JSON.parse(deep),
  ])
    expect(await diagnose(token)).toMatchObject({ ok: false })
})

const BODIES = [
  ' ',
  '"',
  '.',
  '=',
  '%',
  'eyJ',
  'eyJ.',
  'a@',
  '@',
  'a.',
  '-',
  '\\"',
  '\u200b',
  '\n',
  '+1',
  'Authorization:',
  'Bearer ',
  'token=',
  'SK',
  'x',
  '_key',
  '-secret',
  '<',
  '{{',
  '{"a":',
  '[',
  '&a=',
  'scope:',
  'api_key',
  '/',
]

it('what is read twice as long takes no more than some three times as long', async () => {
  const tasks = BODIES.flatMap((body) => {
    const text = (size: number) => body.repeat(Math.ceil(size / body.length)).slice(0, size)
    return [
      text,
      (size: number) => `eyJ${text(size)}`,
      (size: number) =>
        forge(HEADER, {
          ...ACCESS,
          iss: text(size / 2),
          grants: { identity: text(size / 2), video: { room: text(100) } },
        }),
      (size: number) =>
        forge({ alg: 'HS256', typ: text(size) }, { ...decode(capability()), scope: text(size / 2) }),
    ]
  })
  for (const make of tasks) {
    const large = make(30_000)
    const time = await quickest(() => diagnose(large, { now: NOW }))
    // Far below what a quadratic walk over so much would take.
    expect(time, large.slice(0, 60)).toBeLessThan(60)
  }
})

it('finding tokens grows as the text does', async () => {
  const time = async (size: number) => {
    const texts = ['eyJ', 'eyJ.', 'a.eyJ', 'eyJa.b.c ', '.'].map((body) => body.repeat(size / body.length))
    return quickest(async () => texts.forEach(findTokens))
  }
  await time(100_000)
  // Eight times the text: a quadratic walk would take 64 times as long.
  expect(await time(800_000)).toBeLessThan(80 + 32 * (await time(100_000)))
})

describe('a secret', () => {
  it('may hold half a character', async () => {
    const { findings } = await diagnose(good, { secret: 'a secret \ud800 of nobody', now: NOW })
    expect(findings.map(({ code }) => code)).toContain('SIGNATURE_INVALID')
  })

  it('is in no finding, in whatever form it was given, where a claim holds it', async () => {
    const text = 'APp\u00e4ssword of a house'
    const token = access({ sub: ` ${text}\n`, grants: { [text]: {} } })
    const bytes = new TextEncoder().encode(text)
    const forms = [
      text,
      bytes,
      { kty: 'oct', k: Buffer.from(bytes).toString('base64url') },
      createSecretKey(bytes),
    ]
    for (const secret of forms) {
      const { findings } = await diagnose(token, { secret: secret as never, now: NOW })
      expect(findings.length).toBeGreaterThan(1)
      expect(JSON.stringify(findings)).not.toContain('ssword')
    }
  })
})
