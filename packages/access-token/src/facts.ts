// What holds of every access token, for those who explain tokens rather than mint them.
export { HMAC_ALGORITHMS as ALGORITHMS } from '@x/jwt-core/token'

/** The `cty` header of every access token. */
export const CONTENT_TYPE = 'twilio-fpa;v=1'

/** The algorithm that Twilio documents for every token with a shared secret; minting takes `ALGORITHMS`. */
export const DOCUMENTED_ALGORITHM = 'HS256'

/** The member of the `grants` claim that says who the bearer is, and so is no grant. */
export const IDENTITY = 'identity'
