const LOCAL = /[\w.+-]/
const DOMAIN = /^[\w-]+\.[\w-]/
const PHONE = /^(?:client:|tel:)?\+[1-9][\d ()-]{6,18}\d$/

/** Whether an @ has an address around it. */
function isAddress(text: string, at: number): boolean {
  // A label has at most 63 characters.
  return at > 0 && LOCAL.test(text[at - 1] as string) && DOMAIN.test(text.slice(at + 1, at + 66))
}

/** What a text holds of a person, in words. */
export function personalDataIn(text: string): string | undefined {
  for (let at = text.indexOf('@'); at !== -1; at = text.indexOf('@', at + 1))
    if (isAddress(text, at)) return 'an e-mail address'
  return PHONE.test(text) ? 'a phone number' : undefined
}
