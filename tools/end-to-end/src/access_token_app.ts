// The application that most users write: an access token with a video grant.
import { ours } from './context.ts'

export const PACKAGES: readonly string[] = ['access-token', 'grants-video']

export const IMPORTS: Readonly<Record<string, readonly string[]>> = {
  [ours('access-token')]: ['AccessToken'],
  [ours('grants-video')]: ['VideoGrant'],
}

export const BODY = `
  const secret = 'a secret for the application, 32 bytes'
  const token = new AccessToken('AC1', 'SK1', secret, { identity: 'alice' })
  const jwt = await token.addGrant(new VideoGrant({ room: 'daily' })).toJwt()
  const verified = await AccessToken.verify(jwt, secret)
  const grant = verified.grant(VideoGrant)
  const code = await AccessToken.verify(jwt, secret + '!').catch((error) => error.code)
  return [verified.identity, grant?.room, grant instanceof VideoGrant, code]`

export const RESULT: readonly unknown[] = ['alice', 'daily', true, 'ERR_SIGNATURE_INVALID']

export const TYPES = `
import { AccessToken, type Grant } from '${ours('access-token')}'
import { VideoGrant } from '${ours('grants-video')}'

const token = new AccessToken('AC1', 'SK1', 'secret', { identity: 'alice' }).addGrant(new VideoGrant({ room: 'daily' }))
export const room: string | undefined = token.toClaims().grants.video.room
// @ts-expect-error no chat grant was added
token.toClaims().grants.chat
// @ts-expect-error a room is text
new VideoGrant({ room: 1 })
export const verified: Promise<string | undefined> = AccessToken.verify('', 'secret').then(
  (found) => found.grant(VideoGrant)?.room,
)
export const grant: Grant = new VideoGrant()
`
