import { AccessToken } from '../../dist/access_token.cjs'

export = AccessToken
