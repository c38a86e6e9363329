import type { Examined } from '../examined.ts'
import type { Found } from '../rules/rule.ts'
import { showTime } from '../show.ts'
import { errorOfTime, TIME_CLAIMS, type TimeForm, timesOf } from './times.ts'

/** The times of a token that are written in a unit of which a second has `perSecond`. */
export function* timesIn(token: Examined, unit: TimeForm, perSecond: number): Iterable<Found> {
  const { forms } = timesOf(token)
  for (const claim of TIME_CLAIMS) {
    if (forms[claim] !== unit) continue
    const value = token.payload[claim] as number
    const seconds = Math.floor(value / perSecond)
    const fix = `Divide ${claim} by ${perSecond}: it must be ${seconds}, in seconds.`
    const message = `${claim} is ${value}, which is in ${unit} (${showTime(seconds)}), or lies thousands of years away`
    // A life beyond the bound has an error of its own.
    yield { claim, message, fix, twilioError: claim === 'exp' ? undefined : errorOfTime(token, claim) }
  }
}
