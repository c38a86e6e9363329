interface Modules {
  'node:buffer': typeof import('node:buffer')
  'node:crypto': typeof import('node:crypto')
  'node:util': typeof import('node:util')
}

/**
 * A module of Node's own. Node, Bun and Deno hand them out without an import, so the bundle for any other runtime,
 * where this is undefined, still loads.
 */
export function builtinModule<Name extends keyof Modules>(name: Name): Modules[Name] | undefined {
  const { process } = globalThis as { process?: Partial<NodeJS.Process> }
  return process?.getBuiltinModule?.(name) as Modules[Name] | undefined
}
