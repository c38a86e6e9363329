import type { ts } from 'ts-morph'
import type { Rewrite } from '../edit/constructor_options.ts'
import { familyOf } from '../twilio/classes.ts'
import { FAMILIES, type Family } from '../twilio/twilio_class.ts'
import type { Finding, Scan } from './findings.ts'

/** Tells whether a file has its hands on classes of a family. */
export function isTouched({ uses, signings, links, reasons }: Scan, family: Family): boolean {
  const isOf = ({ name }: { name: string }) => familyOf(name) === family
  return uses.some(isOf) || signings.some(isOf) || links.has(family) || reasons.has(family)
}

/** What stays as it is in one file keeps all files that share its objects. */
export function refusals(
  scans: readonly Scan[],
  rewrites: ReadonlyMap<Scan, ReadonlyMap<Family, Rewrite>>,
): { left: Finding[]; kept: (file: ts.SourceFile, family: Family) => boolean } {
  const left: Finding[] = []
  const refused = new Map<Family, Set<ts.SourceFile>>(FAMILIES.map((family) => [family, new Set()]))
  for (const family of FAMILIES) {
    const files = refused.get(family) as Set<ts.SourceFile>
    for (const scan of scans) {
      const reasons = rewrites.get(scan)?.get(family)?.reasons ?? []
      if (reasons.length > 0) files.add(scan.file)
      left.push(...reasons)
    }
    for (let before = -1; before !== files.size; ) {
      before = files.size
      for (const scan of scans) {
        const linked = [...(scan.links.get(family) ?? [])]
        const isTied = files.has(scan.file) ? linked.length > 0 : linked.some((file) => files.has(file))
        if (!isTied) continue
        for (const file of [scan.file, ...linked]) {
          if (files.has(file)) continue
          files.add(file)
          left.push({ file, node: file, message: `its ${family} is shared with a file that stays as it is` })
        }
      }
    }
  }
  return { left, kept: (file, family) => refused.get(family)?.has(file) !== true }
}
