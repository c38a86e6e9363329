import type { Case } from '../../../test/case.ts'
import { good } from '../../../test/forge.ts'

export const CASES: readonly Case[] = [
  `"${good}"`,
  `'${good}'`,
  `b'${good}'`,
  `${good}"`,
  `"${good}",`,
  `\\"${good}\\"`,
  `“${good}”`,
  `(${good})`,
  `**${good}**`,
  `\`\`\`jwt\n${good}\n\`\`\``,
  `u'${good}'`,
  `Optional("${good}")`,
  `&quot;${good}&quot;`,
  `<string>${good}</string>`,
  `${good}.`,
  `> ${good}`,
].map((token) => ({
  token,
  mended: good,
}))
