import { isRecord } from '@x/jwt-core'

type Members = Readonly<Record<string, unknown>>

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
  ['Clerk', (_, issuer) => /^https:\/\/[\w.-]*clerk[\w.-]*\//.test(`${issuer}/`)],
  ['Keycloak', ({ realm_access }, issuer) => isRecord(realm_access) || issuer.includes('/realms/')],
  ['Vonage', ({ application_id }) => typeof application_id === 'string'],
  ['Zoom Video SDK', ({ app_key, tpc }) => app_key !== undefined && tpc !== undefined],
]

/** Whose token this seems to be; undefined where nobody known makes such. */
export function findMaker(payload: Members): string | undefined {
  const issuer = typeof payload.iss === 'string' ? payload.iss.slice(0, 256) : ''
  return MAKERS.find(([, isMaker]) => isMaker(payload, issuer))?.[0]
}
