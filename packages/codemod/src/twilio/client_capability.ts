import { ts } from 'ts-morph'
import type { App } from '../app/app.ts'
import { constructionOf, isAvailableAt, usesOf } from '../code/construction.ts'
import { membersOf } from '../code/object_literal.ts'
import { innermost, isPure, outermost, runnerOf, statementOf } from '../code/syntax.ts'
import type { Rewrite } from '../edit/constructor_options.ts'
import { removeStatement } from '../edit/edits_of_lines.ts'
import type { Finding, Scan } from '../scan/findings.ts'
import { isScopeClass } from './classes.ts'
import { entityOf } from './entity.ts'

/** A scope that is added to a token. */
interface AddedScope {
  readonly kind: string
  readonly call: ts.CallExpression
  readonly scope: ts.NewExpression
  /** The variable that holds the scope, where one does. */
  readonly variable: ts.VariableDeclaration | undefined
}

/** `{ ttl }` or `{ ttl: value }`. */
function writeMember(name: string, value: ts.Expression): string {
  const text = value.getText()
  return text === name ? `{ ${name} }` : `{ ${name}: ${text} }`
}

/** `new ClientCapability({ accountSid, authToken, ttl })` takes its first two options as arguments. */
function rewriteConstruction(made: ts.NewExpression): string | undefined {
  const [options, ...more] = made.arguments ?? []
  if (options === undefined || more.length > 0) return undefined
  const members = membersOf(options)
  if (members === undefined) {
    const text = options.getText()
    const isName = ts.isIdentifier(options) || (ts.isPropertyAccessExpression(options) && isPure(options))
    return isName ? `${text}.accountSid, ${text}.authToken, { ttl: ${text}.ttl }` : undefined
  }
  const [accountSid, authToken, ttl] = ['accountSid', 'authToken', 'ttl'].map((name) => members.get(name))
  const isOrdered = [...members.keys()].join() === (ttl ? 'accountSid,authToken,ttl' : 'accountSid,authToken')
  if (accountSid === undefined || authToken === undefined || members.size > (ttl ? 3 : 2)) return undefined
  if (!isOrdered && ![...members.values()].every(isPure)) return undefined
  return [accountSid.getText(), authToken.getText(), ...(ttl ? [writeMember('ttl', ttl)] : [])].join(', ')
}

/** The arguments of the method that stands for a scope class, or why there are none. */
function rewriteScope(
  { kind, scope }: AddedScope,
  isNamed: boolean,
): { method: string; given: string } | { reason: string } {
  const [first, ...more] = scope.arguments ?? []
  if (more.length > 0 || (first !== undefined && ts.isSpreadElement(first)))
    return { reason: `${kind} is made with other arguments than it has` }
  if (kind === 'EventStreamScope') return { method: 'allowEventStream', given: first?.getText() ?? '' }
  if (first === undefined) return { reason: `${kind} is made without its argument` }
  if (kind === 'IncomingClientScope') return { method: 'allowClientIncoming', given: first.getText() }
  const members = membersOf(first)
  const applicationSid = members?.get('applicationSid')
  const known = ['applicationSid', 'clientName', 'params']
  if (
    members === undefined ||
    applicationSid === undefined ||
    [...members.keys()].some((name) => !known.includes(name))
  )
    return { reason: `the options of ${kind} cannot be told apart here` }
  const params = members.get('params')
  const clientName = isNamed ? members.get('clientName') : undefined
  const values = [applicationSid, params, clientName].filter((value) => value !== undefined)
  const inOrder = [...members.values()].filter((value) => values.includes(value))
  if (!values.every(isPure) && values.some((value, index) => value !== inOrder[index]))
    return { reason: `the options of ${kind} would be evaluated in another order` }
  const given = [applicationSid.getText()]
  if (params !== undefined) given.push(params.getText())
  else if (clientName !== undefined) given.push('{}')
  if (clientName !== undefined) given.push(writeMember('clientName', clientName))
  return { method: 'allowClientOutgoing', given: given.join(', ') }
}

/** Whether calls carry the same name natively: that of incoming ones, unless they have one of their own. */
function readClientName(scopes: readonly AddedScope[]): { isNamed: boolean; reason?: string } {
  const outgoing = scopes.find(({ kind }) => kind === 'OutgoingClientScope')
  const incoming = scopes.find(({ kind }) => kind === 'IncomingClientScope')
  const given = membersOf(outgoing?.scope.arguments?.[0])?.get('clientName')
  if (outgoing === undefined) return { isNamed: false }
  const name = incoming?.scope.arguments?.[0]
  if (given !== undefined) {
    const isSame = name !== undefined && given.getText() === name.getText() && isPure(given) && isPure(name)
    const isTogether =
      incoming !== undefined && statementOf(outgoing.call)?.parent === statementOf(incoming.call)?.parent
    return { isNamed: !isSame || !isTogether }
  }
  if (name === undefined) return { isNamed: false }
  return {
    isNamed: false,
    reason: `OutgoingClientScope has no clientName, and the native outgoing scope carries the name of the incoming one; give it clientName: ${name.getText()} if that is right, and run this again`,
  }
}

/** Turns `ClientCapability` and its scopes into `ClientCapabilityToken` and its methods. */
export function rewriteClientCapability(scan: Scan, app: App): Rewrite & { notes: Finding[] } {
  const { file } = scan
  const rewrite: Rewrite & { notes: Finding[] } = { edits: [], reasons: [], notes: [] }
  const refuse = (node: ts.Node, message: string) => void rewrite.reasons.push({ file, node, message })
  const seen = new Set<ts.NewExpression>()
  const byToken = new Map<ts.NewExpression, AddedScope[]>()

  for (const call of scan.addScopes) {
    const token = constructionOf((call.expression as ts.PropertyAccessExpression).expression, app)
    const [argument] = call.arguments
    const scope = argument && constructionOf(argument, app)
    const entity = scope && entityOf(scope, app.checker)
    if (
      token === undefined ||
      scope === undefined ||
      argument === undefined ||
      entity === undefined ||
      !isScopeClass(entity.name)
    ) {
      refuse(call, 'addScope is given a scope, or is called on a token, that is made elsewhere')
      continue
    }
    if (!ts.isExpressionStatement(outermost(call).parent)) refuse(call, 'the result of addScope is used')
    if (runnerOf(call) !== runnerOf(token) || isRepeated(call, token))
      refuse(call, 'addScope may be called several times')
    const variable = innermost(argument) === scope ? undefined : (scope.parent as ts.VariableDeclaration)
    const added = { kind: entity.name, call, scope, variable }
    seen.add(scope)
    const scopes = byToken.get(token) ?? []
    if (scopes.some(({ kind }) => kind === added.kind))
      refuse(call, `the token has more than one ${added.kind}, and the native one keeps only the last`)
    byToken.set(token, [...scopes, added])
  }

  for (const { node, name, isType, isAlias } of scan.uses) {
    if (isType || isAlias || !ts.isNewExpression(outermost(node).parent)) continue
    const made = outermost(node).parent as ts.NewExpression
    if (isScopeClass(name) && !seen.has(made))
      refuse(made, `${name} is not added to a token where it is made`)
    if (name !== 'ClientCapability') continue
    const given = rewriteConstruction(made)
    const [options] = made.arguments ?? []
    if (given === undefined || options === undefined)
      refuse(made, 'the options of ClientCapability cannot be told apart here')
    else rewrite.edits.push({ start: options.getStart(), end: options.end, text: given })
  }

  for (const scopes of byToken.values()) {
    const { isNamed, reason } = readClientName(scopes)
    if (reason !== undefined) refuse(scopes[0]?.call as ts.Node, reason)
    for (const added of scopes) addScope(added, isNamed)
  }

  function addScope(added: AddedScope, isNamed: boolean): void {
    const { call, scope, variable } = added
    const written = rewriteScope(added, isNamed)
    if ('reason' in written) return void refuse(call, written.reason)
    if (variable !== undefined) {
      const statement = variable.parent.parent
      const isAlone =
        ts.isVariableStatement(statement) &&
        ts.isVariableDeclarationList(variable.parent) &&
        variable.parent.declarations.length === 1
      const moves = (scope.arguments ?? []).every((given) => isPure(given) && isAvailableAt(given, call, app))
      if (!isAlone || !moves || usesOf(variable, app).length !== 1)
        return void refuse(scope, `${added.kind} is used for more than one token, or made in another order`)
      rewrite.edits.push(removeStatement(statement))
    }
    const { name } = call.expression as ts.PropertyAccessExpression
    rewrite.edits.push({ start: name.getStart(), end: call.end, text: `${written.method}(${written.given})` })
    if (written.method === 'allowEventStream' && written.given !== '')
      rewrite.notes.push({
        file,
        node: call,
        message:
          'the filters of the event stream are sent as params, as Twilio reads them; twilio sent appParams',
      })
  }

  return rewrite
}

/** Tells whether a loop runs a call more often than the token is made. */
function isRepeated(call: ts.Node, token: ts.Node): boolean {
  const loop = ts.findAncestor(call, (node) => ts.isIterationStatement(node, false))
  return loop !== undefined && !(token.pos >= loop.pos && token.end <= loop.end)
}
