import { checkSecretText } from '@x/jwt-core/token'
import type { Severity } from '../ground.ts'

/** How bad it is to sign with a secret: what minters take can only be warned of. Bytes they take as they are. */
export function severityOfSecret(key: unknown): Severity {
  try {
    if (typeof key === 'string') checkSecretText('secret', key)
    return 'warning'
  } catch {
    return 'error'
  }
}
