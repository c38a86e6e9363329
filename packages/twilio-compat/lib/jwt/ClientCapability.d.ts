import {
  ClientCapability as Class,
  type ClientCapabilityOptions,
  EventStreamScope,
  IncomingClientScope,
  OutgoingClientScope,
  type OutgoingClientScopeOptions,
  type Scope,
} from '../../dist/client_capability.cjs'

declare class ClientCapability extends Class {
  static default: typeof ClientCapability
}

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
