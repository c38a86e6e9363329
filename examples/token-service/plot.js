import { COLOURS, legend, line, marks, picture, text, WIDTH } from './svg.js'

const LEFT = 60
const RIGHT = WIDTH - 20
const TOP = 60
const BOTTOM = 300
const BARS = 400

const outcome = (status) => ({ 200: 'issued', 429: 'limited', 503: 'failed' })[status] ?? 'other'

/** Draws each request where it was asked, as high as it took, and below how many a second were refused. */
export function drawPlot(results, events, seconds) {
  const x = (at) => LEFT + (at / seconds) * (RIGHT - LEFT)
  const [low, high] = [-3.5, 1]
  const y = (took) => BOTTOM - ((Math.log10(Math.max(took, 10 ** low)) - low) / (high - low)) * (BOTTOM - TOP)
  const grid = [-3, -2, -1, 0, 1].map((power) => {
    const label = power < 0 ? `${1000 * 10 ** power} ms` : `${10 ** power} s`
    return (
      line(LEFT, y(10 ** power), RIGHT, y(10 ** power)) +
      text(LEFT - 6, y(10 ** power) + 4, label, 'text-anchor="end"')
    )
  })
  // One path of dots for each outcome: a circle each would make the picture four times as large.
  const dots = Object.entries(COLOURS).map(([name, colour]) => {
    const ofIt = results.filter(({ status }) => outcome(status) === name)
    const path = ofIt.map(({ at, took }) => `M${x(at).toFixed(0)} ${y(took).toFixed(0)}h0`).join('')
    return `<path d="${path}" stroke="${colour}" stroke-width="3" stroke-linecap="round" stroke-opacity=".5"/>`
  })
  const refused = results.filter(({ status }) => status !== 200)
  const step = 0.5
  const bins = Array.from({ length: Math.ceil(seconds / step) }, (_, bin) => {
    const within = refused.filter(({ at }) => Math.floor(at / step) === bin)
    return ['limited', 'failed', 'other'].map((name) => [
      name,
      within.filter(({ status }) => outcome(status) === name).length / step,
    ])
  })
  const most = Math.max(1, ...bins.map((bin) => bin.reduce((sum, [, count]) => sum + count, 0)))
  const bars = bins.flatMap((bin, index) => {
    let base = BARS
    return bin.map(([name, count]) => {
      const height = (count / most) * 70
      base -= height
      const width = x(step) - x(0) - 1
      return `<rect x="${x(index * step).toFixed(1)}" y="${base.toFixed(1)}" width="${width.toFixed(1)}" height="${height.toFixed(1)}" fill="${COLOURS[name]}"/>`
    })
  })
  const times = Array.from({ length: 7 }, (_, index) => (index / 6) * seconds)
  return picture(440, 'Latency and refusals of each request while keys rotate and parts crash', [
    text(LEFT, 20, 'Time from a request to its answer', 'font-weight="600"'),
    legend(
      [
        ['token', COLOURS.issued],
        ['limited (429)', COLOURS.limited],
        ['Redis down (503)', COLOURS.failed],
        ['no answer', COLOURS.other],
      ],
      330,
      20,
    ),
    ...grid,
    marks(events, x, TOP, BARS, true),
    ...dots,
    text(LEFT, 322, `Refused each second, at most ${Math.round(most)}`, 'font-weight="600"'),
    line(LEFT, BARS, RIGHT, BARS),
    ...bars,
    ...times.map((at) => text(x(at), 420, `${at.toFixed(0)} s`, 'text-anchor="middle"')),
  ])
}
