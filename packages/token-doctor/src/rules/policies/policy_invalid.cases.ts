import type { Case } from '../../../test/case.ts'
import { auth, policy, SOCKETS, WORKSPACE_URL, worker } from '../../../test/forge.ts'

export const CASES: readonly Case[] = [
  policy(WORKSPACE_URL, 'GET', { allow: 'yes' }),
  policy(WORKSPACE_URL, 'GET', { post_filter: { ActivitySid: true } }),
  policy(undefined as never),
  'GET',
].map((wrong) => ({ token: worker({ policies: [...SOCKETS, wrong] }), mended: worker(), options: auth }))
