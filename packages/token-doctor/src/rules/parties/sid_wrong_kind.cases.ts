import type { Case } from '../../../test/case.ts'
import {
  AC,
  auth,
  granted,
  IS,
  key,
  outgoing,
  request,
  SK,
  SOCKETS,
  scope,
  voice,
  worker,
} from '../../../test/forge.ts'

export const CASES: readonly Case[] = [
  { token: granted({ chat: { service_sid: AC } }), mended: granted({ chat: { service_sid: IS } }) },
  { token: granted({ voice: { outgoing: { application_sid: SK } } }), mended: granted({ voice }) },
  { token: scope(`scope:client:outgoing?appSid=${AC}`), mended: scope(outgoing), options: auth },
  { token: request({}, { kid: SK }), mended: request(), options: key },
  { token: worker({ workspace_sid: IS, policies: [...SOCKETS] }), mended: worker(), options: auth },
]
