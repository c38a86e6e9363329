import { ts } from 'ts-morph'
import { type Manifest, rangeMajor } from '../app/manifests.ts'
import { innermost } from '../code/syntax.ts'
import { loadedModule } from '../twilio/origin.ts'

/**
 * What becomes of an error in a function that a framework calls: `all` also catches what a promise rejects with,
 * `thrown` only what is thrown at once, `none` nothing, so that the process ends.
 */
export type Catches = 'all' | 'thrown' | 'none'

/** Who serves requests with the handlers that it is given. */
export interface Framework {
  readonly name: string
  readonly catches: Catches
}

/** The packages whose applications and routers take handlers, with what they catch. */
const FRAMEWORKS: Readonly<Record<string, Catches>> = {
  'express-promise-router': 'all',
  '@koa/router': 'all',
  'koa-router': 'all',
  koa: 'all',
  fastify: 'all',
  hono: 'all',
  '@hono/zod-openapi': 'all',
  '@hapi/hapi': 'all',
  h3: 'all',
  elysia: 'all',
  'itty-router': 'all',
  express: 'thrown',
  '@feathersjs/express': 'thrown',
  restify: 'none',
  polka: 'none',
  connect: 'thrown',
  router: 'thrown',
}

/** What Express 4 does not catch, this package makes it catch. */
const CATCHING_PATCHES = ['express-async-errors', '@rocket.chat/express-async-errors']

function frameworkNamed(name: string, manifest: Manifest | undefined): Framework | undefined {
  const known = Object.hasOwn(FRAMEWORKS, name) ? FRAMEWORKS[name] : undefined
  if (known === undefined) return undefined
  const isPatched = CATCHING_PATCHES.some((patch) => manifest?.dependencies[patch] !== undefined)
  if (name !== 'express' && name !== 'router') return { name, catches: known }
  const major = rangeMajor(manifest?.dependencies.express)
  if (isPatched || (major !== undefined && major >= 5)) return { name: 'Express', catches: 'all' }
  return { name: 'Express 4', catches: known }
}

/** The package that an expression comes from: `express` for `express.Router()` and for a variable that holds it. */
export function moduleOf(
  node: ts.Node,
  checker: ts.TypeChecker,
  seen: ReadonlySet<ts.Node> = new Set(),
): string | undefined {
  if (seen.has(node)) return undefined
  const follow = (next: ts.Node) => moduleOf(next, checker, new Set([...seen, node]))
  const inner = ts.isExpression(node) ? innermost(node) : node
  const loaded = loadedModule(inner)
  if (loaded !== undefined) return loaded
  if (ts.isQualifiedName(inner)) return follow(inner.left)
  if (ts.isPropertyAccessExpression(inner) && inner.expression.kind === ts.SyntaxKind.ThisKeyword) {
    const member = checker.getSymbolAtLocation(inner)?.valueDeclaration
    return member && moduleOfDeclaration(member, follow)
  }
  if (
    ts.isPropertyAccessExpression(inner) ||
    ts.isCallExpression(inner) ||
    ts.isNewExpression(inner) ||
    ts.isAwaitExpression(inner)
  )
    return follow(inner.expression)
  if (!ts.isIdentifier(inner)) return undefined
  const declaration = checker.getSymbolAtLocation(inner)?.declarations?.[0]
  return declaration && moduleOfDeclaration(declaration, follow)
}

function moduleOfDeclaration(
  declaration: ts.Declaration,
  follow: (node: ts.Node) => string | undefined,
): string | undefined {
  const imported = ts.findAncestor(declaration, ts.isImportDeclaration)
  if (imported !== undefined)
    return ts.isStringLiteral(imported.moduleSpecifier) ? imported.moduleSpecifier.text : undefined
  if (ts.isImportEqualsDeclaration(declaration) && ts.isExternalModuleReference(declaration.moduleReference))
    return ts.isStringLiteralLike(declaration.moduleReference.expression)
      ? declaration.moduleReference.expression.text
      : undefined
  if (ts.isBindingElement(declaration)) {
    const whole = ts.findAncestor(declaration, ts.isVariableDeclaration)
    return whole?.initializer && follow(whole.initializer)
  }
  if (
    !ts.isVariableDeclaration(declaration) &&
    !ts.isParameter(declaration) &&
    !ts.isPropertyDeclaration(declaration)
  )
    return undefined
  if (declaration.initializer !== undefined) return follow(declaration.initializer)
  const { type } = declaration
  return type !== undefined && ts.isTypeReferenceNode(type) ? follow(type.typeName) : undefined
}

/** Names under which applications and routers go where nothing else tells what they are. */
const USUAL = /^(app|application|router|routes?|server|api|fastify|\w+Router)$/i

/** The framework whose application or router an expression is: `app` of `app.get('/', …)`. */
export function frameworkOf(
  receiver: ts.Expression,
  manifest: Manifest | undefined,
  checker: ts.TypeChecker,
): Framework | undefined {
  const from = moduleOf(receiver, checker)
  const known = from === undefined ? undefined : frameworkNamed(from, manifest)
  if (known !== undefined) return known
  const root = rootOf(receiver)
  const isAny = (checker.getTypeAtLocation(receiver).flags & ts.TypeFlags.Any) !== 0
  if (!isAny || (from !== undefined && !from.startsWith('.')) || root === undefined || !USUAL.test(root))
    return undefined
  const installed = Object.keys(FRAMEWORKS).find((name) => manifest?.dependencies[name] !== undefined)
  return frameworkNamed(installed ?? 'express', manifest)
}

/** The framework that serves a package's requests, by what the package depends on. */
export function installedFramework(manifest: Manifest | undefined): Framework | undefined {
  const installed = Object.keys(FRAMEWORKS).find((name) => manifest?.dependencies[name] !== undefined)
  return installed === undefined ? undefined : frameworkNamed(installed, manifest)
}

function rootOf(node: ts.Expression): string | undefined {
  const inner = innermost(node)
  if (ts.isIdentifier(inner)) return inner.text
  if (ts.isCallExpression(inner)) return rootOf(inner.expression)
  if (ts.isPropertyAccessExpression(inner))
    return inner.expression.kind === ts.SyntaxKind.ThisKeyword ? inner.name.text : rootOf(inner.expression)
  return undefined
}
