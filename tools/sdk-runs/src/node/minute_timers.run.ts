import { describeSdk } from '../describe_sdk.ts'
import { loadNewest } from './all_newest.ts'
import { makeTimersCoarse } from './coarse_timers.ts'

// In true size, for the source's own margin of a minute: lives of five minutes, and so fewer of them.
makeTimersCoarse(60)
for (const sdk of loadNewest())
  describeSdk(
    sdk,
    300,
    [
      {
        name: 'timers wake once a minute, the endpoint is slow',
        timeout: 10,
        // An SDK's own wait before it connects anew ends with a minute, too.
        heal: 130,
        before: ({ fake }) => fake.endpoint.fail({ kind: 'slow', seconds: 5 }),
      },
    ],
    5,
  )
