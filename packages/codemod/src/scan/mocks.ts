import { ts } from 'ts-morph'
import type { ImportGraph } from '../app/import_graph.ts'
import { walk } from '../code/syntax.ts'
import type { Remark } from '../migration.ts'

/** `jest.mock('twilio')` and the like. */
const MOCKERS = /^(mock|doMock|unstable_mockModule|setMock|stub|proxyquire)$/

/** What gives a mock its answer: Jest's and Vitest's names, and Sinon's. */
const ANSWERS = /^(mockReturnValue(Once)?|returns)$/

/** A mock that has to do with tokens says so. */
const TOKENS = /\bjwt\b|AccessToken|Capability\b|\btoJwt\b/

/** A function that gives a promise now. */
export interface AsyncName {
  readonly name: string
  readonly path: string
}

/** What the search for mocks has to know of the app. */
interface MockedApp {
  /** The texts of the app after the migration, by path. */
  readonly files: ReadonlyMap<string, string>
  /** The files of `__mocks__` that stand in for `twilio`. */
  readonly standIns: ReadonlyMap<string, string>
  readonly graph: ImportGraph
  readonly changed: readonly string[]
  readonly asyncNames: readonly AsyncName[]
  readonly isTwilio: (module: string) => boolean
}

/** Finds what in tests stands in for something that is another now: `twilio`, and functions that give a promise. */
export function findMocks(app: MockedApp): Remark[] {
  const { files, standIns, graph, changed, asyncNames, isTwilio } = app
  const found: Remark[] = [...standIns]
    .filter(([, text]) => TOKENS.test(text))
    .map(([path]) => ({
      path,
      line: 1,
      message: 'this stands in for twilio, which the native packages do not see',
    }))
  const touches = (path: string) => changed.some((other) => graph.reaches(path, other))
  for (const [path, text] of files) {
    const mocksTwilio = /\b(mock|doMock|unstable_mockModule|setMock|stub|proxyquire)\s*\(/.test(text)
    const names = asyncNames.filter(
      ({ name, path: of }) => path !== of && text.includes(name) && graph.reaches(path, of),
    )
    const mocksNames = names.length > 0 && /mockReturnValue|\.returns\(|\bfn\(/.test(text)
    if (!mocksTwilio && !mocksNames) continue
    const file = ts.createSourceFile(path, text, ts.ScriptTarget.ES2022, true)
    const add = (node: ts.Node, message: string) =>
      found.push({ path, line: file.getLineAndCharacterOfPosition(node.getStart()).line + 1, message })
    walk(file, (node) => {
      if (!ts.isCallExpression(node)) return
      const [module] = node.arguments
      if (
        MOCKERS.test(lastName(node.expression)) &&
        module !== undefined &&
        ts.isStringLiteralLike(module) &&
        isTwilio(module.text) &&
        (TOKENS.test(node.getText()) || touches(path))
      )
        add(node, 'twilio is mocked here, which the native packages do not see')
      const mocked = names.find(({ name }) => answersFor(node, name))
      if (mocked !== undefined)
        add(
          node,
          `${mocked.name}() gives a promise now, and this stands in for it with a value: mockResolvedValue() gives one too`,
        )
    })
  }
  return found
}

function lastName(callee: ts.Expression): string {
  if (ts.isPropertyAccessExpression(callee)) return callee.name.text
  return ts.isIdentifier(callee) ? callee.text : ''
}

/** Tells whether a call makes a mock of that name answer with a value that is no promise. */
function answersFor(call: ts.CallExpression, name: string): boolean {
  const isAnswer = ANSWERS.test(lastName(call.expression)) && ts.isPropertyAccessExpression(call.expression)
  // `jest.fn(() => value)`; one that is asynchronous stands in for the new form already.
  const [made] = call.arguments
  const isMade =
    lastName(call.expression) === 'fn' &&
    made !== undefined &&
    ts.isArrowFunction(made) &&
    made.modifiers === undefined
  if (!isAnswer && !isMade) return false
  if (/\bPromise\b/.test(made?.getText() ?? '')) return false
  const receiver = isAnswer ? (call.expression as ts.PropertyAccessExpression).expression.getText() : ''
  if (receiver.split(/[^\w$]+/).includes(name)) return true
  const member = ts.findAncestor(call, ts.isPropertyAssignment)
  return member?.initializer === call && member.name.getText().replace(/['"]/g, '') === name
}
