import { ts } from 'ts-morph'
import type { Rewrite } from './constructor_options.ts'
import type { Finding, Scan } from './findings.ts'
import { membersOf } from './object_literal.ts'
import { innermost, outermost } from './syntax.ts'

/** Why a policy cannot become a native one as it stands. */
function policyReason(members: ReadonlyMap<string, ts.Expression> | undefined): string | undefined {
  if (members === undefined) return 'the options of Policy cannot be told apart here'
  if (!members.has('url')) return 'Policy has no url, which the native one needs'
  const allow = members.get('allow')
  if (allow === undefined || allow.kind === ts.SyntaxKind.TrueKeyword) return undefined
  return "twilio's Policy allows whatever `allow` says, and the native one obeys it: decide, and run this again"
}

/** Turns `TaskRouterCapability` and its policies into native ones, whose names are mostly the same. */
export function rewriteTaskRouter({ file, uses, assignments }: Scan): Rewrite & { notes: Finding[] } {
  const rewrite: Rewrite & { notes: Finding[] } = { edits: [], reasons: [], notes: [] }
  const isUsed = (wanted: string) => uses.some(({ name, isAlias }) => name === wanted && !isAlias)
  for (const { node, name } of uses) {
    const made = outermost(node).parent
    if (!ts.isNewExpression(made)) continue
    if (name === 'TaskRouterCapability') readToken(made)
    if (name === 'Policy') readPolicy(made)
  }

  function readToken(made: ts.NewExpression): void {
    if (!isUsed('defaultEventBridgePolicies'))
      rewrite.reasons.push({
        file,
        node: made,
        message:
          'the native token lets its bearer use the web socket and fetch itself from the start, and this one does not ask for it; add util.defaultEventBridgePolicies() if that is right, and run this again',
      })
    const members = membersOf(made.arguments?.[0])
    const isNamed =
      members?.has('friendlyName') === true ||
      assignments.some(({ access }) => access.name.text === 'friendlyName')
    const news = [
      ...(isUsed('defaultWorkerPolicies') ? [] : ['lets its bearer fetch its own resource from the start']),
      ...(isNamed ? [] : ['takes the channel for the friendly name where none is given']),
    ]
    if (news.length > 0)
      rewrite.notes.push({ file, node: made, message: `the native token ${news.join(', and ')}` })
  }

  function readPolicy(made: ts.NewExpression): void {
    const [options] = made.arguments ?? []
    const members = membersOf(options)
    const message = policyReason(members)
    if (message !== undefined) rewrite.reasons.push({ file, node: made, message })
    else if (members?.has('method') === false) {
      const last = (innermost(options as ts.Expression) as ts.ObjectLiteralExpression).properties.at(
        -1,
      ) as ts.Node
      rewrite.edits.push({ start: last.end, end: last.end, text: ", method: 'GET'" })
    }
  }

  return rewrite
}
