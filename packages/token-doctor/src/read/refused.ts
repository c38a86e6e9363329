import type { Problem } from '../problem.ts'
import { recognise } from './no_token.ts'
import { alphabetFlaw, readPart } from './parts.ts'

type Members = Record<string, unknown>

/** A text that the strict parser refuses: why, and what could be read of it all the same. */
export interface Refused {
  readonly problems: readonly Problem[]
  readonly header?: Members | undefined
  readonly payload?: Members | undefined
}

function only(problem: Problem, rest: Omit<Refused, 'problems'> = {}): Refused {
  return { problems: [problem], ...rest }
}

function truncated(message: string, parts: readonly string[]): Refused {
  const [header = '', payload = ''] = parts
  return only(
    { code: 'TOKEN_TRUNCATED', message },
    { header: readPart('header', header).value, payload: readPart('payload', payload).value },
  )
}

function wrongCount(parts: readonly string[]): Refused {
  const count = parts.length
  if (!parts[0]?.startsWith('eyJ'))
    return only({ code: 'TOKEN_NOT_JWT', message: 'this text is no JWT: it does not begin with eyJ' })
  if (count < 3)
    return truncated(
      `the token has ${count === 1 ? 'one part' : 'two parts'} of three: its end is missing`,
      parts,
    )
  const header = readPart('header', parts[0]).value
  if (count === 5 && header !== undefined && 'enc' in header)
    return only(
      { code: 'TOKEN_ENCRYPTED', message: 'the token is encrypted: a JWE of five parts' },
      { header },
    )
  const message = `this text has ${count} parts joined by dots, a JWT has three; are two tokens run together?`
  return only({ code: 'TOKEN_NOT_JWT', message })
}

/** Says why a strict parser refuses `text`; `reason` is the parser's own word, for what is not told apart here. */
export function explainRefused(text: string, reason: string): Refused {
  const known = recognise(text)
  if (known !== undefined) return only(known)
  if (text.startsWith('eyJ') && (text.endsWith('..') || text.endsWith('…')))
    return truncated('the token ends in dots: whatever showed it cut it off', text.split('.'))
  const parts = text.split('.')
  if (parts.length !== 3) return wrongCount(parts)
  const [first, second, signature] = parts as [string, string, string]
  const header = readPart('header', first)
  const payload = readPart('payload', second)
  if (!first.startsWith('eyJ') && header.value === undefined && payload.value === undefined)
    return only({ code: 'TOKEN_NOT_JWT', message: 'this text is no JWT, though it has two dots' })
  const problems = [header.problem, payload.problem].filter((problem) => problem !== undefined)
  if (signature === '') problems.push({ code: 'TOKEN_UNSIGNED', message: 'the signature is empty' })
  const flaw = alphabetFlaw(signature)
  if (flaw !== undefined)
    problems.push({ code: 'PART_NOT_BASE64URL', message: `the signature ${flaw}`, claim: 'signature' })
  // What the parser alone can tell, such as nesting without end, is not handed on as a value to walk.
  if (problems.length === 0) return only({ code: 'TOKEN_MALFORMED', message: reason })
  return { problems, header: header.value, payload: payload.value }
}
