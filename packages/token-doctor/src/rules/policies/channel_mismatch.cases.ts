import type { Case } from '../../../test/case.ts'
import { auth, WK, worker } from '../../../test/forge.ts'

export const CASES: readonly Case[] = [
  { token: worker({ worker_sid: undefined }), mended: worker(), options: auth },
  { token: worker({ worker_sid: WK.replace('b', 'c') }), mended: worker(), options: auth },
]
