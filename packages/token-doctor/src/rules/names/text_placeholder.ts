import { INCOMING } from '@x/client-capability/facts'
import { namesOf } from '../../read/names.ts'
import { isNameless } from '../../read/placeholder.ts'
import { ownTextsOf } from '../../read/texts.ts'
import type { TokenRule } from '../rule.ts'

export const TEXT_PLACEHOLDER: TokenRule = {
  code: 'TEXT_PLACEHOLDER',
  severity: 'warning',
  isCause: true,
  cause:
    'A room, an endpoint, a client name or a channel is what code makes of a missing value, or a sample’s placeholder, so that all such users meet there.',
  example: `\`{"video":{"room":"undefined"}}\`, \`scope:${INCOMING}?clientName=null\``,
  mend: 'Check the name of the variable or request parameter that the text is read from; refuse a request without it.',
  kinds: ['access-token', 'client-capability', 'taskrouter-capability'],
  *check(token) {
    const { kind, payload, show } = token
    const texts =
      kind === 'access-token'
        ? ownTextsOf(token).filter(({ claim }) => claim !== 'grants.identity')
        : kind === 'client-capability'
          ? namesOf(token).map(({ claim, name }) => ({ claim, text: name, product: undefined }))
          : typeof payload.channel === 'string'
            ? [{ claim: 'channel', text: payload.channel, product: undefined }]
            : []
    for (const { claim, text, product } of texts)
      if (isNameless(text))
        yield {
          claim,
          product,
          message: `${claim} has the text ${show(text)}, which code or a sample puts where a value is missing`,
        }
  },
}
