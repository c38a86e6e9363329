// pnpm check:grants
// Whether each grant package has all its places: what a grant needs beside its own folder.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isMain, type Package, readPublished, readScope, report, root } from './workspace.ts'

interface Place {
  readonly file: string
  /** What must stand there; `NAME` is the package with its scope, `SHORT` its name without `grants-`, `KEY` its claim. */
  readonly text: string
  /** What to do where it does not. */
  readonly mend: string
  /** Grants that do without, and why. */
  readonly except?: Readonly<Record<string, string>>
}

const PLACES: readonly Place[] = [
  {
    file: 'README.md',
    text: '(packages/grants-SHORT/README.md)',
    mend: 'add its row to the table of packages',
  },
  {
    file: 'tools/benchmark/src/size_budgets.ts',
    text: '/[\\s{][\'"]?SHORT[\'"]?: /',
    mend: 'add its class to GRANTS, which gives it a budget',
  },
  {
    file: 'packages/cli/package.json',
    text: '"NAME"',
    mend: 'give `xtoken mint` a flag for it (packages/cli/src/commands/grant_flags.ts) and name the dependency',
  },
  {
    file: 'packages/cli/src/commands/grant_flags.ts',
    text: "'NAME'",
    mend: 'give `xtoken mint` a flag for each of its options',
  },
  {
    file: 'packages/token-doctor/package.json',
    text: '"NAME"',
    mend: 'let the doctor read its fields (src/read/grant_shapes.ts), and name the dependency',
    except: { 'grants-playback': 'its payload is what Twilio answered, with no members of ours' },
  },
  {
    file: 'packages/token-doctor/src/read/grant_shapes.ts',
    text: "'NAME'",
    mend: 'add its shape to GRANT_SHAPES, by its key',
  },
  {
    file: 'packages/token-doctor/test/agreement.test.ts',
    text: "'NAME'",
    mend: 'let minter and doctor agree on it: add its options to `grant`',
  },
  {
    file: 'packages/token-doctor/test/mint_again.ts',
    text: "'NAME'",
    mend: 'add its class to GRANTS, with which claims are minted anew',
  },
  {
    file: 'packages/token-page/src/page/allowed.ts',
    text: '/^  KEY: \\[/m',
    mend: 'say on the page in words what it allows: a line of GRANTS',
  },
  {
    file: 'tools/testing/bundle.test.ts',
    text: "'grants-SHORT'",
    mend: 'add it to PACKAGES, and to the devDependencies of the root package.json',
  },
  {
    file: 'tools/end-to-end/app/packages.js',
    text: "'NAME'",
    mend: 'export its class to the suite of the runtimes',
  },
  {
    file: 'tools/end-to-end/src/runtimes.e2e.ts',
    text: "'grants-SHORT'",
    mend: 'add it to what that suite installs',
  },
]

/** The key that the class of a grant has, as its source says. */
function keyOf(name: string): string {
  const file = join(
    root,
    'packages',
    name,
    'src',
    `${name.slice('grants-'.length).replaceAll('-', '_')}_grant.ts`,
  )
  const source = existsSync(file) ? readFileSync(file, 'utf8') : ''
  return /static readonly key = '(\w+)'/.exec(source)?.[1] ?? name.slice('grants-'.length)
}

function stands(text: string, place: Place, name: string, scope: string): boolean {
  const wanted = place.text
    .replaceAll('NAME', `${scope}/${name}`)
    .replaceAll('SHORT', name.slice('grants-'.length))
    .replaceAll('KEY', keyOf(name))
  const [, pattern, flags] = /^\/(.*)\/(\w*)$/.exec(wanted) ?? []
  return pattern === undefined ? text.includes(wanted) : new RegExp(pattern, flags).test(text)
}

/** What is missing of the grant `name`; `read` gives the text of a file of the repository, '' where there is none. */
export function checkGrant(
  name: string,
  scope: string,
  read: (file: string) => string,
  places: readonly Place[] = PLACES,
): string[] {
  return places
    .filter((place) => !stands(read(place.file), place, name, scope))
    .map(({ file, mend }) => `${name}: ${mend} (${file})`)
}

function checkFolder({ dir, name }: Package): string[] {
  const tests = existsSync(join(dir, 'test')) ? readdirSync(join(dir, 'test')) : []
  const shared = tests.some((file) =>
    readFileSync(join(dir, 'test', file), 'utf8').includes('describeGrant('),
  )
  return shared
    ? []
    : [`${name}: run describeGrant of tools/testing/grants.ts in a test (packages/${name}/test)`]
}

/** What is missing of any grant package. */
export function checkGrants(): string[] {
  const scope = readScope()
  const read = (file: string): string =>
    existsSync(join(root, file)) ? readFileSync(join(root, file), 'utf8') : ''
  const grants = readPublished().filter(({ name }) => name.startsWith('grants-'))
  // A place where no grant stands is none.
  const places = PLACES.filter((place) =>
    grants.some(({ name }) => stands(read(place.file), place, name, scope)),
  )
  return grants.flatMap((each) => {
    const own = places.filter(({ except }) => except?.[each.name] === undefined)
    return [...checkGrant(each.name, scope, read, own), ...checkFolder(each)]
  })
}

if (isMain(import.meta.url)) report('grants', checkGrants())
