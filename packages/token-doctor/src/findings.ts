import { CAPABILITY, type CapabilityCode } from './catalogue/capability.ts'
import type { FindingEntry } from './catalogue/entry.ts'
import { GRANTS, type GrantsCode } from './catalogue/grants.ts'
import { HEADER, type HeaderCode } from './catalogue/header.ts'
import { NAMES, type NamesCode } from './catalogue/names.ts'
import { PARTIES, type PartiesCode } from './catalogue/parties.ts'
import { PASTE, type PasteCode } from './catalogue/paste.ts'
import { REQUEST, type RequestCode } from './catalogue/request.ts'
import { SHAPE, type ShapeCode } from './catalogue/shape.ts'
import { SIGNATURE, type SignatureCode } from './catalogue/signature.ts'
import { TIMES, type TimesCode } from './catalogue/times.ts'

/** Every code a finding can carry. A code is API and stays; the wording of a message may change. */
export type FindingCode =
  | PasteCode
  | ShapeCode
  | HeaderCode
  | PartiesCode
  | TimesCode
  | GrantsCode
  | NamesCode
  | CapabilityCode
  | RequestCode
  | SignatureCode

/** Every finding: its severity, the Twilio error it leads to, its cause, an example, and how to mend it. */
export const FINDINGS: Readonly<Record<FindingCode, FindingEntry>> = {
  ...PASTE,
  ...SHAPE,
  ...HEADER,
  ...PARTIES,
  ...TIMES,
  ...GRANTS,
  ...NAMES,
  ...CAPABILITY,
  ...REQUEST,
  ...SIGNATURE,
}
