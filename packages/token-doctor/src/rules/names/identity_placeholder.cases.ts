import type { Case } from '../../../test/case.ts'
import { good, granted } from '../../../test/forge.ts'

export const CASES: readonly Case[] = ['undefined', 'null', 'NaN', '[object Object]', '[object Promise]']
  .map((identity): Case => ({ token: granted({ identity, video: {} }), mended: good }))
  .concat(
    [
      'None',
      'function toString() { [native code] }',
      'user_undefined',
      '{{identity}}',
      '<identity>',
      'your_identity',
      'Undefined',
      '(null)',
      '$IDENTITY',
    ].map((identity) => ({
      token: granted({ identity, video: {} }),
      mended: good,
      severity: 'warning',
    })),
  )
