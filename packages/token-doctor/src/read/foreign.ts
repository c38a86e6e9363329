import { isRecord } from '@x/jwt-core/token'
import type { Members } from '../ground.ts'

/** Known makers of tokens, each told by its issuer or by claims that only it writes. */
const MAKERS: readonly (readonly [name: string, isMaker: (claims: Members, issuer: string) => boolean])[] = [
  ['LiveKit', ({ video, sip }, issuer) => issuer.startsWith('API') && (isRecord(video) || isRecord(sip))],
  [
    'LiveKit',
    ({ video }) => isRecord(video) && ('roomJoin' in video || 'roomCreate' in video || 'room' in video),
  ],
  ['Firebase', (_, issuer) => issuer.startsWith('https://securetoken.google.com/')],
  ['Firebase', (_, issuer) => issuer.startsWith('https://session.firebase.google.com/')],
  [
    'Firebase (a custom token)',
    ({ aud }) => typeof aud === 'string' && aud.includes('google.identity.identitytoolkit'),
  ],
  ['Auth0', (_, issuer) => /^https:\/\/[\w.-]+\.auth0\.com\//.test(issuer)],
  ['Google', (_, issuer) => /^(?:https:\/\/)?accounts\.google\.com$/.test(issuer)],
  ['Amazon Cognito', (_, issuer) => issuer.startsWith('https://cognito-idp.')],
  ['Okta', (_, issuer) => /^https:\/\/[\w.-]+\.okta(?:preview)?\.com/.test(issuer)],
  [
    'Microsoft Entra ID',
    (_, issuer) => /^https:\/\/(?:login\.microsoftonline\.com|sts\.windows\.net)\//.test(issuer),
  ],
  ['Apple', (_, issuer) => issuer === 'https://appleid.apple.com'],
  [
    'Supabase',
    ({ role }, issuer) => issuer === 'supabase' || (issuer.includes('.supabase.co/') && role !== undefined),
  ],
  ['Clerk', (_, issuer) => /^https:\/\/([\w.-]*)\//.exec(`${issuer}/`)?.[1]?.includes('clerk') === true],
  ['Keycloak', ({ realm_access }, issuer) => isRecord(realm_access) || issuer.includes('/realms/')],
  ['Vonage', ({ application_id }) => typeof application_id === 'string'],
  ['Zoom Video SDK', ({ app_key, tpc }) => app_key !== undefined && tpc !== undefined],
]

/** Whose token this seems to be; undefined where nobody known makes such. */
export function findMaker(payload: Members): string | undefined {
  const issuer = typeof payload.iss === 'string' ? payload.iss.slice(0, 256) : ''
  return MAKERS.find(([, isMaker]) => isMaker(payload, issuer))?.[0]
}

/** Credentials of others that are no JWT, by how they begin. */
const OPAQUE: readonly (readonly [maker: string, form: RegExp])[] = [
  ['Google', /^(?:ya29\.|AIza)[\w-]{8}/],
  ['GitHub', /^(?:gh[pousr]_|github_pat_)\w{16}/],
  ['GitLab', /^glpat-[\w-]{16}/],
  ['Stripe', /^[prs]k_(?:live|test)_\w{8}/],
  ['Amazon Web Services', /^A(?:KI|SI)A[0-9A-Z]{12}/],
  ['Slack', /^xox[a-z]-[\w-]{4}/],
  ['SendGrid', /^SG\.[\w-]{3}/],
  ['OpenAI', /^sk-(?:proj-)?[\w-]{16}/],
  ['npm', /^npm_\w{20}/],
  ['Facebook', /^EAA[0-9A-Za-z]{20}/],
  ['somebody who uses PASETO', /^v\d\.(?:local|public)\./],
]

/** What a phone is known by to Google's push service, and to Apple's, as Objective-C and Swift show it. */
const DEVICE = /^(?:[\w-]{10,40}:APA91[\w-]{20,400}|(?:[0-9a-f]{8} ?){8}|<(?:[0-9a-f]{8} ?){8}>)$/i

export function isDeviceToken(text: string): boolean {
  return text.length < 500 && DEVICE.test(text)
}

/** Whose credential a text is that is no JWT; undefined where nobody known makes such. */
export function findMakerOfText(text: string): string | undefined {
  return text.length > 4096 ? undefined : OPAQUE.find(([, form]) => form.test(text))?.[0]
}
