import { JwtOptionError, parseKeyRing } from '@x/jwt-core'
import {
  type DiagnoseOptions,
  type Diagnosis,
  diagnose,
  type FindingEntry,
  findFinding,
  findingsBehind,
  findTokens,
  PRODUCTS,
  type Product,
} from '@x/token-doctor'

/** What the form asks for, as it was typed. */
export interface Asked {
  readonly text: string
  readonly secret: string
  readonly product: string
  readonly account: string
  readonly time: string
}

/** The fields in which something can be wrong. */
export type Field = 'secret' | 'account' | 'time'

/** A field that cannot be used as it is, and why. */
export interface Refused {
  readonly field: Field
  readonly message: string
}

/** One of the texts that can be looked at: all that was pasted, or one token of several in it. */
export interface Choice {
  readonly name: string
  readonly text: string
  /** As it is without secret: what the list of choices tells. */
  readonly diagnosis: Diagnosis
}

/** More tokens than this are counted, but not listed. */
const MOST_TOKENS = 100

/** A JSON object or list; undefined where the text is neither. */
function readJson(text: string): unknown {
  if (!/^\s*[[{]/.test(text)) return undefined
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/**
 * A key ring, a JWK or a list of secrets as JSON; else a secret or a key as it stands, for white space around it is
 * worth a finding.
 */
function readSecret(text: string): DiagnoseOptions['secret'] {
  if (text.trim() === '') return undefined
  const json = readJson(text)
  if (json === undefined) return text
  // Own: a list has a method of that name.
  if (Object.hasOwn(json as object, 'keys')) return parseKeyRing(text)
  return json as DiagnoseOptions['secret']
}

/** A time as seconds since the epoch, from such seconds or from a date. */
export function readTime(text: string): number | undefined {
  const trimmed = text.trim()
  if (trimmed === '') return undefined
  const time = /^-?\d+(?:\.\d+)?$/.test(trimmed) ? Number(trimmed) : Date.parse(trimmed) / 1000
  if (Number.isFinite(time)) return time
  throw new JwtOptionError('now', 'must be seconds since 1970, or a date such as 2026-03-01T14:30Z')
}

/** The field of the form that an option comes from. */
const FIELDS: Readonly<Record<string, Field>> = { accountSid: 'account', now: 'time' }

function toRefused(error: unknown): Refused {
  if (!(error instanceof JwtOptionError)) throw error
  return { field: FIELDS[error.option] ?? 'secret', message: error.message }
}

/** Diagnoses one text as the form asks, or tells which field cannot be used. */
export async function examine(text: string, asked: Asked): Promise<Diagnosis | Refused> {
  try {
    return await diagnose(text, {
      secret: readSecret(asked.secret),
      product: PRODUCTS.includes(asked.product as Product) ? (asked.product as Product) : undefined,
      accountSid: asked.account.trim() === '' ? undefined : asked.account.trim(),
      now: readTime(asked.time),
    })
  } catch (error) {
    return toRefused(error)
  }
}

/** What can be looked at in a text that holds several tokens; nothing to choose in any other. */
export async function choicesOf(text: string): Promise<{ choices: Choice[]; tokens: number }> {
  const tokens = findTokens(text)
  if (tokens.length < 2) return { choices: [], tokens: tokens.length }
  const listed = tokens.slice(0, MOST_TOKENS).map(({ token }) => token)
  const choices = [{ name: 'The text as it was pasted', text }].concat(
    listed.map((token, index) => ({ name: `Token ${index + 1}`, text: token })),
  )
  const diagnosed = choices.map(async (choice) => ({ ...choice, diagnosis: await diagnose(choice.text) }))
  return { choices: await Promise.all(diagnosed), tokens: tokens.length }
}

/** The findings that a text asks about: by one's code, or by a Twilio error. */
export function explained(text: string): readonly FindingEntry[] {
  const asked = text.trim()
  if (/^\d{5}$/.test(asked)) return findingsBehind(Number(asked))
  const entry = /^\w{1,60}$/.test(asked) ? findFinding(asked) : undefined
  return entry === undefined ? [] : [entry]
}
