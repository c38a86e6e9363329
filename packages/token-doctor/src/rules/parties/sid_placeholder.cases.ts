import type { Case } from '../../../test/case.ts'
import { AC, AP, access, auth, good, granted, IS, SOCKETS, scope, worker } from '../../../test/forge.ts'

export const CASES: readonly Case[] = [
  ...['ACxxxxxxxx', `AC${'X'.repeat(32)}`, 'your_account_sid', 'TWILIO_ACCOUNT_SID', 'undefined', 'AC…'].map(
    (sub) => ({ token: access({ sub }), mended: good, options: { accountSid: AC } }),
  ),
  // What a minter takes by its prefix can only be warned of, unless another account was asked for.
  ...[{ iss: 'SKXXXX' }, { iss: `SK${'X'.repeat(32)}` }, { sub: 'ACxxxxxxxx' }, { sub: 'AC…' }].map(
    (claims) => ({
      token: access(claims),
      mended: good,
      severity: 'warning' as const,
    }),
  ),
  { token: access({ sub: 'FILL_ME_IN' }), mended: good },
  ...['API_KEY', 'YOUR_API_KEY_SID', '<api key>', '{{API_KEY}}', 'null'].map((iss) => ({
    token: access({ iss }),
    mended: good,
  })),
  {
    token: granted({ chat: { service_sid: 'ISxxxxxxxx' } }),
    mended: granted({ chat: { service_sid: IS } }),
    severity: 'warning',
  },
  {
    token: scope('scope:client:outgoing?appSid=APxxxxxxxx'),
    mended: scope(`scope:client:outgoing?appSid=${AP}`),
    options: auth,
    severity: 'warning',
  },
  { token: worker({ workspace_sid: 'undefined', policies: [...SOCKETS] }), mended: worker(), options: auth },
]
