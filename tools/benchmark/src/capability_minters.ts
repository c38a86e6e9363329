import { ClientCapabilityToken } from '@x/client-capability'
import { WorkerCapabilityToken } from '@x/taskrouter-capability'
import twilio from 'twilio'
import { type ExpectedToken, type Minter, OURS_ASYNC, OURS_SYNC } from './contestant.ts'
import {
  ACCOUNT_SID,
  APPLICATION_SID,
  AUTH_TOKEN,
  PLAIN_HEADER,
  TTL,
  WORKER_SID,
  WORKSPACE_SID,
} from './fixture.ts'
import { rawMinters } from './raw_minters.ts'

const { ClientCapability, taskrouter } = twilio.jwt
const { TaskRouterCapability, util } = taskrouter

/** A softphone: takes calls for a name, makes calls through an application. */
export const CLIENT_TOKEN: ExpectedToken = {
  header: PLAIN_HEADER,
  claims: (identity, now) => ({
    scope: `scope:client:incoming?clientName=${identity} scope:client:outgoing?appSid=${APPLICATION_SID}&clientName=${identity}`,
    iss: ACCOUNT_SID,
    exp: now + TTL,
    iat: now,
  }),
  secret: AUTH_TOKEN,
}

export function clientMinters(): Minter[] {
  const ours = (identity: string) =>
    new ClientCapabilityToken(ACCOUNT_SID, AUTH_TOKEN)
      .allowClientIncoming(identity)
      .allowClientOutgoing(APPLICATION_SID)
  return [
    { name: OURS_SYNC, run: (identity) => ours(identity).generateSync(TTL) },
    { name: OURS_ASYNC, run: (identity) => ours(identity).generate(TTL) },
    ...rawMinters(CLIENT_TOKEN),
    {
      name: 'twilio',
      run: (identity) => {
        const token = new ClientCapability({ accountSid: ACCOUNT_SID, authToken: AUTH_TOKEN, ttl: TTL })
        token.addScope(new ClientCapability.IncomingClientScope(identity))
        token.addScope(
          new ClientCapability.OutgoingClientScope({ applicationSid: APPLICATION_SID, clientName: identity }),
        )
        return token.toJwt()
      },
    },
  ]
}

function policy(url: string, method = 'GET'): object {
  return { url, method, query_filter: {}, post_filter: {}, allow: true }
}

/** A TaskRouter worker with the rights it has from the start: six policies. */
export const WORKER_TOKEN: ExpectedToken = {
  header: PLAIN_HEADER,
  claims: (identity, now) => {
    const workspace = `https://taskrouter.twilio.com/v1/Workspaces/${WORKSPACE_SID}`
    const socket = `https://event-bridge.twilio.com/v1/wschannels/${ACCOUNT_SID}/${WORKER_SID}`
    return {
      iss: ACCOUNT_SID,
      exp: now + TTL,
      version: 'v1',
      friendly_name: identity,
      account_sid: ACCOUNT_SID,
      channel: WORKER_SID,
      workspace_sid: WORKSPACE_SID,
      policies: [
        policy(socket),
        policy(socket, 'POST'),
        policy(`${workspace}/Workers/${WORKER_SID}`),
        policy(`${workspace}/Activities`),
        policy(`${workspace}/Tasks/**`),
        policy(`${workspace}/Workers/${WORKER_SID}/Reservations/**`),
      ],
      worker_sid: WORKER_SID,
    }
  },
  secret: AUTH_TOKEN,
}

export function workerMinters(): Minter[] {
  // The options as an application writes them: an object that is spread first is a slow one on Node 20.
  const ours = (friendlyName: string) =>
    new WorkerCapabilityToken({
      accountSid: ACCOUNT_SID,
      authToken: AUTH_TOKEN,
      workspaceSid: WORKSPACE_SID,
      workerSid: WORKER_SID,
      friendlyName,
      ttl: TTL,
    })
  return [
    { name: OURS_SYNC, run: (identity) => ours(identity).generateSync() },
    { name: OURS_ASYNC, run: (identity) => ours(identity).generate() },
    ...rawMinters(WORKER_TOKEN),
    {
      name: 'twilio',
      run: (friendlyName) => {
        const token = new TaskRouterCapability({
          accountSid: ACCOUNT_SID,
          authToken: AUTH_TOKEN,
          workspaceSid: WORKSPACE_SID,
          channelId: WORKER_SID,
          friendlyName,
          ttl: TTL,
        })
        const [activities, tasks, reservations, worker] = util.defaultWorkerPolicies(
          'v1',
          WORKSPACE_SID,
          WORKER_SID,
        )
        for (const each of util.defaultEventBridgePolicies(ACCOUNT_SID, WORKER_SID)) token.addPolicy(each)
        for (const each of [worker, activities, tasks, reservations])
          if (each !== undefined) token.addPolicy(each)
        return token.toJwt()
      },
      // Twilio's servers ask for no iat; twilio-node sends it.
      ownFormat: {
        ...WORKER_TOKEN,
        claims: (identity, now) => ({ ...WORKER_TOKEN.claims(identity, now), iat: now }),
      },
    },
  ]
}
