// For the names of its types: declarations of an ES module can speak of this file alone.

import { ValidationToken } from '../../../dist/validation_token.cjs'
import type {} from '../../index'

export = ValidationToken
