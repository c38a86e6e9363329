import type { Examined, Problem } from '../problem.ts'

const USUAL_HEADERS = ['authorization', 'host']

function isHeaderList(names: readonly string[]): boolean {
  return names.every((name, index) => {
    const before = names[index - 1]
    return /^[a-z0-9!#$%&'*+.^_`|~-]+$/.test(name) && (before === undefined || before < name)
  })
}

function* checkHeaderList({ payload, show }: Examined): Iterable<Problem> {
  const { hrh } = payload
  const claim = 'hrh'
  if (typeof hrh !== 'string') {
    const message = 'the token has no hrh, the names of the signed headers'
    yield { code: 'CLAIM_MISSING', claim, message, fix: 'Set hrh to the names of the signed headers.' }
    return
  }
  const names = hrh.split(';')
  if (!isHeaderList(names)) {
    const message = `hrh is ${show(hrh)}, not names in lower case, sorted and joined by ;`
    yield { code: 'HEADER_LIST_INVALID', claim, message }
    return
  }
  const missing = USUAL_HEADERS.filter((name) => !names.includes(name))
  if (missing.length > 0)
    yield {
      code: 'HEADER_LIST_SHORT',
      claim,
      message: `the request's ${missing.join(' and ')} is not signed`,
    }
}

/** Looks at the claims of a signed request. */
export function* checkSignedRequest(token: Examined): Iterable<Problem> {
  yield* checkHeaderList(token)
  const { rqh } = token.payload
  const claim = 'rqh'
  if (rqh === undefined)
    yield {
      code: 'CLAIM_MISSING',
      claim,
      message: 'the token has no rqh, the hash of the request',
      fix: 'Set rqh.',
    }
  else if (typeof rqh !== 'string' || !/^[0-9a-f]{64}$/.test(rqh))
    yield { code: 'REQUEST_HASH_INVALID', claim, message: 'rqh is not 64 lower-case hexadecimal digits' }
}
