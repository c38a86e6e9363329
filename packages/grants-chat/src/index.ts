export type { Check, Field, FieldGrantType, FieldKind, Fields } from '@x/jwt-core/grant'
export { ChatGrant, type ChatGrantOptions, type ChatGrantPayload } from './chat_grant.ts'
