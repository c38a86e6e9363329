/** What was tried beside the runtimes and passed. */
export interface Tried {
  readonly tool: string
  readonly version: string
  readonly setting: string
  readonly what: string
}

const notes: Tried[] = []

/** Notes that a tool got through. */
export function note(tool: string, version: string, setting: string, what: string): void {
  notes.push({ tool, version, setting, what })
}

/** All that was noted in this run: settings of one tool that did the same in one row. */
export function readNotes(): readonly Tried[] {
  const rows = new Map<string, Tried>()
  for (const tried of notes) {
    const key = `${tried.tool} ${tried.what}`
    const before = rows.get(key)
    rows.set(key, before === undefined ? tried : { ...tried, setting: `${before.setting}, ${tried.setting}` })
  }
  return [...rows.values()]
}
