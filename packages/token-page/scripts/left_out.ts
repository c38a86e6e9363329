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
