import type { WebRequest } from '../web_types.ts'
import { HEADERS, type Lazy, type LazyClass, lazyClass, NODE } from './lazy_class.ts'
import { headersOf, lazyHeaders } from './lazy_headers.ts'
import { hasBody } from './node_body.ts'
import type { NodeRequest } from './node_types.ts'
import { urlOf } from './node_url.ts'

// A `Request` costs several times what signing a token does, and most apps read a header of it. So they get an object
// that is a `Request` to `instanceof` and makes its parts when they are read, and a real one for all the rest.

function signalOf(request: NodeRequest): AbortSignal {
  const controller = new AbortController()
  if (request.socket.destroyed) controller.abort()
  else request.socket.once('close', () => controller.abort())
  return controller.signal
}

/** Keeps what a getter made as the object's own. */
function once<Value>(name: string, make: (request: NodeRequest) => Value): PropertyDescriptor {
  return {
    configurable: true,
    get(this: Lazy): Value {
      const value = make(this[NODE])
      Object.defineProperty(this, name, { value })
      return value
    },
  }
}

const real = /* @__PURE__ */ new WeakMap<NodeRequest, Request>()

function realOf(request: NodeRequest): Request {
  const made =
    real.get(request) ??
    new Request(urlOf(request), { method: request.method ?? 'GET', headers: headersOf(request) })
  real.set(request, made)
  return made
}

const READS_BODY = ['arrayBuffer', 'blob', 'bytes', 'formData', 'json', 'text'] as const
const REST = [
  ...[
    'body',
    'cache',
    'credentials',
    'destination',
    'duplex',
    'integrity',
    'isHistoryNavigation',
    'keepalive',
  ],
  ...['mode', 'redirect', 'referrer', 'referrerPolicy'],
]

let LazyRequest: LazyClass | undefined

/** Made at the first request, since Node loads its `Request` when somebody asks for it. */
function requestClass(): LazyClass {
  const descriptors: PropertyDescriptorMap = {
    method: once('method', (request) => request.method ?? 'GET'),
    url: once('url', urlOf),
    headers: {
      configurable: true,
      // Asked for by nearly all: to define a property costs more than to keep it.
      get(this: Lazy): Headers {
        this[HEADERS] ??= lazyHeaders(this[NODE])
        return this[HEADERS]
      },
    },
    signal: once('signal', signalOf),
    bodyUsed: once('bodyUsed', hasBody),
    clone: {
      value: function (this: Lazy) {
        return realOf(this[NODE]).clone()
      },
    },
    [Symbol.for('nodejs.util.inspect.custom')]: {
      value: function (this: Request) {
        return { method: this.method, url: this.url }
      },
    },
  }
  for (const name of REST)
    descriptors[name] = once(name, (request) => (realOf(request) as unknown as Record<string, unknown>)[name])
  for (const name of READS_BODY)
    descriptors[name] = {
      value: async () => {
        throw new TypeError('the body has been read: it is the second argument of authorize')
      },
    }
  return lazyClass(Request, descriptors)
}

/** The request as fetch knows it, its body read. */
export function lazyRequest(request: NodeRequest): WebRequest {
  LazyRequest ??= requestClass()
  return new LazyRequest(request) as unknown as WebRequest
}

/**
 * The request of Node's (or Express's) behind the one that `authorize` gets: where its session is.
 *
 * @example
 * ```ts
 * authorize: (request) => nodeRequestOf<express.Request>(request)?.session.user
 * ```
 */
export function nodeRequestOf<Type extends NodeRequest = NodeRequest>(request: WebRequest): Type | undefined {
  return (request as unknown as Partial<Lazy>)[NODE] as Type | undefined
}
