// What both pictures are drawn with.
export const WIDTH = 900
const INK = '#333'
export const COLOURS = { issued: '#2a78d6', limited: '#e0a100', failed: '#c8321f', other: '#7a5195' }

const escaped = (text) => String(text).replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`)

export const text = (x, y, words, more = '') => `<text x="${x}" y="${y}" ${more}>${escaped(words)}</text>`

export const line = (x1, y1, x2, y2, more = '') =>
  `<line x1="${x1}" y1="${y1}" x2="${x2}" y2="${y2}" stroke="#ccc" ${more}/>`

/** Marks what happened, from `top` to `bottom`. */
export const marks = (events, x, top, bottom, named) =>
  events
    .map(({ at, name }, index) => {
      const where = x(at).toFixed(1)
      const label = named
        ? text(where, top - 4 - (index % 2) * 13, name, 'text-anchor="middle" font-size="11"')
        : ''
      return line(where, top, where, bottom, 'stroke-dasharray="3 3" style="stroke:#888"') + label
    })
    .join('')

/** A key to the colours, in a row from `x`. */
export function legend(entries, x, y) {
  let at = x
  return entries
    .map(([name, colour]) => {
      const entry = `<circle cx="${at}" cy="${y - 4}" r="4" fill="${colour}"/>${text(at + 8, y, name)}`
      at += 24 + name.length * 7
      return entry
    })
    .join('')
}

export const picture = (
  height,
  title,
  parts,
) => `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" font-family="system-ui, sans-serif" font-size="12" fill="${INK}" role="img">
<title>${escaped(title)}</title>
<rect width="${WIDTH}" height="${height}" fill="#fff"/>
${parts.join('\n')}
</svg>
`
