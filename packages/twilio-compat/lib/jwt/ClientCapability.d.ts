// For the names of its types: declarations of an ES module can speak of this file alone.

import type * as types from '../../dist/client_capability.cjs'
import { ClientCapability as Class } from '../../dist/client_capability.cjs'
import type {} from '../index'

declare class ClientCapability extends Class {
  static default: typeof ClientCapability
}

declare namespace ClientCapability {
  export type EventStreamScope = types.EventStreamScope
  export type IncomingClientScope = types.IncomingClientScope
  export type OutgoingClientScope = types.OutgoingClientScope
  export type ClientCapabilityOptions = types.ClientCapabilityOptions
  export type OutgoingClientScopeOptions = types.OutgoingClientScopeOptions
  export type Scope = types.Scope
}

export = ClientCapability
