import { describeGrant } from '../../../tools/testing/grants.ts'
import { PlaybackGrant } from '../src/index.ts'

describeGrant(PlaybackGrant, {
  key: 'player',
  cases: [
    [
      { grant: { playbackUrl: 'u', requestCredentials: null } },
      { playbackUrl: 'u', requestCredentials: null },
    ],
  ],
  refused: [
    [{ grant: 'url' }, 'grant'],
    [{ grant: null }, 'grant'],
    [{ grant: new Map([['playbackUrl', 'u']]) }, 'grant'],
    [{ grant: Promise.resolve({ playbackUrl: 'u' }) }, 'grant'],
  ],
})
