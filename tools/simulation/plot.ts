import type { Outcome } from './crowd.ts'
import type { Outage } from './endpoint.ts'

const [WIDTH, HEIGHT, LEFT, TOP, GAP] = [760, 130, 70, 34, 40]
const COLOURS = ['#0b7285', '#c2255c', '#e67700']

/** One diagram a crowd, one under the other, each on a scale of its own: requests a second around the recovery. */
export function plot(outcomes: readonly Outcome[], { to }: Outage, title: string): string {
  const [begin, end] = [to - 60, to + 90]
  const shown = outcomes.map(({ load }) => load.slice(begin, end))
  const x = (second: number) => LEFT + ((second - begin) / (end - begin)) * WIDTH
  const rows = outcomes.map(({ name }, row) => {
    const seconds = shown[row] as number[]
    const most = Math.max(...seconds)
    const bottom = TOP + 24 + (row + 1) * (HEIGHT + GAP) - GAP
    const bars = seconds.map((count, at) => {
      const height = Math.round((count / most) * HEIGHT * 10) / 10
      return `M${x(begin + at).toFixed(1)} ${bottom}v-${height}h4v${height}`
    })
    return [
      `<text x="${LEFT}" y="${bottom - HEIGHT - 8}" font-weight="bold">${name}</text>`,
      `<text x="${LEFT - 8}" y="${bottom - HEIGHT + 10}" text-anchor="end">${most.toLocaleString('en')}</text>`,
      `<text x="${LEFT - 8}" y="${bottom}" text-anchor="end">0</text>`,
      `<path d="M${LEFT} ${bottom}h${WIDTH}" stroke="#868e96"/>`,
      `<path d="${bars.join('')}" fill="${COLOURS[row]}"/>`,
      `<path d="M${x(to)} ${bottom - HEIGHT}v${HEIGHT}" stroke="#212529" stroke-dasharray="3 3"/>`,
    ].join('\n')
  })
  const height = TOP + 24 + outcomes.length * (HEIGHT + GAP) + 10
  const labels = [-60, -30, 0, 30, 60, 90].map((second) => {
    const text = second === 0 ? 'up again' : `${second > 0 ? '+' : ''}${second} s`
    return `<text x="${x(to + second)}" y="${height - 26}" text-anchor="middle">${text}</text>`
  })
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${LEFT + WIDTH + 40} ${height}" font-family="sans-serif" font-size="12">
<rect width="100%" height="100%" fill="#fff"/>
<text x="${LEFT}" y="20" font-size="15">${title}</text>
${rows.join('\n')}
${labels.join('\n')}
</svg>
`
}
