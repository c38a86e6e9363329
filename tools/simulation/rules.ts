/**
 * How others try again, as their code has it, for one client: how long before a token's end they ask for the next, and
 * how long they wait after the n-th try in a row that failed, in seconds.
 */
export interface Rule {
  readonly name: string
  readonly margin: number
  /** Between two looks at the token's age. */
  readonly tick: number
  delay(failures: number): number
}

/**
 * LiveKit's client (livekit-client 2.23.0) asks when it connects: `room/token-source/utils.ts` takes a token for over 60 s
 * before its end. It has no backoff for tokens of its own; it is its policy of reconnecting that asks again
 * (`room/DefaultReconnectPolicy.ts`): at first within half a second, then after 0.3 s times 1, 4, 9 and 16 and five times
 * after 7 s, each give or take a half. After those ten tries it gives up; here the app begins anew, as an app will.
 */
export const LIVEKIT: Rule = {
  name: 'LiveKit',
  margin: 60,
  tick: 1,
  delay(failures) {
    const nth = (failures - 1) % 10
    if (nth === 0) return 0.5 * Math.random()
    return ([0, 0.3, 1.2, 2.7, 4.8][nth] ?? 7) * (0.5 + Math.random())
  },
}

/**
 * Supabase's client (@supabase/auth-js 2.109.0) looks every 30 s whether a token has less than four such ticks left
 * (`_autoRefreshTokenTick` of `GoTrueClient.ts`). Then it tries again after 200 ms, doubled each time, without jitter, for
 * as long as the next try is less than 30 s after the first (`_refreshAccessToken`); the failure is kept for 60 s
 * (`REFRESH_FAILURE_COOLDOWN_MS` of `lib/constants.ts`), in which ticks ask nothing.
 */
export const SUPABASE: Rule = {
  name: 'Supabase',
  margin: 120,
  tick: 30,
  delay(failures) {
    // 0.2, 0.4, … 12.8: 25.4 s in all. The first tick that is 60 s after that is the third.
    const nth = (failures - 1) % 8
    return nth < 7 ? 0.2 * 2 ** nth : 90 - 25.4
  },
}
