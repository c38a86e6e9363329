/** One generated program: what it loads, what it makes, and where it makes it. */
export interface Variant {
  readonly form: ImportForm
  readonly product: Product
  readonly use: Use
}

/** How a program gets at the classes of `twilio`. */
export interface ImportForm {
  readonly name: string
  /** The extension of the file, which says whether it is a module and whether it has types. */
  readonly extension: 'cjs' | 'mjs' | 'ts'
  /** What stands at the top of the file. */
  readonly top: string
  /** What stands where the token is made, in an asynchronous function. */
  readonly inside?: string
  /** The expressions for what is taken from `twilio.jwt`. */
  readonly names: Readonly<Partial<Record<Root, string>>>
  /** Files beside it. */
  readonly files?: Readonly<Record<string, string>>
}

export type Root = 'AccessToken' | 'ClientCapability' | 'taskrouter'

/** What is made: statements, and the expression that signs. */
export interface Product {
  readonly name: string
  readonly root: Root
  /** Writes it for the names that the form gives, and an expression for who the bearer is. */
  readonly write: (root: string, who: string) => { readonly statements: string; readonly signed: string }
}

/** Where it is made, and how that is called. */
export interface Use {
  readonly name: string
  readonly isAsync: boolean
  /** Only in modules, where the top level may wait. */
  readonly onlyModules?: true
  /** Wraps statements and a result; `who` is what they read the identity from. */
  readonly who: string
  readonly write: (
    statements: string,
    signed: string,
    exported: (name: string, value: string) => string,
  ) => string
  /** How the runner gets at what it gives: a function of what the file exports. */
  readonly drive: string
}

/** What is made of a class that a call gives, up to where its name ends. */
const NEW_OF_CALL = /(new \((?:require\('twilio'\)|load\(\)|\(loaded[^)]*\))[\w.]*)/g

/** The text of a program. */
export function writeVariant({ form, product, use }: Variant): string {
  const root = form.names[product.root] as string
  const { statements, signed } = product.write(root, use.who)
  const exported = (name: string, value: string) =>
    form.extension === 'cjs'
      ? `exports.${name} = ${value}`
      : name === value
        ? `export { ${name} }`
        : `export const ${name} = ${value}`
  const text = `${form.top}\n${use.write(`${form.inside ?? ''}\n${statements}`, signed, exported)}\n`
  // `new f().C()` makes an object of f.
  return root.includes('(')
    ? text.replaceAll(`new ${root}`, `new (${root}`).replace(NEW_OF_CALL, '$1)')
    : text
}

export function nameOf({ form, product, use }: Variant): string {
  return `${form.name} / ${product.name} / ${use.name}`
}
