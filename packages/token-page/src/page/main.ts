import { type Diagnosis, PRODUCTS, type TokenKind } from '@x/token-doctor'
import { allowedOf } from './allowed.ts'
import { partsOf } from './claims.ts'
import { byId, element, section } from './element.ts'
import {
  type Asked,
  type Choice,
  choicesOf,
  examine,
  explained,
  type Field,
  type Refused,
  readTime,
} from './examination.ts'
import { exampleToken } from './example.ts'
import { entriesOf, findingsOf } from './findings.ts'
import { lifeOf } from './life.ts'
import { verdictOf, wordsFor } from './verdict.ts'

const pasted = byId<HTMLTextAreaElement>('pasted')
const secret = byId<HTMLTextAreaElement>('secret')
const shownSecret = byId<HTMLInputElement>('shown')
const product = byId<HTMLSelectElement>('product')
const account = byId<HTMLInputElement>('account')
const time = byId<HTMLInputElement>('time')
const results = byId('results')
const verdict = byId('verdict')
const choosing = byId('choosing')
const answer = byId('answer')

/** Which of several tokens is looked at. */
let chosen = 0
/** What there is to choose in the text that was last looked through. */
let offered: { readonly text: string; readonly choices: readonly Choice[] } = { text: '', choices: [] }
/** Counts what was asked, so that an answer that comes late is dropped. */
let turn = 0

const clock = (): number => Math.floor(Date.now() / 1000)

function asked(): Asked {
  return {
    text: pasted.value,
    secret: secret.value,
    product: product.value,
    account: account.value,
    time: time.value,
  }
}

/** Tells at a field what is wrong with it; at the others that nothing is. */
function showRefused(refused: Refused | undefined): void {
  for (const field of ['secret', 'account', 'time'] as const satisfies readonly Field[]) {
    const isWrong = refused?.field === field
    byId(field).setAttribute('aria-invalid', String(isWrong))
    byId(`${field}-error`).hidden = !isWrong
    byId(`${field}-error`).textContent = isWrong ? refused.message : ''
  }
}

/** The tokens of a text, to choose from. */
function choiceList(choices: readonly Choice[], tokens: number): HTMLElement {
  const list = element('fieldset', 'choices', element('legend', '', 'Which one to look at'))
  choices.forEach(({ name, diagnosis }, index) => {
    const radio = element('input', '')
    radio.type = 'radio'
    radio.name = 'choice'
    radio.checked = index === chosen
    radio.addEventListener('change', () => {
      chosen = index
      void show()
    })
    const told = index === 0 ? undefined : element('span', 'aside', wordsFor(diagnosis))
    list.append(
      element('label', `choice ${diagnosis.ok ? 'ok' : 'error'}`, radio, element('span', '', name), told),
    )
  })
  const more = tokens - (choices.length - 1)
  const rest =
    more > 0 ? element('p', 'hint', `${more.toLocaleString('en')} more are not listed.`) : undefined
  return section('choices', `${tokens.toLocaleString('en')} tokens in this text`, list, rest)
}

const isRefused = (result: Diagnosis | Refused): result is Refused => 'field' in result

const TOKENS: readonly TokenKind[] = [
  'access-token',
  'client-capability',
  'taskrouter-capability',
  'client-validation',
]

/** What there is to say of one text. */
function partsToShow(
  { kind, header, payload, findings }: Diagnosis,
  asked: Asked,
): (HTMLElement | undefined)[] {
  const now = readTime(asked.time) ?? clock()
  const isRead = header !== undefined || payload !== undefined
  return [
    payload !== undefined && TOKENS.includes(kind) ? lifeOf(payload, now) : undefined,
    findingsOf(findings),
    payload === undefined ? undefined : allowedOf(kind, payload),
    isRead ? partsOf(kind, header, payload) : undefined,
  ]
}

function put(place: HTMLElement, ...children: readonly (HTMLElement | undefined)[]): void {
  place.replaceChildren(...children.filter((child) => child !== undefined))
}

function showNothing(): void {
  offered = { text: '', choices: [] }
  showRefused(undefined)
  for (const place of [verdict, choosing, answer]) put(place)
}

/** What the bar was drawn of, and when; undefined where none is shown, or it is judged by a time that was asked for. */
let drawn: { readonly payload: Readonly<Record<string, unknown>>; readonly at: number } | undefined

/** Moves the bar with the clock: not each second, for who reads it, but near the end. What begins or ends is judged anew. */
function moveBar(): void {
  const before = document.querySelector('.life')
  if (drawn === undefined || before === null) return
  const { payload, at } = drawn
  const now = clock()
  const times = [payload.exp, payload.nbf, payload.iat] as number[]
  if (times.some((time) => time > at && time <= now)) void show()
  else if (now % 10 === 0 || Math.abs((times[0] as number) - now) < 60)
    before.replaceWith(lifeOf(payload, now))
}

/** Answers what the form asks. */
async function show(): Promise<void> {
  turn += 1
  const own = turn
  results.setAttribute('aria-busy', 'true')
  try {
    await showAnswer(own)
  } finally {
    if (own === turn) results.setAttribute('aria-busy', 'false')
  }
}

/** Shows what there is to say of what the form holds, unless something else was asked in the meantime. */
async function showAnswer(own: number): Promise<void> {
  const form = asked()
  if (form.text === '') {
    showNothing()
    return
  }
  const entries = explained(form.text)
  if (entries.length > 0) {
    showNothing()
    put(answer, entriesOf(`What stands behind ${form.text.trim().toUpperCase()}`, entries))
    return
  }
  await offerChoices(form.text)
  const result = await examine(offered.choices[chosen]?.text ?? form.text, form)
  if (own !== turn) return
  showRefused(isRefused(result) ? result : undefined)
  // With a field that cannot be used, what was shown stays until it can be.
  if (isRefused(result)) return
  put(verdict, verdictOf(result))
  put(answer, ...partsToShow(result, form))
  const { payload } = result
  drawn = payload && form.time.trim() === '' ? { payload, at: clock() } : undefined
}

/** Lists the tokens of a text; the list of a text that is there already stays, and with it the focus. */
async function offerChoices(text: string): Promise<void> {
  if (text === offered.text) return
  const { choices, tokens } = await choicesOf(text)
  if (text !== pasted.value) return
  offered = { text, choices }
  put(choosing, choices.length > 0 ? choiceList(choices, tokens) : undefined)
}

/** Keys are struck faster than it is worth to answer. */
const PAUSE = 120
let waiting: ReturnType<typeof setTimeout> | undefined

function showSoon(): void {
  results.setAttribute('aria-busy', 'true')
  clearTimeout(waiting)
  waiting = setTimeout(() => void show(), PAUSE)
}

function clear(): void {
  for (const field of [pasted, secret, account, time]) field.value = ''
  product.value = ''
  shownSecret.checked = false
  secret.classList.add('masked')
  chosen = 0
  void show()
}

/** An address with something after the page's own may hold a token: it is taken away unread. */
function cleanAddress(): void {
  if (location.search === '' && location.hash === '') return
  history.replaceState(null, '', location.pathname)
  const notice = byId('notice')
  notice.hidden = false
  notice.textContent =
    'The link that led here carried something along. It was thrown away unread: paste the token instead.'
}

function start(): void {
  cleanAddress()
  for (const name of PRODUCTS) {
    const option = element('option', '', name)
    option.value = name
    product.append(option)
  }
  byId('policy').textContent =
    document.querySelector<HTMLMetaElement>('meta[http-equiv="Content-Security-Policy"]')?.content ?? ''
  byId('form').addEventListener('submit', (event) => event.preventDefault())
  pasted.addEventListener('input', () => {
    chosen = 0
    showSoon()
  })
  for (const field of [secret, account, time, product]) field.addEventListener('input', showSoon)
  shownSecret.addEventListener('change', () => secret.classList.toggle('masked', !shownSecret.checked))
  byId('clear').addEventListener('click', clear)
  byId('example').addEventListener('click', () => {
    pasted.value = exampleToken(clock())
    chosen = 0
    void show()
  })
  setInterval(moveBar, 1000)
  // What was typed must not come back with the page, as browsers would have it.
  addEventListener('pagehide', clear)
}

start()
