// For the names of its types: declarations of an ES module can speak of this file alone.

import { RequestCanonicalizer as Class } from '../../../dist/request_canonicalizer.cjs'
import type {} from '../../index'

declare class RequestCanonicalizer extends Class {
  static default: typeof RequestCanonicalizer
}

export = RequestCanonicalizer
