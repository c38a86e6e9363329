// What stands written in a source, by its value: `24 * 3600` is 86400, `'twilio-' + 'fpa'` is `twilio-fpa`.
import ts from 'typescript'

export type Value = number | string | RegExp | readonly Value[]

/** Reads constant expressions, also through names, but not through those of `homes`: who names a fact reads it there. */
export class Folder {
  readonly #checker: ts.TypeChecker
  readonly #isHome: (file: string) => boolean
  readonly #folding = new Set<ts.Node>()

  constructor(checker: ts.TypeChecker, isHome: (file: string) => boolean) {
    this.#checker = checker
    this.#isHome = isHome
  }

  /** The value of a constant expression or of a literal's type; undefined for any other. */
  fold(node: ts.Node): Value | undefined {
    if (ts.isNumericLiteral(node)) return Number(node.text)
    if (ts.isBigIntLiteral(node)) return Number(node.text.slice(0, -1))
    if (ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node))
      return node.text
    if (ts.isRegularExpressionLiteral(node)) {
      const end = node.text.lastIndexOf('/')
      return regExp(node.text.slice(1, end), node.text.slice(end + 1))
    }
    if (ts.isLiteralTypeNode(node)) return this.fold(node.literal)
    if (
      ts.isParenthesizedExpression(node) ||
      ts.isAsExpression(node) ||
      ts.isSatisfiesExpression(node) ||
      ts.isNonNullExpression(node)
    )
      return this.fold(node.expression)
    if (ts.isTemplateExpression(node)) {
      const rest = node.templateSpans.flatMap(({ expression, literal }) => [
        this.fold(expression),
        literal.text,
      ])
      return rest.every((part) => typeof part === 'string' || typeof part === 'number')
        ? node.head.text + rest.join('')
        : undefined
    }
    if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.MinusToken) {
      const value = this.fold(node.operand)
      return typeof value === 'number' ? -value : undefined
    }
    if (ts.isBinaryExpression(node)) {
      const [left, right] = [this.fold(node.left), this.fold(node.right)]
      if (left === undefined || right === undefined) return undefined
      return calculate(node.operatorToken.kind, left, right)
    }
    if (ts.isArrayLiteralExpression(node)) return this.#foldAll(node.elements)
    if (ts.isCallExpression(node) || ts.isNewExpression(node)) return this.#foldCall(node)
    return ts.isIdentifier(node) ? this.#foldName(node) : undefined
  }

  #foldAll(nodes: readonly ts.Node[]): Value[] | undefined {
    const values = nodes.map((each) => this.fold(each)).filter((value) => value !== undefined)
    return values.length === nodes.length ? values : undefined
  }

  /** `RegExp(…)`, `'a b'.split(' ')`, `['a', 'b'].join(' ')`. */
  #foldCall({
    expression,
    arguments: list = ts.factory.createNodeArray(),
  }: ts.CallExpression | ts.NewExpression) {
    const values = this.#foldAll(list)
    if (values === undefined) return undefined
    const [first, second] = values
    if (ts.isIdentifier(expression) && expression.text === 'RegExp' && first !== undefined)
      return regExp(first instanceof RegExp ? first.source : String(first), String(second ?? ''))
    if (!ts.isPropertyAccessExpression(expression)) return undefined
    const { text } = expression.name
    if (text !== 'split' && text !== 'join') return undefined
    const on = this.fold(expression.expression)
    if (text === 'split') return typeof on === 'string' ? on.split(first as string) : undefined
    return Array.isArray(on) ? on.join(first as string | undefined) : undefined
  }

  #foldName(name: ts.Identifier): Value | undefined {
    const made = this.#symbolOf(name)?.valueDeclaration
    if (made === undefined || !ts.isVariableDeclaration(made) || made.initializer === undefined)
      return undefined
    const isConst = ts.getCombinedNodeFlags(made) & ts.NodeFlags.Const
    if (!isConst || this.#isHome(made.getSourceFile().fileName) || this.#folding.has(made)) return undefined
    this.#folding.add(made)
    try {
      return this.fold(made.initializer)
    } finally {
      this.#folding.delete(made)
    }
  }

  /** Texts that stand together: a list, a union, the cases of a switch, or `a === 'x' || a === 'y'`. */
  textsOf(node: ts.Node): readonly string[] {
    const whole = ts.isCallExpression(node) ? this.fold(node) : undefined
    const parts = Array.isArray(whole) ? whole : partsOf(node).map((part) => this.fold(part))
    return parts.filter((value) => typeof value === 'string')
  }

  /**
   * Whether the compiler compares a text with those that belong in its place, so that one written wrongly is refused.
   * A type that is written out is no such place: it is a copy itself.
   */
  isTyped(node: ts.Node): boolean {
    const type = this.#placeOf(node)
    const each = type?.isUnion() ? type.types : [type]
    const stated = each.filter((one) => !(one && one.flags & ts.TypeFlags.Undefined))
    return stated.length > 0 && stated.every((one) => one?.isStringLiteral())
  }

  /** The type of what belongs in the place of `node`, without regard to what stands there. */
  #placeOf(node: ts.Node): ts.Type | undefined {
    const { parent } = node
    const checker = this.#checker
    if (ts.isPropertyAssignment(parent) && parent.name === node)
      return this.#nameIn(checker.getContextualType(parent.parent), node)
    if (ts.isElementAccessExpression(parent))
      return this.#nameIn(checker.getTypeAtLocation(parent.expression), node)
    if (ts.isTypeReferenceNode(parent)) {
      const parameters = this.#symbolOf(parent.typeName)?.declarations?.find(ts.isTypeAliasDeclaration)
      const at = parent.typeArguments?.indexOf(node as ts.TypeNode) ?? -1
      const constraint = parameters?.typeParameters?.[at]?.constraint
      return constraint && checker.getTypeFromTypeNode(constraint)
    }
    if (ts.isCaseClause(parent)) return checker.getTypeAtLocation(parent.parent.parent.expression)
    if (ts.isBinaryExpression(parent) && isComparison(parent.operatorToken.kind))
      return checker.getTypeAtLocation(parent.left === node ? parent.right : parent.left)
    if (ts.isCallExpression(parent)) {
      // What a type parameter may be: the argument itself says no more than it is.
      const parameter =
        checker.getResolvedSignature(parent)?.parameters[parent.arguments.indexOf(node as ts.Expression)]
      const declared = parameter?.valueDeclaration && checker.getTypeAtLocation(parameter.valueDeclaration)
      if (declared) return checker.getBaseConstraintOfType(declared) ?? declared
    }
    return ts.isExpression(node) ? checker.getContextualType(node) : undefined
  }

  #nameIn(type: ts.Type | undefined, name: ts.Node): ts.Type | undefined {
    const isKnown = 'text' in name && type?.getProperty(name.text as string) !== undefined
    return isKnown ? this.#checker.getStringLiteralType(name.text as string) : undefined
  }

  #symbolOf(name: ts.Node): ts.Symbol | undefined {
    const symbol = this.#checker.getSymbolAtLocation(name)
    return symbol && symbol.flags & ts.SymbolFlags.Alias ? this.#checker.getAliasedSymbol(symbol) : symbol
  }
}

function regExp(source: string, flags: string): RegExp | undefined {
  try {
    return new RegExp(source, flags.replace(/[gy]/g, ''))
  } catch {
    return undefined
  }
}

const CALCULATIONS: Readonly<Partial<Record<ts.SyntaxKind, (left: number, right: number) => number>>> = {
  [ts.SyntaxKind.PlusToken]: (left, right) => left + right,
  [ts.SyntaxKind.MinusToken]: (left, right) => left - right,
  [ts.SyntaxKind.AsteriskToken]: (left, right) => left * right,
  [ts.SyntaxKind.AsteriskAsteriskToken]: (left, right) => left ** right,
  [ts.SyntaxKind.SlashToken]: (left, right) => left / right,
  [ts.SyntaxKind.LessThanLessThanToken]: (left, right) => left << right,
}

function calculate(operator: ts.SyntaxKind, left: Value, right: Value): Value | undefined {
  if (typeof left === 'number' && typeof right === 'number') return CALCULATIONS[operator]?.(left, right)
  const isText = [left, right].some((value) => typeof value === 'string')
  return isText && operator === ts.SyntaxKind.PlusToken ? `${left}${right}` : undefined
}

export function isComparison(operator: ts.SyntaxKind): boolean {
  return (
    operator === ts.SyntaxKind.EqualsEqualsEqualsToken ||
    operator === ts.SyntaxKind.ExclamationEqualsEqualsToken
  )
}

function partsOf(node: ts.Node): readonly ts.Node[] {
  if (ts.isArrayLiteralExpression(node)) return node.elements
  if (ts.isUnionTypeNode(node)) return node.types
  if (ts.isCaseBlock(node)) return node.clauses.filter(ts.isCaseClause).map(({ expression }) => expression)
  if (!isChain(node) || isChain(node.parent)) return []
  const comparisons = linksOf(node)
  const [first] = comparisons.map(({ left }) => left.getText())
  return comparisons.every(({ left }) => left.getText() === first)
    ? comparisons.map(({ right }) => right)
    : []
}

function isChain(node: ts.Node): node is ts.BinaryExpression {
  if (!ts.isBinaryExpression(node)) return false
  const { kind } = node.operatorToken
  return kind === ts.SyntaxKind.BarBarToken || kind === ts.SyntaxKind.AmpersandAmpersandToken
}

function linksOf(node: ts.Expression): readonly ts.BinaryExpression[] {
  if (isChain(node)) return [...linksOf(node.left), ...linksOf(node.right)]
  return ts.isBinaryExpression(node) && isComparison(node.operatorToken.kind) ? [node] : []
}
