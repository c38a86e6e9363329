import { AccessToken } from '@x/access-token'
import { ClientCapabilityToken } from '@x/client-capability'
import { ChatGrant } from '@x/grants-chat'
import { SyncGrant } from '@x/grants-sync'
import { TaskRouterGrant } from '@x/grants-task-router'
import { VideoGrant } from '@x/grants-video'
import { VoiceGrant } from '@x/grants-voice'
import type { Grant } from '@x/jwt-core/grant'
import {
  TaskQueueCapabilityToken,
  WorkerCapabilityToken,
  WorkspaceCapabilityToken,
} from '@x/taskrouter-capability'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { type DiagnoseOptions, diagnose } from '../src/index.ts'

// Tokens as a careful application mints them: nothing in them is an error, and nothing a warning.

const text = (letters: string, least: number, most: number) =>
  fc.string({ unit: fc.constantFrom(...letters), minLength: least, maxLength: most })
const sid = (prefix: string) => text('0123456789abcdef', 32, 32).map((digits) => prefix + digits)
const LETTERS = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'
const secret = text(`${LETTERS}0123456789`, 32, 32).filter(
  (each) => /[a-z]/.test(each) && /[G-Zg-z]/.test(each),
)
const authToken = text('0123456789abcdef', 32, 32)
const word = fc
  .tuple(text(LETTERS, 1, 1), text(`${LETTERS}0123456789_`, 3, 20))
  .map(([first, rest]) => `u${first}${rest}`)
const life = fc.integer({ min: 300, max: 86_399 })

const grant: fc.Arbitrary<Grant> = fc.oneof(
  word.map((room) => new VideoGrant({ room })),
  fc.constant(new VideoGrant()),
  sid('IS').map((serviceSid) => new ChatGrant({ serviceSid })),
  fc.oneof(sid('IS'), fc.constant('default')).map((serviceSid) => new SyncGrant({ serviceSid })),
  fc
    .tuple(sid('AP'), fc.boolean(), fc.dictionary(word, word, { maxKeys: 3 }))
    .map(
      ([outgoingApplicationSid, incomingAllow, outgoingApplicationParams]) =>
        new VoiceGrant({ outgoingApplicationSid, incomingAllow, outgoingApplicationParams }),
    ),
  fc
    .tuple(sid('WS'), sid('WK'))
    .map(([workspaceSid, workerSid]) => new TaskRouterGrant({ workspaceSid, workerSid, role: 'worker' })),
)

/** What is said of every token of a kind that has had its day. */
const OF_THE_KIND = ['CAPABILITY_TOKEN_OUTDATED']

async function accusations(token: string, options: DiagnoseOptions): Promise<string[]> {
  const { findings } = await diagnose(token, options)
  return findings
    .filter(({ severity, code }) => severity !== 'info' && !OF_THE_KIND.includes(code))
    .map(({ code, message }) => `${code}: ${message}`)
}

it('accuses none of 7,000 healthy access tokens, with their secret and without', async () => {
  const given = fc.tuple(
    sid('AC'),
    sid('SK'),
    secret,
    word,
    life,
    fc.array(grant, { minLength: 1, maxLength: 3 }),
  )
  await fc.assert(
    fc.asyncProperty(given, async ([account, key, signing, identity, ttl, grants]) => {
      const minted = new AccessToken(account, key, signing, { identity, ttl })
      for (const each of grants) minted.addGrant(each)
      const token = minted.toJwtSync()
      expect(await accusations(token, { secret: signing, accountSid: account })).toEqual([])
      expect(await accusations(token, {})).toEqual([])
    }),
    { numRuns: 7000 },
  )
}, 120_000)

it('accuses none of 3,000 healthy capability tokens', async () => {
  const given = fc.tuple(sid('AC'), authToken, word, sid('AP'), sid('WS'), sid('WK'), sid('WQ'), life)
  await fc.assert(
    fc.asyncProperty(
      given,
      async ([accountSid, signing, name, application, workspaceSid, worker, queue, ttl]) => {
        const common = { accountSid, authToken: signing, workspaceSid, ttl }
        const tokens = [
          new ClientCapabilityToken(accountSid, signing)
            .allowClientIncoming(name)
            .allowClientOutgoing(application)
            .generateSync(ttl),
          new WorkerCapabilityToken({ ...common, workerSid: worker }).generateSync(),
          new TaskQueueCapabilityToken({ ...common, taskQueueSid: queue }).generateSync(),
          new WorkspaceCapabilityToken(common).generateSync(),
        ]
        for (const token of tokens)
          expect(await accusations(token, { secret: signing, accountSid })).toEqual([])
      },
    ),
    { numRuns: 750 },
  )
}, 120_000)
