// For the names of its types: declarations of an ES module can speak of this file alone.

import { ClientCapability } from '../../../dist/v3/client_capability.cjs'
import type {} from '../index'

export = ClientCapability
