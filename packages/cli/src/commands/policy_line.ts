import { isRecord } from '@x/jwt-core/token'

/** The parameters a filter names, such as `ActivitySid required`; undefined when there are none. */
function filterText(place: string, filter: unknown): string | undefined {
  if (!isRecord(filter)) return filter === undefined ? undefined : `${place} ${JSON.stringify(filter)}`
  const rules = Object.entries(filter).map(([name, rule]) => {
    const required = isRecord(rule) ? rule.required : undefined
    if (typeof required !== 'boolean') return `${name} ${JSON.stringify(rule)}`
    return `${name} ${required ? 'required' : 'optional'}`
  })
  return rules.length === 0 ? undefined : `${place} ${rules.join(', ')}`
}

/** A policy of a TaskRouter token on one line; as JSON where it is not of the usual shape. */
export function policyLine(policy: unknown): string {
  if (!isRecord(policy) || typeof policy.url !== 'string' || typeof policy.method !== 'string')
    return JSON.stringify(policy)
  const { allow, method, url } = policy
  const word = typeof allow === 'boolean' ? (allow ? 'allow' : 'deny') : `allow: ${JSON.stringify(allow)}`
  const filters = [filterText('query', policy.query_filter), filterText('post', policy.post_filter)]
  const told = filters.filter((text) => text !== undefined).join('; ')
  return `${word} ${method} ${url}${told === '' ? '' : ` (${told})`}`
}
