import type { Case } from '../../../test/case.ts'
import { good } from '../../../test/forge.ts'

export const CASES: readonly Case[] = [
  'undefined',
  'null',
  '[object Object]',
  '[object Promise]',
  'Bearer undefined',
  '"null"',
  '<twilio.jwt.access_token.AccessToken object at 0x7f00>',
  '#<Twilio::JWT::AccessToken:0x00>',
  'com.twilio.jwt.accesstoken.AccessToken@1b2c3d',
  'Twilio.Jwt.AccessToken.Token',
  'async () => { return 1 }',
  'YOUR_ACCESS_TOKEN',
  'TWILIO_ACCESS_TOKEN',
  'your_token_here',
  '<token>',
  '{{token}}',
  '$TOKEN',
  'accessToken',
].map((token) => ({
  token,
  mended: good,
}))
