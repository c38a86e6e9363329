import type { Case } from '../../../test/case.ts'
import { access, IS, NOW } from '../../../test/forge.ts'

export const CASES: readonly Case[] = ['chat', 'data_sync'].flatMap((key) =>
  [60, 180].map((life) => {
    const grants = { identity: 'alice', [key]: { service_sid: IS } }
    return { token: access({ exp: NOW + life, grants }), mended: access({ exp: NOW + 181, grants }) }
  }),
)
