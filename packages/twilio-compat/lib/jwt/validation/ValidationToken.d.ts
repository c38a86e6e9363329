import { ValidationToken } from '../../../dist/validation_token.cjs'

export = ValidationToken
