import { HEADERS, type Lazy, type LazyClass, lazyClass, NODE } from './lazy_class.ts'
import type { NodeRequest } from './node_types.ts'

// Most apps read one header. Node has it at hand, and a `Headers` of them all costs as much as signing a token.

/** The headers in the order and number they came in. */
export function headersOf({ rawHeaders }: NodeRequest): Headers {
  const headers = new Headers()
  for (let at = 0; at + 1 < rawHeaders.length; at += 2) {
    const name = rawHeaders[at] as string
    // HTTP/2 has its own fields for the method and the address, which are no headers.
    if (!name.startsWith(':')) headers.append(name, rawHeaders[at + 1] as string)
  }
  return headers
}

function realOf(lazy: Lazy): Headers {
  lazy[HEADERS] ??= headersOf(lazy[NODE])
  return lazy[HEADERS]
}

/** Headers that Node has as one text: of those that may come once alone, such as `authorization`, the first. */
const PLAIN = new Set([
  ...[
    'accept',
    'accept-language',
    'authorization',
    'content-length',
    'content-type',
    'host',
    'origin',
    'referer',
  ],
  ...['sec-fetch-site', 'user-agent', 'x-forwarded-for', 'x-requested-with'],
])

function get(this: Lazy, name: string): string | null {
  const request = this[NODE]
  const lower = String(name).toLowerCase()
  const value = request.headers[lower]
  if (this[HEADERS] === undefined && PLAIN.has(lower) && (value === undefined || typeof value === 'string'))
    return value?.trim() ?? null
  return realOf(this).get(name)
}

const REST = [
  ...['append', 'delete', 'entries', 'forEach', 'getSetCookie', 'has', 'keys', 'set', 'values'],
  ...[Symbol.iterator],
] as const

let LazyHeaders: LazyClass | undefined

/** Made at the first request, since Node loads its `Headers` when somebody asks for it. */
function headersClass(): LazyClass {
  const descriptors: PropertyDescriptorMap = {
    get: { value: get },
    [Symbol.for('nodejs.util.inspect.custom')]: {
      value(this: Lazy) {
        return realOf(this)
      },
    },
  }
  for (const name of REST)
    Object.defineProperty(descriptors, name, {
      enumerable: true,
      value: {
        value(this: Lazy, ...args: unknown[]) {
          const headers = realOf(this) as unknown as Record<typeof name, (...args: unknown[]) => unknown>
          return headers[name](...args)
        },
      },
    })
  return lazyClass(Headers, descriptors)
}

/** Headers as fetch knows them, made when more is asked than the value of one. */
export function lazyHeaders(request: NodeRequest): Headers {
  LazyHeaders ??= headersClass()
  return new LazyHeaders(request) as unknown as Headers
}
