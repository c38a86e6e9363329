import type { TokenKind } from '@x/token-doctor'
import { element, section } from './element.ts'
import { shown } from './printable.ts'
import { dateOf } from './span.ts'

type Members = Readonly<Record<string, unknown>>

const HEADER: Readonly<Record<string, string>> = {
  alg: 'algorithm of the signature',
  typ: 'type',
  cty: 'content type: which kind of token it is',
  kid: 'id of the key',
  twr: 'Twilio region of the key',
}

const CLAIMS: Readonly<Record<string, string>> = {
  iss: 'who issued it: the API key',
  sub: 'the account',
  exp: 'expires',
  iat: 'issued',
  nbf: 'not valid before',
  jti: 'id of this token',
  grants: 'what it allows',
  scope: 'what it allows',
  policies: 'what it allows',
  account_sid: 'the account',
  workspace_sid: 'the TaskRouter workspace',
  worker_sid: 'the worker',
  taskqueue_sid: 'the task queue',
  channel: 'the web socket channel',
  friendly_name: 'name of the channel',
  version: 'version of the TaskRouter API',
  hrh: 'headers that were signed',
  rqh: 'hash of the request',
}

const TIMES = new Set(['exp', 'iat', 'nbf'])

/** Longer values are shown in part until asked for. */
const LONG = 1200

/** A value of the token's. */
function showValue(name: string, value: unknown): HTMLElement {
  const text = shown(value)
  const date = TIMES.has(name) && typeof value === 'number' ? dateOf(value) : undefined
  const code = element('code', 'value', text.slice(0, LONG))
  const cell = element('dd', '', code, date === undefined ? undefined : element('span', 'aside', date))
  if (text.length > LONG) {
    const button = element('button', 'quiet', `Show all ${text.length.toLocaleString('en')} characters`)
    button.type = 'button'
    button.addEventListener('click', () => {
      code.textContent = text
      button.remove()
    })
    cell.append(button)
  }
  return cell
}

function membersOf(members: Members, meanings: Readonly<Record<string, string>>): HTMLElement {
  const entries = Object.entries(members)
  if (entries.length === 0) return element('p', '', 'Empty.')
  const list = element('dl', 'members')
  for (const [name, value] of entries) {
    const meaning = Object.hasOwn(meanings, name) ? meanings[name] : undefined
    const title = element('dt', '', element('code', '', shown(name).slice(0, LONG)))
    if (meaning !== undefined) title.append(element('span', 'aside', meaning))
    list.append(element('div', '', title, showValue(name, value)))
  }
  return list
}

function part(
  title: string,
  members: Members | undefined,
  meanings: Readonly<Record<string, string>>,
): Node[] {
  return members === undefined ? [] : [element('h3', '', title), membersOf(members, meanings)]
}

/** Header and claims of a token, as decoded. */
export function partsOf(
  kind: TokenKind,
  header: Members | undefined,
  payload: Members | undefined,
): HTMLElement {
  const issuer = kind.endsWith('-capability') ? { iss: 'who issued it: the account' } : {}
  return section(
    'parts',
    'What it says',
    ...part('Header', header, HEADER),
    ...part('Claims', payload, { ...CLAIMS, ...issuer }),
  )
}
