import type { Use } from './variant.ts'

type Export = (name: string, value: string) => string

function use(
  name: string,
  who: string,
  write: (statements: string, signed: string, exported: Export) => string,
  drive: string,
  more: Partial<Use> = {},
): Use {
  return { name, who, write, drive, isAsync: false, ...more }
}

const asynchronous = { isAsync: true } as const

/** The program makes a token in a function of its own, and does something with it. */
function helper(name: string, run: string, more: Partial<Use> = {}): Use {
  return use(
    name,
    'who',
    (body, signed, exported) => `function mint(who) {\n${body}\nreturn ${signed}\n}\n${exported('run', run)}`,
    '(app) => app.run("alice")',
    more,
  )
}

export const USES: readonly Use[] = [
  use(
    'an exported function',
    'who',
    (body, signed, exported) => exported('run', `function (who) {\n${body}\nreturn ${signed}\n}`),
    '(app) => app.run("alice")',
  ),
  use(
    'an exported arrow',
    'who',
    (body, signed, exported) => exported('run', `(who) => {\n${body}\nreturn ${signed}\n}`),
    '(app) => app.run("alice")',
  ),
  use(
    'an asynchronous function',
    'who',
    (body, signed, exported) => exported('run', `async (who) => {\n${body}\nreturn ${signed}\n}`),
    '(app) => app.run("alice")',
    asynchronous,
  ),
  use(
    'an asynchronous function that waits',
    'who',
    (body, signed, exported) =>
      exported('run', `async (who) => {\nawait null\n${body}\nconst jwt1 = ${signed}\nreturn { jwt1 }\n}`),
    'async (app) => (await app.run("alice")).jwt1',
    asynchronous,
  ),
  use(
    'a Lambda function',
    'event.who',
    (body, signed, exported) =>
      exported('handler', `async (event) => {\n${body}\nreturn { statusCode: 200, body: ${signed} }\n}`),
    'async (app) => (await app.handler({ who: "alice" })).body',
    asynchronous,
  ),
  use(
    'a Lambda function that calls back',
    'event.who',
    (body, signed, exported) =>
      exported('handler', `(event, context, callback) => {\n${body}\ncallback(null, { body: ${signed} })\n}`),
    '(app) => new Promise((resolve) => app.handler({ who: "alice" }, {}, (_, result) => resolve(result.body)))',
  ),
  use(
    'a Twilio Function',
    'event.who',
    (body, signed, exported) =>
      exported(
        'handler',
        `function (context, event, callback) {\n${body}\nreturn callback(null, ${signed})\n}`,
      ),
    '(app) => new Promise((resolve) => app.handler({}, { who: "alice" }, (_, result) => resolve(result)))',
  ),
  use(
    'an asynchronous Twilio Function',
    'event.who',
    (body, signed, exported) =>
      exported(
        'handler',
        `async function (context, event, callback) {\n${body}\ncallback(null, ${signed})\n}`,
      ),
    '(app) => new Promise((resolve) => app.handler({}, { who: "alice" }, (_, result) => resolve(result)))',
    asynchronous,
  ),
  use(
    'a callback',
    'who',
    (body, signed, exported) =>
      exported(
        'run',
        `(who, done) => {\ntry {\n${body}\nreturn done(null, ${signed})\n} catch (error) { return done(error) }\n}`,
      ),
    '(app) => new Promise((resolve) => app.run("alice", (_, result) => resolve(result)))',
  ),
  use(
    'a method',
    'who',
    (body, signed, exported) =>
      `class Service {\nmint(who) {\n${body}\nreturn ${signed}\n}\n}\n${exported('run', 'async (who) => new Service().mint(who)')}`,
    '(app) => app.run("alice")',
  ),
  use(
    'a method by name',
    'who',
    (body, signed, exported) =>
      `class Service {\nmint = (who) => {\n${body}\nreturn ${signed}\n}\n}\nconst service = new Service()\n${exported('run', "(who) => ['alice'].map(service.mint)[0]")}`,
    '(app) => app.run("alice")',
  ),
  use(
    'a static method',
    'who',
    (body, signed, exported) =>
      `class Service {\nstatic mint(who) {\n${body}\nreturn ${signed}\n}\n}\n${exported('Service', 'Service')}`,
    '(app) => app.Service.mint("alice")',
  ),
  use(
    'a getter',
    'this.who',
    (body, signed, exported) =>
      `class Session {\nconstructor(who) { this.who = who }\nget token() {\n${body}\nreturn ${signed}\n}\n}\n${exported('Session', 'Session')}`,
    '(app) => new app.Session("alice").token',
  ),
  use(
    'a constructor',
    'who',
    (body, signed, exported) =>
      `class Session {\nconstructor(who) {\n${body}\nthis.jwt = ${signed}\n}\n}\n${exported('Session', 'Session')}`,
    '(app) => new app.Session("alice").jwt',
  ),
  use(
    'an object that shows itself',
    "'alice'",
    (body, signed, exported) => exported('run', `{ toJSON() {\n${body}\nreturn ${signed}\n} }`),
    '(app) => JSON.parse(JSON.stringify(app.run))',
  ),
  use(
    'an object that is text',
    "'alice'",
    (body, signed, exported) => exported('run', `{ toString() {\n${body}\nreturn ${signed}\n} }`),
    '(app) => `${app.run}`',
  ),
  use(
    'a generator',
    "'alice'",
    (body, signed, exported) =>
      `function* each() {\n${body}\nyield ${signed}\n}\n${exported('run', '() => [...each()][0]')}`,
    '(app) => app.run()',
  ),
  use(
    'an asynchronous generator',
    "'alice'",
    (body, signed, exported) =>
      `async function* each() {\n${body}\nyield ${signed}\n}\n${exported('run', 'async () => { for await (const one of each()) return one }')}`,
    '(app) => app.run()',
    asynchronous,
  ),
  use(
    'the top level',
    "'alice'",
    (body, signed, exported) => `${body}\n${exported('run', signed)}`,
    '(app) => app.run',
  ),
  use(
    'the top level of a module',
    "'alice'",
    (body, signed, exported) => `await null\n${body}\n${exported('run', signed)}`,
    '(app) => app.run',
    { onlyModules: true },
  ),
  use(
    'a function at once',
    "'alice'",
    (body, signed, exported) => exported('run', `(() => {\n${body}\nreturn ${signed}\n})()`),
    '(app) => app.run',
  ),
  use(
    'an asynchronous function at once',
    "'alice'",
    (body, signed, exported) => exported('run', `(async () => {\n${body}\nreturn ${signed}\n})()`),
    '(app) => app.run',
    asynchronous,
  ),
  use(
    'a promise',
    'who',
    (body, signed, exported) =>
      exported('run', `() => Promise.resolve('alice').then((who) => {\n${body}\nreturn ${signed}\n})`),
    '(app) => app.run()',
  ),
  use(
    'a new promise',
    "'alice'",
    (body, signed, exported) =>
      exported(
        'run',
        `() => new Promise((resolve, reject) => {\ntry {\n${body}\nresolve(${signed})\n} catch (error) { reject(error) }\n})`,
      ),
    '(app) => app.run()',
  ),
  use(
    'an event',
    "'alice'",
    (body, signed, exported) =>
      `const { EventEmitter } = process.getBuiltinModule('node:events')\nconst events = new EventEmitter()\nevents.on('token', (give) => {\n${body}\ngive(${signed})\n})\n${exported('run', "() => new Promise((resolve) => events.emit('token', resolve))")}`,
    '(app) => app.run()',
  ),
  use(
    'a timer',
    "'alice'",
    (body, signed, exported) =>
      exported(
        'run',
        `() => new Promise((resolve) => setTimeout(() => {\n${body}\nresolve(${signed})\n}, 1))`,
      ),
    '(app) => app.run()',
  ),
  use(
    'the value of a parameter',
    "'alice'",
    (body, signed, exported) =>
      `function mint() {\n${body}\nreturn ${signed}\n}\n${exported('run', '(one = mint()) => one')}`,
    '(app) => app.run()',
  ),
  use(
    'a branch',
    'who',
    (body, signed, exported) =>
      exported(
        'run',
        `async (who) => {\nswitch (who) {\ncase 'alice': {\n${body}\nreturn ${signed}\n}\ndefault: return ''\n}\n}`,
      ),
    '(app) => app.run("alice")',
    asynchronous,
  ),
  use(
    'a try',
    'who',
    (body, signed, exported) =>
      exported('run', `async (who) => {\ntry {\n${body}\nreturn ${signed}\n} finally {\nwho = ''\n}\n}`),
    '(app) => app.run("alice")',
    asynchronous,
  ),
  use(
    'a loop',
    'who',
    (body, signed, exported) =>
      exported(
        'run',
        `async () => {\nlet last = ''\nfor (const who of ['bob', 'alice']) {\n${body}\nlast = ${signed}\n}\nreturn last\n}`,
      ),
    '(app) => app.run()',
    asynchronous,
  ),
  use(
    'a list',
    'who',
    (body, signed, exported) =>
      exported('run', `async () => ['alice', 'bob'].map((who) => {\n${body}\nreturn ${signed}\n})`),
    'async (app) => (await app.run()).join()',
  ),
  helper('a helper, returned', 'async (who) => mint(who)'),
  helper('a helper, waited for', 'async (who) => await mint(who)'),
  helper('a helper, in an object', 'async (who) => ({ token: mint(who) }).token'),
  helper('a helper, in JSON', 'async (who) => JSON.parse(JSON.stringify({ token: mint(who) })).token'),
  helper('a helper, measured', 'async (who) => mint(who).length + mint(who)'),
  helper(
    'a helper, in a filter',
    'async (who) => [who].filter((one) => mint(one).length > 0).map(mint).join()',
  ),
  helper('a helper, given to map', 'async (who) => [who, who].map(mint).join()'),
  helper('a helper, given to all', 'async (who) => (await Promise.all([mint(who), mint("bob")])).join()'),
  helper('a helper, reduced', 'async (who) => [who, who].reduce((text, one) => text + mint(one), "")'),
  helper('a helper, in a chain', 'async (who) => Promise.resolve(who).then(mint)'),
  helper('a helper, kept', '((kept) => (who) => (kept ??= mint(who)))()'),
  helper(
    'a helper, in a map',
    '((kept) => (who) => { if (!kept.has(who)) kept.set(who, mint(who)); return kept.get(who) })(new Map())',
  ),
  helper(
    'a helper, once',
    '((once) => once((who) => mint(who)))((make) => { let made; return (who) => made ?? (made = make(who)) })',
  ),
  helper('a helper, as a tag', 'async (who) => ((parts, one) => parts[0] + mint(one))`${who}`'),
  helper('a helper, by call', 'async (who) => mint.call(null, who)'),
  helper('a helper, by apply', 'async (who) => mint.apply(null, [who])'),
  helper('a helper, bound', 'async (who) => mint.bind(null, who)()'),
  helper('a helper, in a sequence', 'async (who) => (who, mint(who))'),
  helper('a helper, spread', 'async (who) => [...mint(who)].join("")'),
  helper(
    'a helper, destructured',
    'async (who) => { const { length } = mint(who); return length + mint(who) }',
  ),
  helper('a helper, guarded', 'async (who) => { try { return mint(who) } catch { return "" } }'),
  helper('a helper, in a comparison', 'async (who) => mint(who) === mint(who) ? mint(who) : ""'),
  helper(
    'a helper, deleted after',
    'async (who) => { const box = {}; box.token = mint(who); return box.token }',
  ),
  helper('a helper of a helper', '((outer) => async (who) => outer(who))((who) => mint(who))'),
]
