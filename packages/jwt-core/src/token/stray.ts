import { JwtOptionError } from '../errors.ts'

/**
 * A character that no id of Twilio's has and that is hard to see: white space, control and invisible characters, and
 * quotes. Written out, since not every runtime knows Unicode's classes in regular expressions.
 */
export const STRAY: RegExp =
  // biome-ignore lint/suspicious/noMisleadingCharacterClass: each is looked for by itself
  /[\0- \x7f-\xa0\xad"'`\u034f\u061c\u115f\u1160\u1680\u17b4\u17b5\u180b-\u180f\u2000-\u200f\u2018-\u201f\u2028-\u202f\u205f-\u206f\u2800\u3000\u3164\ud800-\udfff\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffd]/

const NAMES: Readonly<Record<string, string>> = {
  '\n': 'a line break',
  '\r': 'a line break',
  '\t': 'a tab',
  ' ': 'a space',
  '\ufeff': 'a byte order mark',
}

/** What to call such a character in a message, which cannot show it. */
export function nameStray(character: string): string {
  const code = character.charCodeAt(0)
  return (
    NAMES[character] ??
    (/["'`\u2018-\u201f]/.test(character)
      ? 'a quote'
      : `the invisible character U+${code.toString(16).toUpperCase().padStart(4, '0')}`)
  )
}

/**
 * Checks that an id holds no white space, control or invisible character and no quote.
 *
 * @throws JwtOptionError `ERR_OPTION_INVALID`, naming the character
 */
export function checkNoStray(option: string, id: string): string {
  const [stray] = STRAY.exec(id) ?? []
  if (stray !== undefined)
    throw new JwtOptionError(option, `has ${nameStray(stray)} in it: remove it where the value is kept`)
  return id
}
