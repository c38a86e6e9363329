export { ChatGrant, type ChatGrantOptions, type ChatGrantPayload } from './chat_grant.ts'
