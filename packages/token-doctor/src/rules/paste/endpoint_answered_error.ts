import type { Show } from '../../ground.ts'
import { isAnswer } from '../../read/answer.ts'
import { parseJson } from '../../read/json.ts'
import type { ValueRule } from './paste_rule.ts'

/** How servers and frameworks say in plain text that there is nothing to be had. */
const PLAIN =
  /^(?:OK$|hello[ ,]|welcome |it works|Cannot [A-Z]{3,7} \/|(?:HTTP[/ ]\S* ?|Error[: ]+|(?:status|error code)[: ]+)?[1-5]\d\d\b|(?:internal )?server error|\w*(?:Error|Exception)\b|traceback |error\b|upstream |forbidden|unauthori[sz]ed|not found|runtime application)/i

/** Words of a sentence that says so. */
const SENTENCE =
  /\b(?:not found|error|fail(?:ed|ure|s)?|invalid|denied|forbidden|unauthori[sz]ed|required?|missing|expired|exceeded|unavailable|timed out|time-?out|refused|exception|must (?:be|have|not)|cannot|can't|could not|couldn't|unable|unknown|unexpected|undefined|please|not (?:allowed|signed|logged|supported|healthy|implemented|authenticated|authori[sz]ed)|no (?:healthy|such|route|token|user)|log ?in|sign ?in|bad (?:request|gateway)|too many|method|maintenance|warning|disabled|blocked|suspended)\b/i

/** The text between the first tag that has a name and its end. */
function textOfTag(html: string, name: string): string {
  const start = html.toLowerCase().indexOf(`<${name}>`)
  if (start === -1) return ''
  return html.slice(start + name.length + 2, start + 202).split('<', 1)[0] as string
}

function tell(text: string): string | undefined {
  const start = text.slice(0, 500)
  if (text.startsWith('<')) {
    if (/<(?:Response|TwiML)\b/.test(start)) return 'TwiML, which tells Twilio what to do in a call'
    if (
      /^<(?:!doctype html|html|head|body|title|h\d|pre|p|div|b|br|style|script|span|center|table|ul|a)\b/i.test(
        start,
      )
    )
      return 'an HTML page'
    if (/^<!--/.test(start)) return 'an HTML page'
    return text.startsWith('<?xml') || /<\/[\w:-]+>$|\/>$/.test(text.slice(-200))
      ? 'an XML document'
      : undefined
  }
  if (isAnswer(parseJson(text))) return 'JSON without a token'
  const isSentence = /^[^.\s]\S*\s/.test(start) && SENTENCE.test(start)
  return PLAIN.test(start) || isSentence ? 'an error in plain text' : undefined
}

/** What a member of this name holds is not for a message. */
function withoutSecrets(text: string): string {
  return text.replace(
    /("[\w-]*(?:secret|password|auth_?token|credential)"\s*:\s*)"(?:\\.|[^"\\])*"/gi,
    '$1"***"',
  )
}

function quote(text: string, show: Show): string {
  const inner = ['title', 'h1', 'pre'].map((name) => textOfTag(text, name).trim()).find((each) => each !== '')
  return show(inner ?? withoutSecrets(text))
}

export const ENDPOINT_ANSWERED_ERROR: ValueRule = {
  code: 'ENDPOINT_ANSWERED_ERROR',
  severity: 'error',
  twilioError: 20101,
  elsewhere: { 'client-capability': 31204 },
  cause:
    'Your token endpoint answered something else than a token, such as an error page, TwiML or JSON that says what went wrong.',
  example: '`Cannot GET /token`, `{"error":"not signed in"}`, `{"token":null}`, `<Response><Say>…`',
  mend: 'Check the address and method of the request, and look at the endpoint’s own log; check the status before the answer is read as a token.',
  recognise(value, show) {
    const text = typeof value === 'string' ? value.trim() : isAnswer(value) ? JSON.stringify(value) : ''
    const what = tell(text)
    if (what === undefined) return undefined
    // The one resource of the REST API that is called Token.
    if (/"ice_?servers"/i.test(text))
      return {
        message: 'your endpoint answered the STUN and TURN credentials of Network Traversal, not a token',
        fix: 'Mint an access token with the grant of your SDK: the REST API’s Token resource gives none.',
      }
    return { message: `your endpoint answered ${what}, not a token: ${quote(text, show)}` }
  },
}
