import { ts } from 'ts-morph'
import { TWILIO_ROOT } from './twilio_types.ts'

/** Something of the `twilio` package that an expression stands for. */
export interface Entity {
  readonly kind: 'module' | 'namespace' | 'class' | 'function' | 'instance'
  /** The name within `twilio.jwt`, such as `VideoGrant`. */
  readonly name: string
}

function isOfTwilio(symbol: ts.Symbol | undefined): symbol is ts.Symbol {
  return symbol?.declarations?.[0]?.getSourceFile().fileName.startsWith(TWILIO_ROOT) === true
}

function kindOf(type: ts.Type, { flags }: ts.Symbol): Entity['kind'] | undefined {
  if (flags & ts.SymbolFlags.Class) return type.isClassOrInterface() ? 'instance' : 'class'
  if (flags & ts.SymbolFlags.ValueModule)
    return flags & ts.SymbolFlags.Function
      ? 'module'
      : flags & ts.SymbolFlags.NamespaceModule
        ? 'namespace'
        : 'module'
  return flags & ts.SymbolFlags.Function ? 'function' : undefined
}

/** What of `twilio` a value of this type is, if it is of it. */
function entityOfType(type: ts.Type): Entity | undefined {
  if (type.isUnion()) return type.types.map(entityOfType).find((entity) => entity !== undefined)
  const symbol = type.getSymbol()
  if (!isOfTwilio(symbol)) return undefined
  const kind = kindOf(type, symbol)
  return kind && { kind, name: symbol.getName() }
}

/** What of `twilio` an expression stands for, if it does. */
export function entityOf(node: ts.Node, checker: ts.TypeChecker): Entity | undefined {
  return entityOfType(checker.getTypeAtLocation(node))
}

/** As {@link entityOf}, for a name that is declared: it may stand for a type alone. */
export function entityOfName(name: ts.Identifier, checker: ts.TypeChecker): Entity | undefined {
  const found = checker.getSymbolAtLocation(name)
  const symbol = found && found.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(found) : found
  if (symbol === undefined || !isOfTwilio(symbol)) return entityOf(name, checker)
  if (symbol.flags & ts.SymbolFlags.Interface) return { kind: 'class', name: symbol.getName() }
  const kind = kindOf(checker.getTypeOfSymbol(symbol), symbol)
  return kind && { kind, name: symbol.getName() }
}

/** The class or interface of `twilio` that a name in a type stands for, if it does. */
export function typeNameOf(name: ts.EntityName | ts.Node, checker: ts.TypeChecker): string | undefined {
  const found = checker.getSymbolAtLocation(
    ts.isQualifiedName(name as ts.Node) ? (name as ts.QualifiedName).right : name,
  )
  if (found === undefined) return undefined
  const symbol = found.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(found) : found
  const isType = symbol.flags & (ts.SymbolFlags.Class | ts.SymbolFlags.Interface | ts.SymbolFlags.Function)
  const isModule = symbol.flags & ts.SymbolFlags.Function && symbol.flags & ts.SymbolFlags.ValueModule
  return isOfTwilio(symbol) && isType && !isModule ? symbol.getName() : undefined
}
