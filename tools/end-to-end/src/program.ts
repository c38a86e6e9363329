/** How a program loads our packages: as ES modules, as CommonJS, or the grants as CommonJS and the rest as ES modules. */
export type Format = 'esm' | 'cjs' | 'mixed'

/**
 * A program that loads names from packages, runs the statements of `body` (which may await) and writes as JSON what
 * they return.
 */
export function writeProgram(
  format: Format,
  imports: Readonly<Record<string, readonly string[]>>,
  body: string,
): string {
  const load = ([name, names]: [string, readonly string[]]): string =>
    format === 'cjs' || (format === 'mixed' && name.includes('/grants-'))
      ? `const { ${names.join(', ')} } = require('${name}')`
      : `import { ${names.join(', ')} } from '${name}'`
  return [
    ...(format === 'mixed'
      ? ["import { createRequire } from 'node:module'", 'const require = createRequire(import.meta.url)']
      : []),
    ...Object.entries(imports).map(load),
    `async function main() {\n${body}\n}`,
    'main().then((result) => console.log(JSON.stringify(result)))',
  ].join('\n')
}
