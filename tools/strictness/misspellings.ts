/** Every way to get a name wrong by one slip. */
export function misspellings(name: string): string[] {
  const slips = [...name].flatMap((letter, index) => {
    const [before, after] = [name.slice(0, index), name.slice(index + 1)]
    const swapped = after === '' ? [] : [`${before}${after[0]}${letter}${after.slice(1)}`]
    return [before + after, `${before}${letter}${letter}${after}`, `${before}x${after}`, ...swapped]
  })
  const snake = name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
  const cases = [name.toUpperCase(), name.toLowerCase(), name[0]?.toUpperCase() + name.slice(1), snake]
  return [...slips, ...cases, snake.replaceAll('_', '-'), `${name}s`, `${name} `, ` ${name}`]
}
