import type { CheckedToken } from '../token/verdict.ts'
import { clientConfiguration } from './conversations_service.ts'
import type { UpstreamAnswer, UpstreamRequest } from './service_request.ts'
import type { SyncService } from './sync_service.ts'

/** Answers what the SDKs ask of Twilio's services while they start. */
export function answerUpstream(
  request: UpstreamRequest,
  token: CheckedToken,
  sync: SyncService,
): UpstreamAnswer {
  const { path, host } = request
  if (/\/Client\/v2\/Configuration$/.test(path))
    return { status: 200, body: clientConfiguration(`https://${host}`, token.identity, sync) }
  if (/\/MyConversations$/.test(path)) return { status: 200, body: { conversations: [], meta: {} } }
  return sync.answer(request)
}
