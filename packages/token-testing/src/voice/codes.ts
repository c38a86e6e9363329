const EXPIRED = 31205
const INVALID = 31204
const SIGNATURE = 31202

/** The number that voice signalling gives one of Twilio's token errors; its own numbers (31…) stay as they are. */
export function signallingCode(code: number): number {
  if (code === 20104) return EXPIRED
  if (code === 20107) return SIGNATURE
  return code >= 20100 && code < 20200 ? INVALID : code
}

export const TOKEN_ENDED: number = EXPIRED
export const NO_TOKEN: number = INVALID
