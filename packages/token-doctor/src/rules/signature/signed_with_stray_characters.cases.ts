import type { Case } from '../../../test/case.ts'
import { access, good, SECRET } from '../../../test/forge.ts'

const spoilt = [
  `${SECRET}\n`,
  `${SECRET}\r\n`,
  ` ${SECRET}`,
  `"${SECRET}"`,
  `\ufeff${SECRET}`,
  `${SECRET}\t`,
  `'${SECRET}'\n`,
]

const more = [
  `${SECRET};`,
  `"${SECRET}`,
  `<${SECRET}>`,
  `“${SECRET}”`,
  `${SECRET}\\n`,
  `=${SECRET}`,
  `\t${SECRET}`,
  `${SECRET}\n\n`,
]

export const CASES: readonly Case[] = [
  ...more.map((secret) => ({ token: access({}, {}, secret), mended: good })),
  {
    token: access({}, {}, `"${SECRET}"`),
    mended: good,
    options: { secret: `${SECRET}\n` },
    mendedOptions: {},
  },
  ...spoilt.map((secret) => ({ token: access({}, {}, secret), mended: good })),
  // The same variable spoils what signs and what is given.
  ...spoilt.map((secret) => ({
    token: access({}, {}, secret),
    mended: good,
    options: { secret },
    mendedOptions: {},
  })),
]
