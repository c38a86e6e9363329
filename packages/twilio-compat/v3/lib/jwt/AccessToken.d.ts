// For the names of its types: declarations of an ES module can speak of this file alone.

import { AccessToken } from '../../../dist/v3/access_token.cjs'
import type {} from '../index'

export = AccessToken
