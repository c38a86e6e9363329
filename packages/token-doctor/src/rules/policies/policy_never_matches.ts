import { METHODS, type PolicyMethod } from '@x/taskrouter-capability/facts'
import type { Examined } from '../../examined.ts'
import { isSocket, type Policy, policiesOf, SOCKETS, WORKSPACES } from '../../read/policies.ts'
import type { TokenRule } from '../rule.ts'

function isUnder(url: string, base: string): boolean {
  return url === base || url.startsWith(`${base}/`)
}

/** Why no request of the token's bearer matches a policy. */
function whyNever({ payload, show }: Examined, { url, method }: Policy): string | undefined {
  if (!METHODS.includes(method as PolicyMethod))
    return `its method is ${show(method)}, not one of ${METHODS.join(', ')}`
  if (/[?#\s]/.test(url)) return 'its url has a query, fragment or white space, which go into filters'
  const { account_sid: account, workspace_sid: workspace } = payload
  if (isSocket(url)) {
    const owner = url.slice(SOCKETS.length).split('/', 1)[0]
    return owner === account ? undefined : `its url is of another account (${show(owner)}) than the token's`
  }
  const isOfWorkspace = typeof workspace === 'string' && isUnder(url, `${WORKSPACES}/${workspace}`)
  if (isOfWorkspace || url === `${WORKSPACES}/**` || url === `${WORKSPACES}/*`) return undefined
  if (isUnder(url, WORKSPACES)) {
    const other = url.slice(WORKSPACES.length + 1).split('/', 1)[0]
    return `its url is of another workspace (${show(other)}) than the token's (${show(workspace)})`
  }
  return `its url ${show(url)} is not one of TaskRouter's`
}

export const POLICY_NEVER_MATCHES: TokenRule = {
  code: 'POLICY_NEVER_MATCHES',
  severity: 'warning',
  cause: 'No request can match a policy: wrong host, workspace, account or method, or a query in its URL.',
  example: `\`{"url":"${WORKSPACES}/WS<another>","method":"get"}\``,
  mend: `Use ${WORKSPACES}/<workspace_sid>… and an upper-case method.`,
  kinds: ['taskrouter-capability'],
  *check(token) {
    for (const { index, claim, policy } of policiesOf(token)) {
      const never = policy === undefined ? undefined : whyNever(token, policy)
      if (never !== undefined) yield { claim, message: `no request matches the policy ${index}: ${never}` }
    }
  },
}
