/** The value that a JSON object or list says, also one that was encoded as a text once more; undefined where the text is neither. */
export function parseJson(text: string): unknown {
  const [first, last] = [text.trimStart()[0], text.trimEnd().slice(-1)]
  const isText = first === '"' && last === '"'
  if (!isText && !(first === '{' && last === '}') && !(first === '[' && last === ']')) return undefined
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'string' ? parseJson(value) : value
  } catch {
    return undefined
  }
}
