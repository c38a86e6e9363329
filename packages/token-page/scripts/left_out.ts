import type { Plugin } from 'vite'

const RULE = /\/token-doctor\/src\/rules\/.+\.ts$/
const PROSE = /^ {2}(?:example|cause):\s*(?:'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`),\n/gm

/**
 * Leaves out the findings' causes and examples, which docs/errors.md has: a tenth of the page's weight. What was found
 * and how to mend it tell of the token at hand.
 */
export function withoutCauses(): Plugin {
  return {
    name: 'without-causes',
    apply: 'build',
    enforce: 'pre',
    transform(code, id) {
      return RULE.test(id) ? { code: code.replace(PROSE, '\n'), map: null } : undefined
    },
  }
}

const DECRYPTION = /\/jose\/dist\/webapi\/lib\/jwe_algorithms\.js$/

/** Leaves out jose's table of algorithms to decrypt by: the page checks signatures, and decrypts nothing. */
export function withoutDecryption(): Plugin {
  let isFound = false
  return {
    name: 'without-decryption',
    apply: 'build',
    enforce: 'pre',
    load(id) {
      if (!DECRYPTION.test(id)) return undefined
      isFound = true
      return 'export const JWE = { __proto__: null }'
    },
    buildEnd(error) {
      // Where jose has come to name it otherwise, the page would only be heavier: better to be told.
      if (error === undefined && !isFound) throw new Error('jose has no lib/jwe_algorithms.js to leave out')
    },
  }
}
