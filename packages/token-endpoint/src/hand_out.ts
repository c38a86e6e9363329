import { epochSeconds, JwtOptionError } from '@x/jwt-core/token'
import { type Answer, jsonAnswer, type OwnResponse, readAnswer, textAnswer } from './answer.ts'
import type { Issued } from './issuer.ts'
import type { Format } from './options.ts'
import { Refusal } from './refusals.ts'

/**
 * Makes the answer to a request that got a token. One of ours stands in JSON as it is: to look at each of its characters
 * takes as long as one of the two hashes of its signature.
 *
 * @throws Refusal
 */
export function handOut(
  issued: Issued,
  format: 'json' | 'text' | Format,
  headers: Readonly<Record<string, string>>,
  isOurs: boolean,
): Answer | Promise<Answer> {
  const { token, identity, expiresAt } = issued
  if (format === 'text') return textAnswer(token, headers)
  if (format === 'json') {
    const expires_in = expiresAt - epochSeconds()
    const json = isOurs
      ? `{"token":"${token}","identity":${JSON.stringify(identity)},"expires_in":${expires_in}}`
      : JSON.stringify({ token, identity, expires_in })
    return jsonAnswer(200, json, headers)
  }
  return ownForm(issued, format, headers)
}

async function ownForm(
  issued: Issued,
  format: Format,
  headers: Readonly<Record<string, string>>,
): Promise<Answer> {
  try {
    const made = await format(issued)
    if (typeof made === 'string') return textAnswer(made, headers)
    if (isResponse(made)) return await readAnswer(made, headers)
    const answer = jsonAnswer(200, JSON.stringify(made), headers)
    // An object may make no JSON of itself.
    if (typeof made !== 'object' || !answer.body)
      throw new JwtOptionError('format', 'must give an object or a text')
    return answer
  } catch (error) {
    throw new Refusal('format', { error })
  }
}

/** By its looks: a runtime may hold several classes of that name. */
function isResponse(made: object): made is OwnResponse {
  const { status, headers } = made as Partial<OwnResponse>
  return typeof status === 'number' && typeof headers?.getSetCookie === 'function'
}
