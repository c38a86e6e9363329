/** A small app of one kind, as it is before. */
export interface CorpusApp {
  readonly name: string
  readonly files: Readonly<Record<string, string>>
  /** What is loaded to run it. */
  readonly entry: string
  /** How it is run: it listens itself, or exports what a platform calls. */
  readonly kind: 'server' | 'function' | 'lambda' | 'web' | 'tokens'
  /** Files that stay as they are, with a part of the reason. */
  readonly stays?: Readonly<Record<string, string>>
  /** Requests whose answer is another afterwards, and why that is better. */
  readonly better?: Readonly<Record<string, string>>
}

/** What each app is asked over HTTP: good, empty and hostile. */
export const REQUESTS: Readonly<Record<string, string>> = {
  good: '/token?identity=alice&room=daily',
  'no room': '/token?identity=alice',
  empty: '/token?identity=&room=',
  nothing: '/token',
  'empty room': '/token?identity=alice&room=',
  'two identities': '/token?identity=a&identity=b&room=daily',
  'an object': '/token?identity[x]=1&room=daily',
  'two rooms': '/token?identity=alice&room=a&room=b',
  'an unknown path': '/other',
  long: `/token?identity=${'a'.repeat(500)}&room=daily`,
  'white space': '/token?identity=%20%20&room=%20',
  'a line break': '/token?identity=a%0D%0Ab&room=a%0D%0Ab',
  'a broken escape': '/token?identity=%E0%A4%A&room=%',
  'the text of nothing': '/token?identity=undefined&room=null',
  'a prototype': '/token?__proto__[identity]=x&constructor=x&identity=alice&room=daily',
  'a character of no text': '/token?identity=a%00b&room=%00',
  'other scripts': '/token?identity=%F0%9F%91%8D%E2%80%AE&room=%E6%97%A5',
}

/** What Twilio would refuse, or would give more than was asked for, ends with an error at once. */
export const REFUSED: Readonly<Record<string, string>> = {
  'two identities': 'an identity that is no text gave a token for nobody',
  'an object': 'an identity that is no text gave a token for nobody',
  'two rooms': 'a room that is no text was signed as a list',
  long: 'an identity that Twilio refuses',
  'the text of nothing': 'somebody who is nobody was called undefined',
}

export const KEYS =
  'process.env.TWILIO_ACCOUNT_SID, process.env.TWILIO_API_KEY, process.env.TWILIO_API_SECRET'

const manifest = (more: object) => JSON.stringify({ name: 'app', private: true, ...more }, null, 2)

export const EXPRESS_4: string = manifest({ dependencies: { express: '^4.21.0', twilio: '^6.2.0' } })
export const EXPRESS_5: string = manifest({ dependencies: { express: '^5.2.0', twilio: '^6.2.0' } })
export const ESM: string = manifest({
  type: 'module',
  dependencies: { express: '^5.2.0', twilio: '^6.2.0' },
})
export const PLAIN: string = manifest({ dependencies: { twilio: '^6.2.0' } })

/** `twilio` 6 takes no identity after the constructor, so that each request was refused: as an app of twilio 3 has it. */
export const IDENTITY_LATER: Readonly<Record<string, string>> = Object.fromEntries(
  Object.keys(REQUESTS).map((name) => [name, 'twilio takes no identity after the constructor']),
)
