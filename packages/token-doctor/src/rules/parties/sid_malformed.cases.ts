import type { Case } from '../../../test/case.ts'
import { AC, access, good, granted, IS, SK } from '../../../test/forge.ts'

export const CASES: readonly Case[] = [
  { token: access({ sub: AC.toUpperCase() }), mended: good },
  { token: access({ sub: AC.toUpperCase() }), mended: good, severity: 'error', options: { accountSid: AC } },
  { token: access({ iss: SK.toLowerCase() }), mended: good, severity: 'error' },
  { token: access({ sub: 'AC0123' }), mended: good },
  { token: granted({ chat: { service_sid: 'IS1' } }), mended: granted({ chat: { service_sid: IS } }) },
]
