import type { Case } from '../../../test/case.ts'
import { auth, key, request, SOCKETS, worker } from '../../../test/forge.ts'

export const CASES: readonly Case[] = [
  { token: worker({ workspace_sid: undefined, policies: [...SOCKETS] }), mended: worker(), options: auth },
  { token: worker({ channel: undefined }), mended: worker(), options: auth },
  { token: worker({ policies: undefined }), mended: worker(), options: auth },
  { token: request({ hrh: undefined }), mended: request(), options: key },
  { token: request({ rqh: undefined }), mended: request(), options: key },
]
