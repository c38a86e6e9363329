export type { Check, Field, FieldGrant, FieldKind, Fields } from '@x/jwt-core/grant'
export { ChatGrant, type ChatGrantOptions, type ChatGrantPayload } from './chat_grant.ts'
