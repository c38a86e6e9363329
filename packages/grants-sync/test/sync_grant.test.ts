import { describeGrant } from '../../../tools/testing/grants.ts'
import { SyncGrant } from '../src/index.ts'

describeGrant(SyncGrant, {
  key: 'data_sync',
  cases: [
    [
      { serviceSid: 'IS1', endpointId: 'e' },
      { service_sid: 'IS1', endpoint_id: 'e' },
    ],
    // The account's own service, as Twilio's starter app names it.
    [{ serviceSid: 'default' }, { service_sid: 'default' }],
  ],
  refused: [
    [{ serviceSid: 'SY1' }, 'serviceSid'],
    [{ serviceSid: 'Default' }, 'serviceSid'],
    [{ endpointId: '' }, 'endpointId'],
  ],
})
