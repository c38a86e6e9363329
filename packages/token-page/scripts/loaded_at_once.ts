import type { Plugin } from 'vite'

const LATER = /\bawait import\('([^']+)'\)/g

/**
 * Turns what is loaded when it is first needed into what is there at once: one file has nothing to load, and does
 * without the code for it.
 */
export function loadedAtOnce(): Plugin {
  return {
    name: 'loaded-at-once',
    apply: 'build',
    enforce: 'pre',
    transform(code, id) {
      if (!id.endsWith('.ts')) return undefined
      const modules = [...new Set([...code.matchAll(LATER)].map(([, module]) => module as string))]
      if (modules.length === 0) return undefined
      const imports = modules.map((module, at) => `import * as loaded${at} from '${module}'\n`)
      return {
        code: imports.join('') + code.replace(LATER, (_, module) => `loaded${modules.indexOf(module)}`),
        map: null,
      }
    },
  }
}
