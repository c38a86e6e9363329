import type { Case } from '../../../test/case.ts'
import { access, auth, capability, good } from '../../../test/forge.ts'

export const CASES: readonly Case[] = [
  ...['undefined', 'null', 'your_api_secret', 'TWILIO_API_KEY_SECRET', 'x'.repeat(32)].flatMap((secret) => [
    { token: access({}, {}, secret), mended: good },
    {
      token: access({}, {}, secret),
      mended: good,
      options: { secret },
      mendedOptions: {},
      // A test signs with such a secret, and minters take it; not the text of nothing.
      severity: /^(?:undefined|null)$/.test(secret) ? ('error' as const) : ('warning' as const),
    },
  ]),
  // An empty secret, which no library of ours signs with.
  { token: access({}, {}, ''), mended: good },
  ...['API_KEY', 'process.env.TWILIO_API_SECRET', 'your-256-bit-secret', 'None', 'changeme'].map(
    (secret) => ({
      token: access({}, {}, secret),
      mended: good,
    }),
  ),
  ...[
    'YOUR_TWILIO_API_SECRET',
    'your-api-secret',
    'process.env.API_SECRET',
    'xxxxxxxx',
    '{{AUTH_TOKEN}}',
  ].map((secret) => ({ token: access({}, {}, secret), mended: good })),
  // Where nobody gave a secret, too.
  ...['undefined', ''].map((secret) => ({
    token: access({}, {}, secret),
    mended: good,
    options: { secret: undefined },
  })),
  {
    token: access({}, {}, '<api key secret>'),
    mended: good,
    options: { secret: '<api key secret>' },
    mendedOptions: {},
    severity: 'warning',
  },
  {
    token: access({}, {}, 'your_api_secret'),
    mended: good,
    options: { secret: undefined },
    severity: 'warning',
  },
  { token: capability({}, {}, 'your_auth_token'), mended: capability(), options: auth },
]
