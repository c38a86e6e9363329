import type { Answer } from './answer.ts'
import type { Call } from './call.ts'

/**
 * Where an endpoint keeps the function that the adapter for Node calls without a `Request` and a `Response` in between.
 * Registered, since an application may hold the adapter as CommonJS and the endpoint as a module.
 */
export const ANSWER: unique symbol = /* @__PURE__ */ Symbol.for('twilio-token-toolkit.endpoint-answer.1')

/** An endpoint as this package sees it. */
export interface Answering {
  readonly [ANSWER]?: (call: Call) => Promise<Answer>
}
