export type { FindingEntry } from './catalogue/entry.ts'
export { diagnose } from './diagnose.ts'
export {
  type Diagnosis,
  type Finding,
  PRODUCTS,
  type Product,
  type Severity,
  type TokenKind,
} from './diagnosis.ts'
export { FINDINGS, type FindingCode } from './findings.ts'
export { JWT_ERRORS, type JwtErrorEntry } from './jwt_errors.ts'
export type { DiagnoseOptions } from './options.ts'
