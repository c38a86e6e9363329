import type { Case } from '../../../test/case.ts'
import {
  AC,
  AP,
  access,
  auth,
  CR,
  capability,
  good,
  granted,
  IS,
  key,
  request,
  SK,
  SOCKETS,
  scope,
  WS,
  worker,
} from '../../../test/forge.ts'

export const CASES: readonly Case[] = [
  ...[`${AC}\n`, ` ${AC}`, `"${AC}"`, `${AC}\t`, `\ufeff${AC}`, `${AC.slice(0, 9)}\u200b${AC.slice(9)}`].map(
    (sub) => ({ token: access({ sub }), mended: good, options: { accountSid: AC } }),
  ),
  ...[
    `${AC};`,
    `<${AC}>`,
    `TWILIO_ACCOUNT_SID=${AC}`,
    `${AC} # account`,
    `“${AC}”`,
    `${AC}\\n`,
    `=${AC}`,
  ].map((sub) => ({
    token: access({ sub }),
    mended: good,
    options: { accountSid: AC },
  })),
  // What a minter takes by its prefix can only be warned of, unless another account was asked for.
  ...[`${AC};`, `${AC}\\n`].map((sub) => ({
    token: access({ sub }),
    mended: good,
    severity: 'warning' as const,
  })),
  { token: access({ iss: `${SK}\r\n` }), mended: good },
  { token: capability({ iss: `'${AC}'` }), mended: capability(), options: { ...auth, accountSid: AC } },
  {
    token: granted({ chat: { service_sid: `${IS}\n` } }),
    mended: granted({ chat: { service_sid: IS } }),
    options: { product: 'chat' },
  },
  {
    token: scope(`scope:client:outgoing?appSid=${AP}%0A`),
    mended: scope(`scope:client:outgoing?appSid=${AP}`),
    options: auth,
  },
  { token: request({}, { kid: `${CR} ` }), mended: request(), options: key },
  { token: worker({ workspace_sid: `${WS}\n`, policies: [...SOCKETS] }), mended: worker(), options: auth },
]
