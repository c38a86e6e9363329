import { createPublicKey, generateKeyPairSync } from 'node:crypto'

const pair = generateKeyPairSync('rsa', { modulusLength: 2048 })

/** A fresh key in each way a caller may hold it. */
export const privateKeyObject: typeof pair.privateKey = pair.privateKey
export const pkcs8: string = pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
export const pkcs1: string = pair.privateKey.export({ type: 'pkcs1', format: 'pem' }).toString()
export const jwk: Record<string, unknown> = { ...pair.privateKey.export({ format: 'jwk' }) }

/** The public key of a private one. */
export const spkiOf = (key: Parameters<typeof createPublicKey>[0]): string =>
  createPublicKey(key).export({ type: 'spki', format: 'pem' }).toString()
export const publicKey: string = spkiOf(pkcs8)

export const credentials: {
  accountSid: string
  apiKeySid: string
  credentialSid: string
  privateKey: string
} = {
  accountSid: 'AC0123456789abcdef0123456789abcdef',
  apiKeySid: 'SKfedcba9876543210fedcba9876543210',
  credentialSid: 'CRf6f6f6f6f6f6f6f6f6f6f6f6f6f6f6f6',
  privateKey: pkcs8,
}
