import { isRecord } from '@x/jwt-core'
import type { Examined, Problem } from '../problem.ts'
import { type Fields, type GrantShape, rightFieldName } from './grant_shapes.ts'
import { checkSidField } from './sids.ts'

function wrongType({ show }: Examined, claim: string, value: unknown, expected: string): Problem {
  return {
    code: 'GRANT_FIELD_TYPE',
    claim,
    message: `${claim} is ${show(value)}, not ${expected}`,
    fix: `Set ${claim} to ${expected}, or leave it out.`,
  }
}

function* checkField(
  token: Examined,
  claim: string,
  value: unknown,
  field: Fields[string],
): Iterable<Problem> {
  // Some helper libraries write null for what is unset.
  if (value === undefined || value === null) return
  if (value === '') yield { code: 'GRANT_FIELD_EMPTY', claim, message: `${claim} is an empty text` }
  else if (field === 'text') {
    if (typeof value !== 'string') yield wrongType(token, claim, value, 'a text')
  } else if (field === 'flag') {
    if (typeof value !== 'boolean') yield wrongType(token, claim, value, 'true or false, without quotes')
  } else if (field === 'object' || 'members' in field) {
    if (!isRecord(value)) yield wrongType(token, claim, value, 'an object')
    else if (field !== 'object') yield* checkMembers(token, claim, value, field.members)
  } else yield* checkSidField(token, claim, value, field.sid)
}

const MOST_MEMBERS = 20

function* checkMembers(
  token: Examined,
  path: string,
  members: Readonly<Record<string, unknown>>,
  fields: Fields,
): Iterable<Problem> {
  for (const name of Object.keys(members).slice(0, MOST_MEMBERS)) {
    if (Object.hasOwn(fields, name)) {
      yield* checkField(token, `${path}.${name}`, members[name], fields[name] as Fields[string])
      continue
    }
    const right = rightFieldName(name, fields)
    const message = `${path} has a member ${token.show(name)}, which is not read`
    yield right === undefined
      ? { code: 'GRANT_FIELD_UNKNOWN', claim: path, message }
      : {
          code: 'GRANT_FIELD_MISNAMED',
          claim: path,
          message: `${message}; the name on the wire is ${right}`,
          fix: `Rename it to ${right}.`,
        }
  }
}

function* checkRequired(
  path: string,
  grant: Readonly<Record<string, unknown>>,
  { required = [], fields }: GrantShape,
): Iterable<Problem> {
  for (const name of required) {
    const isMisnamed = Object.keys(grant).some((other) => rightFieldName(other, fields) === name)
    // A field that is there, under whatever name, has been looked at.
    if (isMisnamed || (grant[name] !== undefined && grant[name] !== null)) continue
    yield {
      code: 'GRANT_FIELD_MISSING',
      claim: `${path}.${name}`,
      message: `${path} has no ${name}`,
      fix: `Set ${path}.${name}.`,
    }
  }
}

/** Looks at the members of a grant of Twilio's. */
export function* checkGrantFields(
  token: Examined,
  path: string,
  grant: Readonly<Record<string, unknown>>,
  shape: GrantShape,
): Iterable<Problem> {
  yield* checkMembers(token, path, grant, shape.fields)
  yield* checkRequired(path, grant, shape)
}

/** A voice grant must let the bearer call or be called. */
export function* checkVoiceGrant(grant: Readonly<Record<string, unknown>>): Iterable<Problem> {
  const { incoming, outgoing, ...rest } = grant
  const claim = 'grants.voice'
  // A misnamed or mistyped member has been told, and may be the one that is meant.
  const wrong = Object.keys(rest).some((name) => /incoming|outgoing|application|appsid/i.test(name))
  if (isRecord(outgoing)) {
    const names = Object.keys(outgoing)
    if (!names.some((name) => /application|appsid/i.test(name)))
      yield {
        code: 'GRANT_FIELD_MISSING',
        claim: `${claim}.outgoing.application_sid`,
        message: 'grants.voice.outgoing has no application_sid, to which the calls would go',
        fix: 'Set grants.voice.outgoing.application_sid to a TwiML application SID (AP…).',
      }
    return
  }
  const allowed = isRecord(incoming) ? incoming.allow !== false && Object.keys(incoming).length > 0 : incoming
  if (!allowed && !outgoing && !wrong)
    yield {
      code: 'VOICE_GRANT_POINTLESS',
      claim,
      message: 'grants.voice allows no outgoing and no incoming calls',
    }
}

/** What the player SDK asks of its grant; it is the REST API's answer as it is. */
export function* checkPlayerGrant(grant: unknown): Iterable<Problem> {
  const members = isRecord(grant) ? grant : {}
  const missing = ['playbackUrl', 'playerStreamerSid'].filter((name) => typeof members[name] !== 'string')
  if (missing.length > 0)
    yield {
      code: 'PLAYER_GRANT_INCOMPLETE',
      claim: 'grants.player',
      message: `grants.player has no ${missing.join(' and no ')}`,
    }
}
