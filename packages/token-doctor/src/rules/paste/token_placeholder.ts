import { isNothing, isUnfilled } from '../../read/placeholder.ts'
import type { ValueRule } from './paste_rule.ts'

const VALUES = new Set(['true', 'false'])

/** How languages write what is no text: a function, a promise, an object with its address or its class. */
const OBJECT =
  /^(?:<.{1,80} at 0x[0-9a-f]+>|#<.{1,80}>|[\w.$]{1,80}@[0-9a-f]{4,16}|(?:[A-Z]\w{0,40}\.){1,8}[A-Z]\w{0,40}|(?:async )?(?:function\b[^{]{0,200}\{|\([^)]{0,80}\) ?=>).{0,400}|Promise ?\{.{0,80}|Object\(.{0,80}|Optional\(.{0,80})$/s

/** What stands for a token in samples: no more than a few words, of which one is `token`. */
const SAMPLE =
  /^(?=.{0,40}(?:token|jwt))(?:[<[{$%]{0,2}(?:your|my|the|a|paste|put|insert|enter|replace|twilio|access|video|voice|chat|user|client|jwt|token|here|with|value|string|goes)[ _-]?)+[>\]}%]{0,2}$/i

export const TOKEN_PLACEHOLDER: ValueRule = {
  code: 'TOKEN_PLACEHOLDER',
  severity: 'error',
  twilioError: 20101,
  elsewhere: { 'client-capability': 31204 },
  cause:
    'A value that is no text was turned into text, or a sample’s placeholder was left in, and that was sent as the token.',
  example: '`undefined`, `[object Object]`, `[object Promise]`',
  mend: 'Await the token where it is made, and check the name of the member you read it from.',
  recognise(text, show) {
    if (typeof text !== 'string') return undefined
    const isObject = isNothing(text) || VALUES.has(text) || OBJECT.test(text)
    if (!isObject && !SAMPLE.test(text) && !(isUnfilled(text) && /^[<[{$#%]/.test(text))) return undefined
    if (!isObject)
      return {
        message: `the token is the text ${show(text)}, a placeholder that nobody filled in`,
        fix: 'Put the token that your endpoint gives in its place.',
      }
    const isPromise = /promise|coroutine|async/i.test(text)
    const fix = isPromise ? 'Await the token where it is made: const jwt = await token.toJwt().' : undefined
    const of = isPromise ? 'a promise that was not awaited' : 'a value that is no text'
    return { fix, message: `the token is the text ${show(text)}, which code makes of ${of}` }
  },
}
