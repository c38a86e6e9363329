/** Every kind of token that Twilio takes, by the name of the package that makes it. */
export const TWILIO_KINDS = [
  'access-token',
  'client-capability',
  'taskrouter-capability',
  'client-validation',
] as const

/** A kind of token that Twilio takes. */
export type TwilioKind = (typeof TWILIO_KINDS)[number]

/**
 * What a token is. The four that Twilio takes bear the names of the packages that make them; `foreign` is a JWT
 * of somebody else's, `none` is no token at all.
 */
export type TokenKind = TwilioKind | 'foreign' | 'none'

/** `error`: it will be refused. `warning`: likely a mistake. `info`: worth knowing. */
export type Severity = 'error' | 'warning' | 'info'

/** Every product a token can be asked to serve. `chat` is Conversations. */
export const PRODUCTS = ['voice', 'video', 'chat', 'sync', 'taskrouter'] as const

/** The product whose SDK the token is for. */
export type Product = (typeof PRODUCTS)[number]

/** Members of a JSON object. */
export type Members = Readonly<Record<string, unknown>>

/** Writes a value of the token into a message: short, on one line, and no secret. */
export type Show = (value: unknown) => string
