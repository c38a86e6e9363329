import { describeGrant } from '../../../tools/testing/grants.ts'
import { VideoGrant } from '../src/index.ts'

describeGrant(VideoGrant, {
  key: 'video',
  limits: ['room'],
  cases: [[{ room: 'daily' }, { room: 'daily' }]],
  refused: [
    [{ room: '' }, 'room'],
    [{ room: 5 }, 'room'],
  ],
})
