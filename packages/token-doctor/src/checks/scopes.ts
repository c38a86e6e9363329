import type { Examined, Problem } from '../problem.ts'
import { checkClientName, checkNameLength } from './names.ts'
import { parseScope, type Scope } from './scope_text.ts'
import { checkSidField } from './sids.ts'

const claim = 'scope'
const MOST_SCOPES = 20

/** The scopes Twilio has, each with the parameter it cannot do without. */
const REQUIRED: Readonly<Record<string, string>> = {
  'client:incoming': 'clientName',
  'client:outgoing': 'appSid',
  'stream:subscribe': 'path',
}

function* checkParameters(token: Examined, { name, parameters }: Scope): Iterable<Problem> {
  const required = REQUIRED[name] as string
  if (!parameters.get(required)) {
    const message = `the scope ${name} has no ${required}`
    yield { code: 'SCOPE_PARAMETER_MISSING', claim, message, fix: `Set ${required} in the scope ${name}.` }
  }
  const appSid = parameters.get('appSid')
  if (appSid && name === 'client:outgoing') yield* checkSidField(token, 'scope appSid', appSid, 'AP')
  const client = parameters.get('clientName')
  if (client) {
    yield* checkNameLength(claim, client)
    yield* checkClientName(token, claim, client)
  }
}

function* checkScope(token: Examined, text: string, seen: Set<string>): Iterable<Problem> {
  const scope = parseScope(text)
  if (scope === undefined) {
    yield { code: 'SCOPE_UNPARSABLE', claim, message: `${token.show(text)} is no scope URI` }
    return
  }
  const { name } = scope
  if (!Object.hasOwn(REQUIRED, name)) {
    yield {
      code: 'SCOPE_UNKNOWN',
      claim,
      message: `the scope ${token.show(name)} is not one that Twilio is known to have`,
    }
    return
  }
  if (seen.has(name))
    yield {
      code: 'SCOPE_REPEATED',
      claim,
      message: `the scope ${name} stands there more than once; the last one counts`,
    }
  seen.add(name)
  yield* checkParameters(token, scope)
  if (scope.isMisread) {
    const message = `a value in the scope ${name} is read otherwise by clients that read the token themselves`
    yield { code: 'SCOPE_VALUE_MISREAD', claim, message }
  }
}

/** The same finding of one name in several scopes is told once. */
function* once(problems: Iterable<Problem>): Iterable<Problem> {
  const told = new Set<string>()
  for (const problem of problems) {
    const key = `${problem.code} ${problem.message}`
    if (!told.has(key)) yield problem
    told.add(key)
  }
}

function* checkAll(token: Examined, texts: readonly string[]): Iterable<Problem> {
  const seen = new Set<string>()
  for (const text of texts) yield* checkScope(token, text, seen)
}

/** Looks at what a client capability token allows. */
export function* checkScopes(token: Examined): Iterable<Problem> {
  const { scope } = token.payload
  if (typeof scope !== 'string') {
    const message =
      scope === undefined ? 'the token has no scope' : `scope is ${token.show(scope)}, not a text`
    yield { code: 'SCOPE_MISSING', claim, message }
  } else if (scope === '')
    yield { code: 'SCOPE_EMPTY', claim, message: 'scope is empty: the token allows nothing' }
  else yield* once(checkAll(token, scope.split(' ').slice(0, MOST_SCOPES)))
}
