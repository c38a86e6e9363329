import type { Case } from '../../../test/case.ts'
import { AC, auth, policy, SOCKETS, socketOf, WORKSPACE_URL, worker } from '../../../test/forge.ts'

export const CASES: readonly Case[] = [
  policy(WORKSPACE_URL, 'get'),
  policy(WORKSPACE_URL.replace('a1', 'b1')),
  policy(`${WORKSPACE_URL}?x=1`),
  policy('https://api.twilio.com/v1/Workspaces'),
  socketOf(AC.replace('0', '1')),
].map((wrong) => ({ token: worker({ policies: [...SOCKETS, wrong] }), mended: worker(), options: auth }))
