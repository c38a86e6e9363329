import { describeGrant } from '../../../tools/testing/grants.ts'
import { ChatGrant } from '../src/index.ts'

describeGrant(ChatGrant, {
  key: 'chat',
  cases: [
    [{ serviceSid: 'IS1' }, { service_sid: 'IS1' }],
    [
      { serviceSid: 'IS1', endpointId: 'e', deploymentRoleSid: 'RL1', pushCredentialSid: 'CR1' },
      { service_sid: 'IS1', endpoint_id: 'e', deployment_role_sid: 'RL1', push_credential_sid: 'CR1' },
    ],
  ],
  refused: [
    [{ serviceSid: '' }, 'serviceSid'],
    [{ serviceSid: 'AC1' }, 'serviceSid'],
    [{ pushCredentialSid: 'IS1' }, 'pushCredentialSid'],
    [{ endpointId: '' }, 'endpointId'],
  ],
})
