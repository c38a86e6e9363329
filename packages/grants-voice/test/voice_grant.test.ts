import { expect, it } from 'vitest'
import { describeGrant } from '../../../tools/testing/grants.ts'
import { VoiceGrant } from '../src/index.ts'

describeGrant(VoiceGrant, {
  key: 'voice',
  cases: [
    [{ incomingAllow: true }, { incoming: { allow: true } }],
    [{ outgoingApplicationSid: 'AP1' }, { outgoing: { application_sid: 'AP1' } }],
    [
      {
        outgoingApplicationSid: 'AP1',
        outgoingApplicationParams: { a: { b: [1] } },
        incomingAllow: true,
        pushCredentialSid: 'CR1',
        endpointId: 'e',
      },
      {
        incoming: { allow: true },
        outgoing: { application_sid: 'AP1', params: { a: { b: [1] } } },
        push_credential_sid: 'CR1',
        endpoint_id: 'e',
      },
    ],
  ],
  refused: [
    [{ outgoingApplicationSid: 'AC1' }, 'outgoingApplicationSid'],
    [{ outgoingApplicationParams: { a: 1 } }, 'outgoingApplicationParams'],
    [{ outgoingApplicationSid: 'AP1', outgoingApplicationParams: 'a=b' }, 'outgoingApplicationParams'],
    [
      { outgoingApplicationSid: 'AP1', outgoingApplicationParams: new Map([['a', '1']]) },
      'outgoingApplicationParams',
    ],
    [
      { outgoingApplicationSid: 'AP1', outgoingApplicationParams: { a: Number.NaN } },
      'outgoingApplicationParams',
    ],
    [{ incomingAllow: 'yes' }, 'incomingAllow'],
    [{ endpointId: '' }, 'endpointId'],
  ],
})

it('sends no incoming member when incoming calls are not allowed', () => {
  expect(new VoiceGrant({ incomingAllow: false }).toPayload()).toEqual({})
})
