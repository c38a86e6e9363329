import { readFileSync } from 'node:fs'
import { ChatGrant } from '@x/grants-chat'
import { PlaybackGrant } from '@x/grants-playback'
import { SyncGrant } from '@x/grants-sync'
import { TaskRouterGrant } from '@x/grants-task-router'
import { VideoGrant } from '@x/grants-video'
import { VoiceGrant } from '@x/grants-voice'
import { decodeUnverified } from '@x/jwt-core'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { AccessToken, type AccessTokenOptions, type Grant } from '../src/index.ts'

interface Vector {
  id: string
  implementation: string
  kind: string
  frozenNow: number
  input: Omit<AccessTokenOptions, 'grants'> & {
    accountSid: string
    signingKeySid: string
    secret: string
    grants: { kind: string; options: object }[]
  }
  header: object
  payload: { grants: Record<string, unknown> & { identity?: string } }
  token: string
}

const vectors: Vector[] = JSON.parse(
  readFileSync(new URL('../../../tools/testing/tokens.json', import.meta.url), 'utf8'),
).filter((vector: Vector) => vector.kind === 'access-token')

const GRANTS = {
  video: VideoGrant,
  chat: ChatGrant,
  voice: VoiceGrant,
  sync: SyncGrant,
  'task-router': TaskRouterGrant,
  playback: PlaybackGrant,
}

function grantOf({ kind, options }: { kind: string; options: object }): Grant {
  return new GRANTS[kind as keyof typeof GRANTS](options)
}

afterEach(() => void vi.useRealTimers())

describe.each(vectors)('$id', ({ implementation, frozenNow, input, header, payload, token }) => {
  it('is minted alike', async () => {
    vi.useFakeTimers({ now: frozenNow * 1000, toFake: ['Date'] })
    const { accountSid, signingKeySid, secret, grants, ...options } = input
    const minted = await new AccessToken(accountSid, signingKeySid, secret, {
      ...options,
      grants: grants.map(grantOf),
    }).toJwt()
    const decoded = decodeUnverified(minted)
    expect(decoded.header).toEqual(header)
    // Of the official libraries only twilio-node sends `iat`.
    const { iat, ...claims } = decoded.payload
    expect(iat).toBe(frozenNow)
    if (implementation === 'twilio-node') expect(minted).toBe(token)
    else expect(claims).toEqual(payload)
  })

  it('is verified, and its grants are read back', async () => {
    const verified = await AccessToken.verify(token, input.secret, { now: frozenNow })
    const { identity, ...grants } = payload.grants
    expect(verified).toMatchObject({
      accountSid: input.accountSid,
      signingKeySid: input.signingKeySid,
      identity,
      grants,
    })
    for (const { kind, options } of input.grants) {
      const type = GRANTS[kind as keyof typeof GRANTS]
      expect(verified.grant<Grant>(type)?.toPayload()).toEqual(grantOf({ kind, options }).toPayload())
    }
  })
})
