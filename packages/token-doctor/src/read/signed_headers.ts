import { HEADER_NAME } from '@x/client-validation/facts'
import type { Examined } from '../examined.ts'

/** The names of the signed headers; undefined where they are not in lower case, sorted and each once. */
export function headerNamesOf({ payload: { hrh } }: Examined): readonly string[] | undefined {
  if (typeof hrh !== 'string') return undefined
  const names = hrh.split(';')
  const isList = names.every((name, index) => {
    const before = names[index - 1]
    return HEADER_NAME.test(name) && (before === undefined || before < name)
  })
  return isList ? names : undefined
}
