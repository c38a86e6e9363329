export { nodeRequestOf } from './lazy_request.ts'
export type { FastifyReplyLike, FastifyRequestLike, NodeHandler, NodeRequest } from './node_types.ts'
export { toNodeHandler } from './to_node_handler.ts'
