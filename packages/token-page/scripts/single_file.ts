import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { minify } from 'terser'
import type { Plugin, Rolldown } from 'vite'

type Bundle = Rolldown.OutputBundle

/**
 * Names of members that the doctor and the page give each other, and that nothing else has: no claim, no option, nothing
 * of the browser's. They are written a few hundred times.
 */
const OURS =
  /^(?:severity|twilioError|elsewhere|isCause|secretTexts|readings|problems|findings|recognise|entry|mend|outcomes|peel|isToken|isFit|isOwn|isLike|strictFlaw|difference|isParty|isNeeded|siblings|isMisread|isOfVoice|claim)$/

/** As a content security policy names what may run: by what it is, not by where it comes from. */
function hashOf(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`
}

/**
 * What the page may do: run its one script and use its one style. There is no `connect-src`, nor any other way out, and
 * markup cannot be made of text.
 */
function policyFor(script: string, style: string): string {
  return [
    "default-src 'none'",
    `script-src ${hashOf(script)}`,
    `style-src ${hashOf(style)}`,
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ')
}

/** Script in which nothing can end, or hide, the element that it stands in. */
function withoutMarkup(script: string): string {
  return script.trim().replace(/<(?=\/script|!--)/gi, '\\x3c')
}

/** The package in which a module stands: its folder under `node_modules`; undefined for a module of ours. */
function foreignPackage(id: string): string | undefined {
  return /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(id)?.[0]
}

/** The licences of what others wrote: whoever passes code on passes its licence on. */
function licencesOf(modules: readonly string[]): string {
  const folders = [...new Set(modules.map(foreignPackage))].filter((folder) => folder !== undefined)
  return folders
    .map((folder) => {
      const name = readdirSync(folder).find((file) => /^licen[cs]e/i.test(file))
      if (name === undefined || !existsSync(join(folder, name))) throw new Error(`${folder} has no licence`)
      const { name: of } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
      return `This page holds code of ${of}:\n\n${readFileSync(join(folder, name), 'utf8').trim()}`
    })
    .join('\n\n')
    .replaceAll('--', '- -')
}

function only<Kind extends 'asset' | 'chunk'>(bundle: Bundle, type: Kind, ending: string) {
  const found = Object.values(bundle).filter((each) => each.type === type && each.fileName.endsWith(ending))
  if (found.length !== 1) throw new Error(`the page must have one file ${ending}, not ${found.length}`)
  return found[0] as Extract<Bundle[string], { type: Kind }>
}

/** Puts script and style into the page itself, and the policy that permits those and nothing else. */
export function singleFile(): Plugin {
  return {
    name: 'single-file',
    apply: 'build',
    enforce: 'post',
    async generateBundle(_, bundle) {
      const page = only(bundle, 'asset', '.html')
      const chunk = only(bundle, 'chunk', '.js')
      const css = only(bundle, 'asset', '.css')
      if (chunk.dynamicImports.length > 0 || /\bimport\(/.test(chunk.code))
        throw new Error('the page loads something later')
      // Over what Vite's own minifier left: a percent less, where each counts.
      const { code = '' } = await minify(chunk.code, {
        module: true,
        compress: { passes: 3, pure_getters: true },
        mangle: { properties: { regex: OURS } },
      })
      const script = withoutMarkup(code)
      const style = String(css.source).trim()
      const policy = policyFor(script, style)
      const head = [
        `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
        `<style>${style}</style>`,
        `<script type="module">${script}</script>`,
      ].join('\n')
      const html = String(page.source)
        .replace(/\s*<(?:script|link)\b[^>]*\b(?:src|href)="[^"]*"[^>]*>(?:<\/script>)?/g, '')
        .replace('<meta charset="utf-8">', () => `<meta charset="utf-8">\n${head}`)
      page.source = `${html.trim()}\n<!--\n${licencesOf(chunk.moduleIds)}\n-->\n`
      page.fileName = 'page.html'
      delete bundle[chunk.fileName]
      delete bundle[css.fileName]
    },
  }
}
