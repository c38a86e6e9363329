import { describeGrant } from '../../../test/grants.ts'
import { VideoGrant } from '../src/index.ts'

describeGrant(VideoGrant, {
  key: 'video',
  cases: [[{ room: 'daily' }, { room: 'daily' }]],
  refused: [
    [{ room: '' }, 'room'],
    [{ room: 5 }, 'room'],
  ],
})
