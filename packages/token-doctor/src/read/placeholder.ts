/** What code makes of a value that is missing or no text, in JavaScript, Python, Ruby, Swift, C and SQL. */
const NOTHING =
  /^(?:[Uu]ndefined|UNDEFINED|[Nn]ull|NULL|NaN|None|nil|\(null\)|<null>|<nil>|\[object [A-Za-z]{1,30}\]|\[[Ff]unction.{0,60}|function(?: \w{1,40})? ?\(.{0,60}|async function.{0,60}|Promise \{.{0,60}|#<\w.{0,60}|<[\w.]+ object at 0x.{0,60}|Optional\(.{0,60})$/

/** The same within a text that was put together: `user_undefined`, `undefined@example.com`. */
const PARTLY =
  /(?:^|[^A-Za-z0-9])(?:undefined|NaN|\[object [A-Za-z]{1,30}\])(?:$|[^A-Za-z0-9])|(?:^null[^A-Za-z0-9]|[^A-Za-z0-9]null$)/

/** What stands for a name in samples. */
const SAMPLE_NAME =
  /^(?:your|the|insert|enter)[ _-]?(?:\w+[ _-])?(?:identity|user|username|name|id|room|channel)(?:[ _-]?here)?$|^TWILIO_[A-Z_]+$/i

/** Names under which a credential is kept, and words of those who write a sample. */
const WORDS =
  /your|example|placeholder|change.?me|replace|fill.?(?:me|in)|todo|insert|sample|dummy|secret|(?:api|signing).?key|account.?sid|auth.?token|key.?sid|_sid|sid_|^sid$|_here$|twilio|\b(?:get)?env\b|process\.|^config\.|^(?:test|foo|bar|true|false|0)$/i

/** `<account sid>`, `${API_KEY}`, `{{ key }}`, `%KEY%`, `$KEY`: what a template should have replaced. */
const TEMPLATE =
  /^(?:[A-Z]{2})?(?:<[\w .-]+>|\$\{?[\w.]+\}?|#?\{\{? ?\w[\w .-]*\}?\}|%\(?[\w.]+\)?[%sd]?|\[[\w .]+\])$/

/** One character again and again after the prefix, as samples write it: `SKxxxxxxxx`, `AC…`, `AC****`. */
const FILLED = /^(?:[A-Z]{2}[-_]?)?(?:[xX]{3,}|\*+|\.{2,}|#+|_{2,}|-{2,}|…|•+)$/

const LONGEST = 120

/** Whether a text is what code makes of a missing value. */
export function isNothing(text: string): boolean {
  return NOTHING.test(text)
}

/** Whether a name is, or holds, what code makes of a missing value, or is a sample's that nobody filled in. */
export function isNameless(name: string): boolean {
  return (
    isNothing(name) ||
    isUnfilled(name) ||
    SAMPLE_NAME.test(name) ||
    (name.length <= LONGEST && PARTLY.test(name))
  )
}

/** Whether a text is what a template should have replaced, or one character again and again. */
export function isUnfilled(text: string): boolean {
  return text.length <= LONGEST && (FILLED.test(text) || TEMPLATE.test(text))
}

/** Whether a text stands where a SID belongs as in a sample that nobody filled in. */
export function isPlaceholder(text: string): boolean {
  if (text.length > LONGEST) return false
  return isNothing(text) || isUnfilled(text) || WORDS.test(text) || /x{6}/i.test(text)
}
