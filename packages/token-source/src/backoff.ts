/**
 * One try after another: how long each waits, in seconds. `step` is the least delay, `left` how long the token in use
 * still lives.
 *
 * The windows double up to `longest`. While a token lives they stay small enough for several tries before its end.
 *
 * Against a herd after an outage, the delay is drawn from the whole window until the window is full-grown. The first
 * such draw leaves the clients evenly spread over it; from then on they keep their places, give or take `jitter`,
 * because to draw from the whole window each time would put twice as many into the first second as into the mean one.
 */
export function createBackoff(longest: number, jitter: number): (step: number, left: number) => number {
  let tries = 0
  let spread = false
  return (step, left) => {
    const grown = step * 2 ** ++tries
    const window = Math.min(longest, grown, Math.max(2 * step, left / 3 || longest))
    const isFull = window === longest
    const least = Math.max(Math.min(step, longest), spread && isFull ? window * (1 - jitter) : 0)
    spread ||= isFull
    return jitter ? window - (window - least) * Math.random() : window
  }
}
