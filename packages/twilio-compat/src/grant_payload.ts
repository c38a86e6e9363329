import { buildPayload, type Fields } from '@x/jwt-core/grant'

/** Where our own grant class puts each option of `Options`. */
type Places<Options> = Fields<{ [Name in keyof Options]: unknown }>

/** Builds a grant's payload by the table of our own grant class; a falsy field leaves no member, as in twilio. */
export function payloadOf<Options extends object>(grant: Options, fields: object): object {
  const places = fields as Places<Options>
  const set: { [Name in keyof Options]?: unknown } = {}
  for (const name in places) if (grant[name]) set[name] = grant[name]
  return buildPayload(set as { [Name in keyof Options]: unknown }, places)
}
