import type { Product, TwilioKind } from '../../ground.ts'
import type { TokenRule } from '../rule.ts'

/** What today's SDK of a product takes in place of a capability token. */
const TODAY: Partial<
  Record<TwilioKind, { readonly product: Product; readonly sdk: string; readonly grant: string }>
> = {
  'client-capability': {
    product: 'voice',
    sdk: "today's Voice SDKs (@twilio/voice-sdk, iOS, Android) take",
    grant: 'voice',
  },
  'taskrouter-capability': {
    product: 'taskrouter',
    sdk: 'the twilio-taskrouter package of npm takes',
    grant: 'task_router',
  },
}

export const CAPABILITY_TOKEN_OUTDATED: TokenRule = {
  code: 'CAPABILITY_TOKEN_OUTDATED',
  severity: 'warning',
  twilioError: 20101,
  isCause: true,
  cause:
    'A capability token is for the retired Client SDK (twilio.js 1) or TaskRouter’s first JavaScript SDK; today’s SDKs take access tokens.',
  example: 'a token of `ClientCapabilityToken` given to `new Device(token)` of @twilio/voice-sdk',
  mend: 'Mint an access token with the product’s grant, signed with an API key’s secret.',
  kinds: ['client-capability', 'taskrouter-capability'],
  *check({ kind, product }) {
    const today = TODAY[kind]
    // Of another product it is told that the token does not serve it at all.
    if (today === undefined || (product !== undefined && product !== today.product)) return
    const name = kind === 'client-capability' ? 'a client capability token' : 'a TaskRouter capability token'
    yield {
      message: `this is ${name}; ${today.sdk} an access token with the ${today.grant} grant instead`,
      fix: `Mint an access token with the ${today.grant} grant, unless the SDK is the retired one that takes this kind.`,
      // It is said of every such token, so what is wrong with this one goes first.
      ...(product === undefined ? { place: 'last' as const } : { severity: 'error' as const }),
    }
  },
}
