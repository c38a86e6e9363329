import { COLOURS, legend, line, marks, picture, text, WIDTH } from './svg.js'

const STEP = 1

/** The boundary under which `share` of what a histogram counted lies, in seconds. */
function quantile(histograms, share) {
  const { boundaries } = histograms[0].buckets
  const counts = boundaries.map((_, index) =>
    histograms.reduce((sum, { buckets }) => sum + buckets.counts[index], 0),
  )
  const all = histograms.reduce((sum, { count }) => sum + count, 0)
  let seen = 0
  for (const [index, count] of counts.entries()) {
    seen += count
    if (seen >= all * share) return boundaries[index]
  }
  return boundaries.at(-1)
}

/** Draws what the processes counted and timed with OpenTelemetry, as a dashboard would. */
export function drawDashboard(points, events, seconds) {
  const bins = Array.from({ length: Math.ceil(seconds / STEP) }, (_, bin) =>
    points.filter(({ at }) => Math.floor(at / STEP) === bin),
  )
  const counted = (bin, is) =>
    bin
      .filter(({ name, attributes }) => name === 'token_endpoint.requests' && is(attributes))
      .reduce((sum, { value }) => sum + value, 0) / STEP
  const timed = (bin, share) => {
    const histograms = bin.filter(({ name }) => name === 'token_endpoint.duration').map(({ value }) => value)
    return histograms.length === 0 ? 0 : quantile(histograms, share) * 1000
  }
  const outcome = (name) => bins.map((bin) => counted(bin, (attributes) => attributes.outcome === name))
  const reason = (name) => bins.map((bin) => counted(bin, (attributes) => attributes.reason === name))
  const panels = [
    [
      'Requests a second by outcome',
      ['issued', 'limited', 'failed'].map((name) => [name, COLOURS[name], outcome(name)]),
    ],
    [
      'Refusals a second by reason',
      [
        ['limit', COLOURS.limited, reason('limit')],
        ['limiter', COLOURS.failed, reason('limiter')],
      ],
    ],
    [
      'Duration in the endpoint, ms',
      [
        ['half within', COLOURS.issued, bins.map((bin) => timed(bin, 0.5))],
        ['99 of 100 within', COLOURS.failed, bins.map((bin) => timed(bin, 0.99))],
      ],
    ],
    [
      'Share of requests that got a token, %',
      [
        [
          'issued',
          COLOURS.issued,
          bins.map(
            (bin) =>
              (100 * counted(bin, ({ outcome }) => outcome === 'issued')) / (counted(bin, () => true) || 1),
          ),
        ],
      ],
    ],
  ]
  const drawn = panels.map(([title, series], index) =>
    drawPanel(title, series, events, seconds, (index % 2) * 440 + 50, Math.floor(index / 2) * 230 + 60),
  )
  return picture(510, 'Dashboard of the token service, from its OpenTelemetry metrics', [
    text(20, 24, 'token-service', 'font-size="16" font-weight="600"'),
    ...drawn,
  ])
}

function drawPanel(title, series, events, seconds, left, top) {
  const [width, height] = [WIDTH / 2 - 80, 140]
  const most = Math.max(1, ...series.flatMap(([, , values]) => values)) * 1.1
  const x = (at) => left + (at / seconds) * width
  const y = (value) => top + height - (value / most) * height
  const lines = series.map(([, colour, values]) => {
    const path = values
      .map((value, bin) => `${x((bin + 0.5) * STEP).toFixed(1)},${y(value).toFixed(1)}`)
      .join(' ')
    return `<polyline points="${path}" fill="none" stroke="${colour}" stroke-width="2"/>`
  })
  const scale = [0, 0.5, 1].map((share) => {
    const value = most * share
    return (
      line(left, y(value), left + width, y(value)) +
      text(left - 6, y(value) + 4, value < 10 ? value.toFixed(1) : Math.round(value), 'text-anchor="end"')
    )
  })
  return [
    text(left, top - 10, title, 'font-weight="600"'),
    ...scale,
    marks(events, x, top, top + height, false),
    ...lines,
    legend(
      series.map(([name, colour]) => [name, colour]),
      left + 8,
      top + height + 22,
    ),
  ].join('')
}
