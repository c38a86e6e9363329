import { element, section } from './element.ts'
import { dateOf, fromNow, span } from './span.ts'

type Members = Readonly<Record<string, unknown>>

/** A moment of a token's life; several claims may name the same. */
interface Moment {
  readonly at: number
  readonly names: readonly string[]
  readonly isNow: boolean
}

const CLAIMS: readonly (readonly [claim: string, name: string])[] = [
  ['iat', 'issued'],
  ['nbf', 'not before'],
  ['exp', 'expires'],
]

/** No span takes less of the bar than this, so that what stands at its ends can be read. */
const LEAST = 0.2

function momentsOf(payload: Members, now: number): Moment[] {
  const found = new Map<number, string[]>()
  const add = (at: number, name: string) => found.set(at, [...(found.get(at) ?? []), name])
  for (const [claim, name] of CLAIMS) {
    const at = payload[claim]
    if (typeof at === 'number' && dateOf(at) !== undefined)
      add(at, claim === 'exp' && at <= now ? 'expired' : name)
  }
  if (found.size === 0) return []
  add(now, 'now')
  return [...found]
    .map(([at, names]) => ({ at, names, isNow: names.includes('now') }))
    .sort((one, other) => one.at - other.at)
}

/** How much of the bar each span takes: its share, but enough to be seen. */
function sharesOf(spans: readonly number[]): number[] {
  const all = spans.reduce((sum, each) => sum + each, 0)
  const raised = spans.map((each) => Math.max(each / all, LEAST))
  const sum = raised.reduce((total, each) => total + each, 0)
  return raised.map((each) => each / sum)
}

/** What a span between two moments is: before the life, lived, left, or after it. */
function kindOfSpan(from: number, to: number, payload: Members, now: number): string {
  const start = typeof payload.nbf === 'number' ? payload.nbf : payload.iat
  if (typeof payload.exp === 'number' && from >= payload.exp) return 'after'
  if (typeof start === 'number' && to <= start) return 'before'
  return to <= now ? 'lived' : 'left'
}

function summaryOf(payload: Members, now: number): string {
  const { iat, nbf, exp } = payload
  if (typeof exp !== 'number') return 'It has no expiry that can be read.'
  const start = typeof nbf === 'number' ? nbf : iat
  const whole = typeof start === 'number' && exp > start ? ` of ${span(exp - start)}` : ''
  if (typeof nbf === 'number' && nbf > now) return `Its life${whole} begins in ${span(nbf - now)}.`
  if (exp > now) return `${span(exp - now)} left${whole}.`
  return `Its life${whole} ended ${span(now - exp)} ago.`
}

function momentItem({ at, names, isNow }: Moment, now: number): HTMLLIElement {
  const others = names.filter((name) => name !== 'now')
  // The day and the hour may stand on two lines, but neither is broken.
  const [day = '', hour = '', zone = ''] = (dateOf(at) ?? '').split(' ')
  const time = element('span', 'time', element('span', '', day), ' ', element('span', '', `${hour} ${zone}`))
  const when = isNow ? undefined : element('span', 'when', fromNow(at, now))
  const title = isNow ? ['now', ...others].join(', ') : others.join(', ')
  return element('li', isNow ? 'moment is-now' : 'moment', element('strong', '', title), when, time)
}

/** The life of a token as a bar: issued, not before, now, expiry; the spans between them are told as well. */
export function lifeOf(payload: Members, now: number): HTMLElement {
  const moments = momentsOf(payload, now)
  if (moments.length === 0)
    return section('life', 'Its life', element('p', '', 'It holds no time that can be read.'))
  const spans = moments.slice(1).map(({ at }, index) => at - (moments[index] as Moment).at)
  const shares = sharesOf(spans)
  const list = element('ol', 'timeline')
  moments.forEach((moment, index) => {
    const item = momentItem(moment, now)
    const length = spans[index]
    if (length !== undefined) {
      const kind = kindOfSpan(moment.at, moment.at + length, payload, now)
      item.append(element('span', `span ${kind}`, element('span', 'length', span(length))))
    }
    list.append(item)
  })
  // Set from here, for a policy that permits no style attribute permits this.
  list.style.setProperty('--spans', shares.map((share) => `${share}fr`).join(' '))
  return section('life', 'Its life', element('p', 'summary', summaryOf(payload, now)), list)
}
