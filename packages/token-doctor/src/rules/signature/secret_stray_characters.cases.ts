import type { Case } from '../../../test/case.ts'
import { good, SECRET } from '../../../test/forge.ts'

export const CASES: readonly Case[] = [
  `${SECRET}\n`,
  ` ${SECRET}`,
  `"${SECRET}"`,
  `${SECRET};`,
  `<${SECRET}>`,
  `${SECRET}\\n`,
  `API_SECRET=${SECRET}`,
  `'${SECRET}',`,
].map((secret) => ({
  token: good,
  mended: good,
  options: { secret },
  mendedOptions: {},
}))
