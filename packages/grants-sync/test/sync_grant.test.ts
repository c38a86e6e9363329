import { describeGrant } from '../../../tools/testing/grants.ts'
import { SyncGrant } from '../src/index.ts'

describeGrant(SyncGrant, {
  key: 'data_sync',
  cases: [
    [
      { serviceSid: 'IS1', endpointId: 'e' },
      { service_sid: 'IS1', endpoint_id: 'e' },
    ],
  ],
  refused: [
    [{ serviceSid: 'SY1' }, 'serviceSid'],
    [{ endpointId: '' }, 'endpointId'],
  ],
})
