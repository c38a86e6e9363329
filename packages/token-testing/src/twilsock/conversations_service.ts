import type { SyncService } from './sync_service.ts'

/** The answer that the Conversations SDK starts with: where everything is, and who one is. */
export function clientConfiguration(base: string, identity: string, sync: SyncService): object {
  const mine = `${identity}.mychannels`
  const user = `${identity}.user`
  sync.ensureMap(mine)
  sync.ensureMap(user, { friendlyName: { value: identity }, attributes: { value: '{}' } })
  const services = `${base}/v1/Services/default`
  return {
    identity,
    links: {
      my_conversations: `${base}/Client/v1/MyConversations`,
      conversations: `${services}/Conversations`,
      users: `${services}/Users`,
      current_user: `${services}/Users/${encodeURIComponent(identity)}`,
      typing: `${services}/Typing`,
      media_service: `${base}/media`,
      media_set_service: `${base}/mediasets`,
      messages_receipts: `${services}/Receipts`,
    },
    options: {
      reachability_enabled: false,
      user_infos_to_subscribe: 100,
      http_cache_interval: 'PT5S',
      consumption_report_interval: 'PT5S',
      media_attachments_count_limit: 10,
      media_attachment_size_limit_in_mb: 150,
      media_attachments_total_size_limit_in_mb: 150,
      email_histories_allowed_mime_types: [],
      email_bodies_allowed_mime_types: [],
    },
    sync_objects: { my_user_info: user, my_conversations: mine },
  }
}
