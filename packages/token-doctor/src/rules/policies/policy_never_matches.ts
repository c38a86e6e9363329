import type { SidPrefix } from '@x/jwt-core/token'
import { METHODS, type PolicyMethod } from '@x/taskrouter-capability/facts'
import type { Examined } from '../../examined.ts'
import type { Show } from '../../ground.ts'
import { isSocket, type Policy, policiesOf, SOCKETS, WORKSPACES } from '../../read/policies.ts'
import { isOfKind } from '../../read/sid.ts'
import { findStray, withoutStray } from '../../read/stray.ts'
import type { Found, TokenRule } from '../rule.ts'

const USE_SOCKET = `Use ${SOCKETS}<account_sid>/<channel> with the SIDs of this token.`
const SOCKET_HOST = /^\w+:\/\/event-bridge[\w.-]*\.twilio\.com\//

type Flaw = Pick<Found, 'message' | 'fix'>

/** What stands in a URL in place of the token's own SID; undefined where that is told by itself, or is the same. */
function otherThan(
  own: unknown,
  other: string,
  prefix: SidPrefix,
  what: string,
  show: Show,
): string | undefined {
  if (!isOfKind(own, prefix) || withoutStray(own) === other) return undefined
  if (isOfKind(other, prefix)) return `its url is of another ${what} (${show(other)}) than the token's`
  return `its url has ${other === '' ? 'nothing' : show(other)} where the ${what} belongs (${show(own)})`
}

/** Why no request of the token's bearer matches a policy. */
function whyNever({ payload, show }: Examined, { url, method }: Policy): Flaw | undefined {
  if (!METHODS.includes(method as PolicyMethod)) {
    const right = METHODS.find((each) => each === method.toUpperCase())
    const message = `its method is ${show(method)}, not one of ${METHODS.join(', ')}`
    return { message, fix: right === undefined ? 'Write a policy for each method.' : `Write it as ${right}.` }
  }
  const stray = findStray(url)
  if (stray !== undefined)
    return {
      message: `its url has ${stray}`,
      fix: 'Trim the SIDs where the server reads them, as with `.trim()`.',
    }
  if (/[?#]/.test(url))
    return {
      message: 'its url has a query or fragment',
      fix: 'Put what the query must have into `query_filter`.',
    }
  const { account_sid: account, workspace_sid: workspace } = payload
  if (isSocket(url)) {
    const [owner = '', , more] = url.slice(SOCKETS.length).split('/', 3)
    const message =
      more === undefined
        ? otherThan(account, owner, 'AC', 'account', show)
        : 'its url goes on after the channel'
    return message === undefined ? undefined : { message, fix: USE_SOCKET }
  }
  const [first = ''] = url.slice(WORKSPACES.length + 1).split('/', 1)
  if (url === WORKSPACES || url.startsWith(`${WORKSPACES}/`)) {
    const isAll = url === `${WORKSPACES}/**` || url === `${WORKSPACES}/*`
    const message = isAll ? undefined : otherThan(workspace, first, 'WS', 'workspace', show)
    return message === undefined ? undefined : { message }
  }
  const message = `its url ${show(url)} is not one of TaskRouter's`
  return SOCKET_HOST.test(url) ? { message, fix: USE_SOCKET } : { message }
}

export const POLICY_NEVER_MATCHES: TokenRule = {
  code: 'POLICY_NEVER_MATCHES',
  severity: 'warning',
  cause: 'No request can match a policy: wrong host, workspace, account or method, or a query in its URL.',
  example: `\`{"url":"${WORKSPACES}/WS<another>","method":"get"}\``,
  mend: `Use ${WORKSPACES}/<workspace_sid>… and a method in capitals.`,
  kinds: ['taskrouter-capability'],
  *check(token) {
    for (const { index, claim, policy } of policiesOf(token)) {
      const never = policy === undefined ? undefined : whyNever(token, policy)
      if (never !== undefined)
        yield { ...never, claim, message: `no request matches the policy ${index}: ${never.message}` }
    }
  },
}
