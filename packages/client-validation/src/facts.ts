// What holds of every signed request, for those who explain tokens rather than sign requests.

/** The `cty` header of every signed request. */
export const CONTENT_TYPE = 'twilio-pkrv;v=1'

/** RSASSA-PKCS1-v1_5 and RSASSA-PSS, both with SHA-256 (RFC 7518 section 3.1): what Twilio takes. */
export const ALGORITHMS: readonly ['RS256', 'PS256'] = /* @__PURE__ */ Object.freeze([
  'RS256',
  'PS256',
] as const)

/** The headers that are signed unless others are asked for, as in the helper libraries. */
export const SIGNED_HEADERS: readonly string[] = /* @__PURE__ */ Object.freeze(['authorization', 'host'])

/** A name of a signed header: in lower case, so that both sides sort alike. */
export const HEADER_NAME: RegExp = /^[a-z0-9!#$%&'*+.^_`|~-]+$/

/** How long a signature lives unless told otherwise, in seconds: a request is sent at once. */
export const REQUEST_TTL = 300

/** The hash of the request, and of its body: SHA-256 in lower-case hexadecimal digits. */
export const REQUEST_HASH: RegExp = /^[0-9a-f]{64}$/
