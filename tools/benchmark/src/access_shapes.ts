import type { AccessToken } from '@x/access-token'
import { ChatGrant } from '@x/grants-chat'
import { PlaybackGrant } from '@x/grants-playback'
import { SyncGrant } from '@x/grants-sync'
import { TaskRouterGrant } from '@x/grants-task-router'
import { VideoGrant } from '@x/grants-video'
import { VoiceGrant } from '@x/grants-voice'
import twilio from 'twilio'
import { callParams } from './access_claims.ts'
import type { ExpectedToken } from './contestant.ts'
import {
  ACCESS_TOKEN_HEADER,
  ACCOUNT_SID,
  APPLICATION_SID,
  KEY_SID,
  SECRET,
  SERVICE_SID,
  TTL,
  WORKER_SID,
  WORKSPACE_SID,
} from './fixture.ts'

type TwilioToken = InstanceType<typeof twilio.jwt.AccessToken>

/** One set of grants, said three ways: on the wire, to our classes and to twilio's. */
export interface AccessShape {
  readonly grants: (identity: string) => object
  readonly addOurs: (token: AccessToken) => void
  readonly addTwilio: (token: TwilioToken) => void
}

const { AccessToken: Twilio } = twilio.jwt

export const VIDEO: AccessShape = {
  grants: (identity) => ({ identity, video: { room: 'daily' } }),
  addOurs: (token) => void token.addGrant(new VideoGrant({ room: 'daily' })),
  addTwilio: (token) => token.addGrant(new Twilio.VideoGrant({ room: 'daily' })),
}

/** Video, voice and chat: what an application for calls asks for. */
export const THREE_GRANTS: AccessShape = {
  grants: (identity) => ({
    identity,
    video: { room: 'daily' },
    voice: { incoming: { allow: true }, outgoing: { application_sid: APPLICATION_SID } },
    chat: { service_sid: SERVICE_SID },
  }),
  addOurs: (token) => {
    VIDEO.addOurs(token)
    token
      .addGrant(new VoiceGrant({ incomingAllow: true, outgoingApplicationSid: APPLICATION_SID }))
      .addGrant(new ChatGrant({ serviceSid: SERVICE_SID }))
  },
  addTwilio: (token) => {
    VIDEO.addTwilio(token)
    token.addGrant(new Twilio.VoiceGrant({ incomingAllow: true, outgoingApplicationSid: APPLICATION_SID }))
    token.addGrant(new Twilio.ChatGrant({ serviceSid: SERVICE_SID }))
  },
}

const PLAYER = { requestCredentials: null, playbackUrl: 'https://example.com/p', playerStreamerSid: 'VJ1' }

/** Every grant there is. */
export const SIX_GRANTS: AccessShape = {
  grants: (identity) => ({
    ...THREE_GRANTS.grants(identity),
    data_sync: { service_sid: SERVICE_SID },
    task_router: { workspace_sid: WORKSPACE_SID, worker_sid: WORKER_SID, role: 'worker' },
    player: PLAYER,
  }),
  addOurs: (token) => {
    THREE_GRANTS.addOurs(token)
    token
      .addGrant(new SyncGrant({ serviceSid: SERVICE_SID }))
      .addGrant(new TaskRouterGrant({ workspaceSid: WORKSPACE_SID, workerSid: WORKER_SID, role: 'worker' }))
      .addGrant(new PlaybackGrant({ grant: PLAYER }))
  },
  addTwilio: (token) => {
    THREE_GRANTS.addTwilio(token)
    token.addGrant(new Twilio.SyncGrant({ serviceSid: SERVICE_SID }))
    token.addGrant(
      new Twilio.TaskRouterGrant({ workspaceSid: WORKSPACE_SID, workerSid: WORKER_SID, role: 'worker' }),
    )
    token.addGrant(new Twilio.PlaybackGrant({ grant: PLAYER }))
  },
}

/** A voice grant whose call parameters bring the claims to `bytes` bytes of JSON. */
export function voiceOfSize(bytes: number): AccessShape {
  const params = callParams(bytes)
  return {
    grants: (identity) => ({ identity, voice: { outgoing: { application_sid: APPLICATION_SID, params } } }),
    addOurs: (token) =>
      void token.addGrant(
        new VoiceGrant({ outgoingApplicationSid: APPLICATION_SID, outgoingApplicationParams: params }),
      ),
    addTwilio: (token) =>
      token.addGrant(
        new Twilio.VoiceGrant({ outgoingApplicationSid: APPLICATION_SID, outgoingApplicationParams: params }),
      ),
  }
}

/** The token every contestant must make for a shape. */
export function accessToken(shape: AccessShape): ExpectedToken {
  return {
    header: ACCESS_TOKEN_HEADER,
    claims: (identity, now) => ({
      jti: `${KEY_SID}-${now}`,
      grants: shape.grants(identity),
      iat: now,
      exp: now + TTL,
      iss: KEY_SID,
      sub: ACCOUNT_SID,
    }),
    secret: SECRET,
  }
}
