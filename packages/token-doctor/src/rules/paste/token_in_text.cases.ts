import type { Case } from '../../../test/case.ts'
import { access, good, NOW } from '../../../test/forge.ts'

const other = access({ iat: NOW - 1 })

export const CASES: readonly Case[] = [
  `token: ${good}`,
  `2026-01-01T00:00:00Z INFO [web] issued token ${good} for user=alice`,
  `{"level":30,"time":1700000000000,"msg":"issued","token":"${good}"}`,
  `the token is ${good}.`,
  `const token = '${good}'`,
  `Access Token:\t${good}\n`,
  `1,alice,${good},200`,
  `${good}\n${other}`,
  `["${good}","${other}"]`,
  `${good}, ${other}`,
  `{"a":"${good}"}\n{"a":"${other}"}`,
].map((token) => ({ token, mended: good }))
