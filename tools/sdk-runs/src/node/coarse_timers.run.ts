import { describeSdk } from '../describe_sdk.ts'
import { loadNewest } from './all_newest.ts'
import { makeTimersCoarse } from './coarse_timers.ts'

makeTimersCoarse(2)
for (const sdk of loadNewest())
  describeSdk(sdk, 12, [
    {
      name: 'timers wake every two seconds, the endpoint fails each third time',
      before: ({ fake }) => fake.endpoint.fail({ kind: 'status', status: 500 }, { every: 3 }),
    },
  ])
