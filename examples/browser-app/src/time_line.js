const SECONDS = 90
const SVG = 'http://www.w3.org/2000/svg'

function draw(parent, name, attributes, text) {
  const element = document.createElementNS(SVG, name)
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value)
  if (text !== undefined) element.textContent = text
  parent.append(element)
}

/** Shows a client: its source's state, the SDK's own, the life that is left, and each token on a time line. */
export function showClient(name, source, sdkState) {
  const section = document.createElement('section')
  section.innerHTML = `<header><h2></h2><span class="state"></span><span class="sdk"></span><span class="life"></span></header>`
  section.querySelector('h2').textContent = name
  const [state, sdk, life] = ['.state', '.sdk', '.life'].map((each) => section.querySelector(each))
  const line = document.createElementNS(SVG, 'svg')
  section.append(line)
  document.querySelector('#clients').append(section)

  const tokens = []
  const note = () => tokens.push({ at: Date.now() / 1000, ends: source.expiresAt })
  note()
  source.subscribe(note)

  function show() {
    const now = Date.now() / 1000
    state.textContent = state.dataset.state = source.state
    sdk.textContent = `SDK: ${sdkState()}`
    life.textContent = source.expiresAt
      ? `${(source.expiresAt - now).toFixed(1)} s of life left`
      : 'no living token'
    const width = line.clientWidth
    // The present stands at two thirds of the line.
    const x = (time) => ((time - now) / SECONDS + 2 / 3) * width
    line.replaceChildren()
    for (let mark = Math.ceil((now - SECONDS) / 10) * 10; mark < now + SECONDS; mark += 10) {
      draw(line, 'line', { x1: x(mark), x2: x(mark), y1: 0, y2: 36 })
      draw(line, 'text', { x: x(mark) + 2, y: 46 }, new Date(mark * 1000).toTimeString().slice(0, 8))
    }
    for (const [index, { at, ends }] of tokens.entries()) {
      const y = 4 + (index % 2) * 16
      draw(line, 'rect', { x: x(at), width: Math.max(0, x(ends) - x(at)), y, height: 12, rx: 3 })
      draw(line, 'circle', { cx: x(at), cy: y + 6, r: 5 })
    }
    draw(line, 'line', { x1: x(now), x2: x(now), y1: 0, y2: 36, style: 'stroke: #cf222e; stroke-width: 2' })
  }
  setInterval(show, 250)
  show()
}
