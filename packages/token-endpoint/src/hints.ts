import { tellApp } from './tell_app.ts'

/** The shortest life that client SDKs hear of the end of in time: Sync's servers tell 3 minutes before. */
const SHORT = 180
/** A token cannot be called back, so a long life is a long harm. */
const LONG = 3600

/** Says once what is no mistake and yet seldom meant. */
export interface Hints {
  life(ttl: number): void
  bodyLost(): void
}

export function createHints(onHint: (hint: string) => void): Hints {
  const told = new Set<string>()
  function tellOnce(kind: string, hint: string): void {
    if (told.has(kind)) return
    told.add(kind)
    tellApp(() => onHint(`token-endpoint: ${hint}`))
  }
  return {
    life(ttl) {
      if (ttl <= SHORT)
        tellOnce(
          'short',
          `a life of ${ttl} s: at ${SHORT} s or less Conversations and Sync do not tell of its end in time`,
        )
      if (ttl > LONG) tellOnce('long', `a life of ${ttl} s: no token can be called back`)
    },
    bodyLost: () => tellOnce('body', 'a body was read before the endpoint saw it: mount it earlier'),
  }
}
