// The licences of all that is installed with a published package; fails on one that is not permitted here.
import { isMain, readPublished, report, root, runPnpm } from './workspace.ts'

/** Licences that ask for no more than their notice. */
const PERMITTED = ['0BSD', 'Apache-2.0', 'BlueOak-1.0.0', 'BSD-2-Clause', 'BSD-3-Clause', 'ISC', 'MIT']

/** What `pnpm licenses list --json` gives: packages by licence. */
type LicenceList = Readonly<
  Record<string, readonly { readonly name: string; readonly versions: readonly string[] }[]>
>

/** Whether an SPDX expression is permitted: all of an AND, one of an OR; anything else is not. */
export function isPermitted(expression: string): boolean {
  const text = expression.replace(/^\((.*)\)$/, '$1')
  if (text.includes(' AND ')) return text.split(' AND ').every((part) => PERMITTED.includes(part))
  return text.split(' OR ').some((part) => PERMITTED.includes(part))
}

/** One line for each licence of pnpm's list that is not permitted. */
export function checkLicences(list: LicenceList): string[] {
  return Object.entries(list)
    .filter(([licence]) => !isPermitted(licence))
    .map(([licence, packages]) => `${licence} is not permitted: ${namesOf(packages)}`)
}

const namesOf = (packages: LicenceList[string]): string =>
  packages.map(({ name, versions }) => `${name}@${versions.join(', ')}`).join(' ')

if (isMain(import.meta.url)) {
  const filters = readPublished().flatMap(({ manifest }) => ['--filter', manifest.name])
  const args = ['licenses', 'list', '--json', '--prod', ...filters]
  const list = JSON.parse(runPnpm(root, args, 'pipe')) as LicenceList
  for (const [licence, packages] of Object.entries(list)) console.log(`${licence}: ${namesOf(packages)}`)
  report('licences', checkLicences(list))
}
