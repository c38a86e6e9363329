// The fakes play Twilio's side for any minter, so they install none: they stand on jwt-core alone. What they must know
// of access tokens stands here; a test of the doctor compares it with what the minters say.

/** The `cty` header of an access token. */
export const CONTENT_TYPE = 'twilio-fpa;v=1'

/** The algorithm that Twilio documents. */
export const ALGORITHM = 'HS256'
