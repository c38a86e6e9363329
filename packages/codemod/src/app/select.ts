import { type ImportGraph, readImportGraph } from './import_graph.ts'
import type { Manifest } from './manifests.ts'
import { TwilioNames } from './twilio_names.ts'

/**
 * The files of an app that have to do with tokens: those that use `twilio`, whoever loads them, and what both load. Of
 * the others the type checker need not know.
 */
export function selectFiles(
  files: ReadonlyMap<string, string>,
  manifests: ReadonlyMap<string, Manifest>,
): { files: Map<string, string>; graph: ImportGraph } {
  const workspaces = new Map<string, string>()
  for (const [folder, { name }] of manifests) if (name !== undefined) workspaces.set(name, folder)
  const graph = readImportGraph(files, workspaces)
  const twilio = new TwilioNames(manifests.values())
  const users = [...files].filter(([, text]) => twilio.mayBeUsedIn(text)).map(([path]) => path)
  const selected = new Set<string>(users)
  for (const path of selected) for (const loaded of graph.loadedBy(path)) selected.add(loaded)
  for (const path of graph.reaching(users)) {
    selected.add(path)
    for (const loaded of graph.loadedBy(path)) selected.add(loaded)
  }
  return { files: new Map([...files].filter(([path]) => selected.has(path))), graph }
}
