import { scope } from './scope.ts'

/**
 * Seconds since the clock was made; at least `least`, which is what a timer knows to have passed.
 *
 * A device's clock may be wrong by hours, be set while we run, and stand still or not while the device sleeps. So
 * each stretch of time is the longer of what the wall clock and the steady clock say it was: a sleep counts in full,
 * and a clock set back takes nothing away.
 */
export function createClock(wall: () => number, hasSteady: boolean): (least?: number) => number {
  const steady = () => (hasSteady ? (scope.performance?.now() ?? 0) / 1000 : 0)
  let passed = 0
  let lastWall = wall()
  let lastSteady = steady()
  return (least = 0) => {
    const before = lastWall
    const beforeSteady = lastSteady
    lastWall = wall()
    lastSteady = steady()
    passed = Math.max(least, passed + Math.max(0, lastWall - before, lastSteady - beforeSteady))
    return passed
  }
}
