// What the published packages hand out, and which of it takes an object from its caller: read off the types of every
// entry, so that a function that is added is found without being named anywhere.
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'

const packages = join(dirname(fileURLToPath(import.meta.url)), '..', '..', 'packages')

/** One member of such an object, as its type is written. */
export interface Member {
  /** Whether it may be present as undefined: `name?: T | undefined`. */
  readonly undefinedToo: boolean
  readonly needed: boolean
}

/** A place where an object of named members is taken. */
export interface Taker {
  /** Such as `jwt-core Jwt.decode(options)`: `new` is a constructor, `()` what a caller's function gives. */
  readonly name: string
  /** The name of its type; empty where it has none. */
  readonly type: string
  readonly members: Readonly<Record<string, Member>>
}

export interface Surface {
  readonly takers: readonly Taker[]
  /** Every function, method and constructor, by name. */
  readonly callables: readonly string[]
  /** Each argument that may be any text, such as `jwt-core parseKeyRing(json)`. */
  readonly texts: readonly string[]
}

interface Entry {
  readonly pack: string
  readonly file: string
}

/** The source of each entry of each package, by its `exports`. */
function entriesOf(pack: string): Entry[] {
  const manifest = JSON.parse(readFileSync(join(packages, pack, 'package.json'), 'utf8'))
  const sources = Object.values<Record<string, string>>(manifest.exports ?? {})
    .map((entry) => Object.entries(entry).find(([condition]) => condition.endsWith('/source'))?.[1])
    .filter((source) => source !== undefined)
  return [...new Set(sources)].map((source) => ({ pack, file: join(packages, pack, source) }))
}

function createProgram(files: readonly string[]): ts.Program {
  const path = join(packages, '..', 'tsconfig.json')
  const { options } = ts.parseJsonConfigFileContent(
    { extends: './tsconfig.base.json', compilerOptions: { noEmit: true, declaration: false } },
    ts.sys,
    dirname(path),
  )
  return ts.createProgram([...files], { ...options, isolatedDeclarations: false })
}

/** Walks what the entries of all packages but these export, and what that has and gives in turn. */
export function readSurface(without: readonly string[]): Surface {
  const entries = readdirSync(packages)
    .filter((pack) => !without.includes(pack))
    .flatMap(entriesOf)
  const program = createProgram(entries.map(({ file }) => file))
  const checker = program.getTypeChecker()
  const takers = new Map<string, Taker>()
  const callables = new Set<string>()
  const texts = new Set<string>()
  const seen = new Set<ts.Type | string>()

  function isOurs(symbol: ts.Symbol | undefined): boolean {
    const files = symbol?.declarations?.map((each) => each.getSourceFile().fileName) ?? []
    return files.some((file) => file.startsWith(packages) && !file.includes('node_modules'))
  }

  function isHidden(symbol: ts.Symbol): boolean {
    const flags = ts.ModifierFlags.Private | ts.ModifierFlags.Protected
    return (
      symbol.getJsDocTags(checker).some(({ name }) => name === 'internal') ||
      symbol.declarations?.some((each) => ts.getCombinedModifierFlags(each) & flags) === true ||
      /^(?:#|__#|__@)/.test(symbol.name)
    )
  }

  function visitSignature(name: string, signature: ts.Signature): void {
    if (signature.getJsDocTags().some((tag) => tag.name === 'internal')) return
    callables.add(name)
    for (const parameter of signature.parameters) {
      const type = checker.getTypeOfSymbol(parameter)
      if (checker.isTypeAssignableTo(checker.getStringType(), type)) texts.add(`${name}(${parameter.name})`)
      takeValue(`${name}(${parameter.name})`, type)
    }
    visitType(name, signature.getReturnType())
  }

  /** Notes what a caller gives: an object of members, what its members are, and what its functions give. */
  function takeValue(name: string, type: ts.Type, depth = 0): void {
    if (depth > 3) return
    const parts = type.isUnion() ? type.types : [type]
    for (const part of parts) {
      for (const signature of part.getCallSignatures())
        takeValue(`${name}()`, checker.getAwaitedType(signature.getReturnType()) ?? part, depth + 1)
      if (isObjectOfMembers(part)) takeObject(name, part, depth)
    }
  }

  function takeObject(name: string, type: ts.Type, depth: number): void {
    const members: Record<string, Member> = {}
    for (const member of type.getProperties()) {
      members[member.name] = {
        undefinedToo: takesUndefined(member),
        needed: (member.flags & ts.SymbolFlags.Optional) === 0,
      }
      takeValue(`${name}.${member.name}`, checker.getTypeOfSymbol(member), depth + 1)
    }
    const typeName = ((type.aliasSymbol ?? type.getSymbol())?.name ?? '').replace('__type', '')
    // One of several that may be given.
    const own = takers.has(name) ? `${name}: ${typeName || Object.keys(members).join()}` : name
    takers.set(own, { name: own, type: typeName, members })
  }

  function takesUndefined(member: ts.Symbol): boolean {
    return (
      member.declarations?.some((each) => {
        const written = (each as ts.PropertySignature).type
        const type = written && checker.getTypeFromTypeNode(written)
        if (type && type.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown)) return true
        return type?.isUnion() && type.types.some((part) => part.flags & ts.TypeFlags.Undefined)
      }) ?? false
    )
  }

  function isObjectOfMembers(type: ts.Type): boolean {
    if (type.isIntersection()) return type.types.some(isObjectOfMembers)
    if ((type.flags & ts.TypeFlags.Object) === 0 || checker.isArrayLikeType(type)) return false
    if (type.getCallSignatures().length > 0 || type.getConstructSignatures().length > 0) return false
    const symbol = type.getSymbol()
    if (symbol && symbol.flags & ts.SymbolFlags.Class) return false
    return isOurs(symbol) && type.getProperties().length > 0
  }

  function visitType(name: string, type: ts.Type): void {
    const key = keyOf(type)
    if (seen.has(key)) return
    seen.add(key)
    if (type.isUnionOrIntersection()) for (const part of type.types) visitType(name, part)
    for (const part of argumentsOf(type)) visitType(name, part)
    for (const signature of type.getCallSignatures()) visitSignature(name, signature)
    for (const signature of type.getConstructSignatures()) visitSignature(`${name}.new`, signature)
    if (!isOurs(type.getSymbol())) return
    for (const member of type.getProperties()) {
      if (member.flags & ts.SymbolFlags.Prototype || isHidden(member) || !isOurs(member)) continue
      const at = `${name}.${member.name}`
      visitType(at, checker.getTypeOfSymbol(member))
      if (member.flags & ts.SymbolFlags.SetAccessor) takeValue(`${at}(set)`, checker.getTypeOfSymbol(member))
    }
  }

  /** A class with type parameters is one, whatever they are: its methods may give it with others, and so on. */
  function keyOf(type: ts.Type): ts.Type | string {
    const symbol = type.getSymbol()
    const [at] = (isOurs(symbol) && symbol?.declarations) || []
    if (at === undefined || type.flags & ts.TypeFlags.TypeParameter) return type
    return `${at.getSourceFile().fileName}:${at.pos} ${type.getConstructSignatures().length}`
  }

  function argumentsOf(type: ts.Type): readonly ts.Type[] {
    const isReference =
      type.flags & ts.TypeFlags.Object && (type as ts.ObjectType).objectFlags & ts.ObjectFlags.Reference
    return isReference ? checker.getTypeArguments(type as ts.TypeReference) : []
  }

  for (const { pack, file } of entries) {
    const source = program.getSourceFile(file)
    const module = source && checker.getSymbolAtLocation(source)
    if (module === undefined) throw new Error(`${relative(packages, file)} exports nothing`)
    for (const exported of checker.getExportsOfModule(module)) {
      const symbol = exported.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(exported) : exported
      const name = `${pack} ${exported.name}`
      if (symbol.flags & ts.SymbolFlags.Value) visitType(name, checker.getTypeOfSymbol(symbol))
      if (symbol.flags & (ts.SymbolFlags.Class | ts.SymbolFlags.Interface))
        visitType(name, checker.getDeclaredTypeOfSymbol(symbol))
    }
  }
  return { takers: [...takers.values()], callables: [...callables], texts: [...texts] }
}
