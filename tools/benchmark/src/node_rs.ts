import { createRequire } from 'node:module'
import type { ExpectedToken, Minter } from './contestant.ts'
import { epochSeconds } from './fixture.ts'

interface NodeRs {
  signSync(claims: object, key: string, header: object): string
  verifySync(token: string, key: string, validation: object): Record<string, unknown>
}

/** The name of the library in Rust. */
export const NODE_RS = '@node-rs/jsonwebtoken'

/** The library; undefined in a runtime that cannot load what it is compiled to. */
function load(): NodeRs | undefined {
  try {
    return createRequire(import.meta.url)(NODE_RS) as NodeRs
  } catch {
    return undefined
  }
}

export const nodeRs: NodeRs | undefined = load()

/** It as a minter, where it can be loaded. */
export function nodeRsMinters({ header, claims, secret }: ExpectedToken): Minter[] {
  // It puts in an iat of its own, which cannot be turned off.
  if (nodeRs === undefined || !Object.hasOwn(claims('', 0), 'iat')) return []
  const { signSync } = nodeRs
  const { cty } = header as { cty?: string }
  const settings = { algorithm: 'HS256', ...(cty !== undefined && { contentType: cty }) }
  return [{ name: NODE_RS, run: (identity) => signSync(claims(identity, epochSeconds()), secret, settings) }]
}
