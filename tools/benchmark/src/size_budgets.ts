/** A typical import, and what it may weigh in a bundle. */
export interface TypicalImport {
  readonly name: string
  /** Names by package. */
  readonly from: Readonly<Record<string, string>>
  /** For Workers and browsers. In bytes of minified, gzipped code; 1 kB is 1,000 bytes. */
  readonly edge: string
  /** For Node. */
  readonly node: string
}

/** The grants, each with its budget. */
const GRANTS = {
  video: ['VideoGrant', '2.1 kB'],
  voice: ['VoiceGrant', '3.45 kB'],
  chat: ['ChatGrant', '2.9 kB'],
  sync: ['SyncGrant', '2.9 kB'],
  'task-router': ['TaskRouterGrant', '2.9 kB'],
  playback: ['PlaybackGrant', '2.45 kB'],
} as const
const grants = Object.entries(GRANTS).map(
  ([name, [grant, budget]]) => [`@x/grants-${name}`, `{ ${grant} }`, budget] as const,
)

/** The name of the import that the targets speak of. */
export const VIDEO_IMPORT = 'access token + video grant'

/** The same, for those who only mint. */
export const MINT_IMPORT = 'access token + video grant, only minting'

/** Every budget there is. Each published library stands here at least once. */
export const IMPORTS: readonly TypicalImport[] = [
  {
    name: VIDEO_IMPORT,
    from: { '@x/access-token': '{ AccessToken }', '@x/grants-video': '{ VideoGrant }' },
    // The target is 5.8 kB (see targets.ts); this and the others hold what is reached.
    edge: '11.1 kB',
    node: '10.6 kB',
  },
  {
    name: MINT_IMPORT,
    from: { '@x/access-token/mint': '{ AccessToken }', '@x/grants-video': '{ VideoGrant }' },
    // The target is 3.6 kB.
    edge: '8.2 kB',
    node: '7.7 kB',
  },
  {
    name: 'access token + all grants',
    from: {
      '@x/access-token': '{ AccessToken }',
      ...Object.fromEntries(grants.map(([name, grant]) => [name, grant])),
    },
    edge: '11.6 kB',
    node: '11.1 kB',
  },
  {
    name: 'access token',
    from: { '@x/access-token': '{ AccessToken }' },
    edge: '10.4 kB',
    node: '9.85 kB',
  },
  ...grants.map(([name, grant, budget]) => ({
    name: `${grant.slice(2, -2)} alone`,
    from: { [name]: grant },
    edge: budget,
    node: budget,
  })),
  { name: 'Jwt', from: { '@x/jwt-core': '{ Jwt }' }, edge: '16.85 kB', node: '16.4 kB' },
  {
    name: 'client capability token',
    from: { '@x/client-capability': '{ ClientCapabilityToken }' },
    edge: '7.7 kB',
    node: '7.2 kB',
  },
  {
    name: 'TaskRouter worker token',
    from: { '@x/taskrouter-capability': '{ WorkerCapabilityToken }' },
    edge: '9 kB',
    node: '8.5 kB',
  },
  {
    name: 'client validation',
    from: { '@x/client-validation': '{ ClientValidationToken, createValidatingFetch }' },
    edge: '16.55 kB',
    node: '15.9 kB',
  },
  {
    name: 'token source',
    from: { '@x/token-source': '{ createTokenSource }' },
    // 3 KiB, and no more. Each bind has its 1 KiB in the package's own test of bundles.
    edge: '3072 B',
    node: '3072 B',
  },
  {
    name: 'token endpoint',
    from: { '@x/token-endpoint': '{ createTokenEndpoint, createIssuer }' },
    edge: '14.1 kB',
    node: '13.55 kB',
  },
  { name: 'token doctor', from: { '@x/token-doctor': '{ diagnose }' }, edge: '56.75 kB', node: '56.3 kB' },
  {
    name: 'drop-in for twilio.jwt',
    from: { '@x/twilio-compat': '{ jwt }' },
    edge: '12.7 kB',
    node: '12.2 kB',
  },
  {
    name: 'drop-in for twilio.jwt of 3.x',
    from: { '@x/twilio-compat/v3': '{ jwt }' },
    edge: '11.85 kB',
    node: '11.35 kB',
  },
]

/** Peers, for comparison; they have no budget. `edge` where the library claims to run there. */
export const PEER_IMPORTS: readonly {
  name: string
  from: Readonly<Record<string, string>>
  edge: boolean
}[] = [
  { name: 'jose: SignJWT + jwtVerify', from: { jose: '{ SignJWT, jwtVerify }' }, edge: true },
  { name: 'jsonwebtoken', from: { jsonwebtoken: 'jsonwebtoken' }, edge: false },
  { name: 'fast-jwt', from: { 'fast-jwt': '{ createSigner, createVerifier }' }, edge: false },
  { name: 'livekit-server-sdk', from: { 'livekit-server-sdk': '{ AccessToken }' }, edge: false },
  { name: 'twilio', from: { twilio: 'twilio' }, edge: false },
]
