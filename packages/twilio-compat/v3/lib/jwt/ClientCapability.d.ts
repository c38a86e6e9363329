import {
  ClientCapability as Class,
  EventStreamScope,
  IncomingClientScope,
  OutgoingClientScope,
} from '../../../dist/v3/client_capability.cjs'
import type { ClientCapabilityOptions, OutgoingClientScopeOptions, Scope } from '../../../dist/v3/index.cjs'

declare class ClientCapability extends Class {}

// The classes and types themselves: what an application exports of them can be declared through this file alone.
declare namespace ClientCapability {
  export {
    type ClientCapabilityOptions,
    EventStreamScope,
    IncomingClientScope,
    OutgoingClientScope,
    type OutgoingClientScopeOptions,
    type Scope,
  }
}

export = ClientCapability
