import type { Case } from '../../../test/case.ts'
import { good } from '../../../test/forge.ts'

export const CASES: readonly Case[] = [
  { token: JSON.stringify({ identity: 'alice', token: good }), mended: good },
  ...[
    JSON.stringify(JSON.stringify({ token: good })),
    JSON.stringify({ statusCode: 200, body: JSON.stringify({ token: good }) }),
    `{'token': '${good}'}`,
    `{identity: "alice", token: "${good}"}`,
    `{"token":"${good}`,
    `)]}',\n{"token":"${good}"}`,
    `callback({"token":"${good}"})`,
    `{"token":"${good}"}\n`,
  ].map((token) => ({ token, mended: good })),
  { token: { data: { accessToken: good } }, mended: good },
]
