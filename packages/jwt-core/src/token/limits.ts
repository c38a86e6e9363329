/** The longest life Twilio takes, in seconds: 24 hours (error 20157). */
export const MAX_TTL = 86400

/** The longest identity Twilio takes, in characters (errors 31105 and 50207). */
export const MAX_IDENTITY_LENGTH = 256

/** Later than any sensible time in seconds since the epoch, earlier than any in milliseconds. */
export const MILLISECONDS_FROM = 1e11

/** Deeper JSON than any token has; a bound keeps every walk over a parsed value from overflowing the stack. */
export const MAX_DEPTH = 64
