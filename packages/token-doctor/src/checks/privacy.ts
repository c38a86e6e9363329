import type { Examined, Problem } from '../problem.ts'

const EMAIL = /[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}/
const PHONE = /^(?:client:|tel:)?\+[1-9][\d ()-]{6,18}\d$/
const SECRET_NAME =
  /^(?:.*[_-])?(?:password|passwd|secret|auth_?token|api_?secret|private_?key|(?:api)?_?key_?secret)$/i

const MOST_VALUES = 500
const DEEPEST = 8
const LONGEST = 1024

type Leaf = readonly [path: string, name: string, text: string]

/** The texts within the claims, a bounded number of them; a scope's parameters count as such. */
function leavesOf(payload: Readonly<Record<string, unknown>>): Leaf[] {
  const leaves: Leaf[] = []
  const walk = (path: string, name: string, value: unknown, depth: number): void => {
    if (leaves.length >= MOST_VALUES || depth > DEEPEST) return
    if (typeof value === 'string') leaves.push([path, name, value.slice(0, LONGEST)])
    else if (typeof value === 'object' && value !== null)
      for (const [member, inner] of Object.entries(value))
        walk(path === '' ? member : `${path}.${member}`, member, inner, depth + 1)
  }
  walk('', '', payload, 0)
  if (typeof payload.scope === 'string')
    for (const pair of decodeTwice(payload.scope.slice(0, 8 * LONGEST))
      .split(/[&? ]/)
      .slice(0, MOST_VALUES)) {
      // A parameter within appParams follows that name and a second =.
      const [name = '', text = ''] = pair.split('=').slice(-2)
      leaves.push(['scope', name, text.slice(0, LONGEST)])
    }
  return leaves
}

/** Parameters of a scope are encoded twice. */
function decodeTwice(text: string): string {
  try {
    return decodeURIComponent(decodeURIComponent(text))
  } catch {
    return text
  }
}

function isSecret([, name, text]: Leaf, secrets: readonly string[]): boolean {
  return (
    (text !== '' && SECRET_NAME.test(name)) ||
    /-----BEGIN [A-Z ]{0,20}PRIVATE KEY/.test(text) ||
    secrets.some((secret) => secret.length >= 8 && text.includes(secret))
  )
}

/** A path as a finding's claim: a token's own member names are shown only where they are plain. */
function claimOf(path: string, show: Examined['show']): string | undefined {
  return /^[\w.-]{1,80}$/.test(path) && show(path) === `"${path}"` ? path : undefined
}

/** Looks for what should not be in a token: whoever sees it can read it. */
export function* checkPrivacy({ payload, show }: Examined, secrets: readonly string[]): Iterable<Problem> {
  const told = new Set<string>()
  let isSecretTold = false
  for (const leaf of leavesOf(payload)) {
    const [path, name, text] = leaf
    const claim = claimOf(path, show)
    if (isSecret(leaf, secrets)) {
      const place = path === 'scope' && name !== 'scope' ? `a parameter of scope (${show(name)})` : show(path)
      const message = `${place} holds a secret, and a token can be read by anybody`
      if (!isSecretTold) yield { code: 'SECRET_IN_TOKEN', claim, message }
      isSecretTold = true
      continue
    }
    const what = EMAIL.test(text) ? 'an e-mail address' : PHONE.test(text) ? 'a phone number' : undefined
    if (what === undefined || told.has(path)) continue
    told.add(path)
    yield { code: 'PERSONAL_DATA', claim, message: `${show(path)} holds ${what}: ${show(text)}` }
  }
}
