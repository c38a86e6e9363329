import { createPublicKey } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { type Diagnosis, diagnose } from '../src/index.ts'

interface Vector {
  readonly id: string
  readonly kind: string
  readonly frozenNow: number
  readonly token: string
  readonly header: object
  readonly payload: object
  readonly input: { readonly accountSid: string; secret?: string; authToken?: string; privateKey?: string }
}

const vectors: Vector[] = JSON.parse(
  readFileSync(new URL('../../../tools/testing/tokens.json', import.meta.url), 'utf8'),
)

function secretOf({ input }: Vector): string {
  if (input.privateKey === undefined) return (input.secret ?? input.authToken) as string
  return createPublicKey(input.privateKey).export({ format: 'pem', type: 'spki' }) as string
}

function complaints({ findings }: Diagnosis): string[] {
  return findings
    .filter(({ severity, code }) => severity !== 'info' && code !== 'CAPABILITY_TOKEN_OUTDATED')
    .map(({ message }) => message)
}

describe.each(vectors)('$id', (vector) => {
  const { token, kind, frozenNow: now, header, payload, input } = vector

  it('is healthy, with its secret and without', async () => {
    const options = { now, accountSid: input.accountSid }
    const checked = await diagnose(token, { ...options, secret: secretOf(vector) })
    expect(checked).toMatchObject({ kind, ok: true, header, payload })
    expect(complaints(checked)).toEqual([])
    expect(checked.findings.map(({ code }) => code)).toContain('SIGNATURE_VERIFIED')
    expect(complaints(await diagnose(token, options))).toEqual([])
  })
})
