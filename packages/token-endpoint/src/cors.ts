import {
  checkFlag,
  checkList,
  describe,
  JwtOptionError,
  type OptionTable,
  optional,
  readOptions,
} from '@x/jwt-core/token'

export interface CorsOptions {
  /** The origins whose pages may read the answer, such as `https://app.example.com`, or a function that knows them. */
  readonly origins: readonly string[] | ((origin: string) => boolean)
  /** Whether those pages may send cookies. Default false. */
  readonly credentials?: boolean | undefined
}

/** What the endpoint asks of the rules for pages of other origins. */
export interface Cors {
  lists(origin: string): boolean
  /** What an answer to a page of a listed origin has besides. */
  headersFor(origin: string): Record<string, string>
}

/** Longer than any list of headers a page of good will asks for. */
const MAX_ASKED = 1024
const HEADER_NAMES = /^[\w!#$%&'*+.^`|~-]+(\s*,\s*[\w!#$%&'*+.^`|~-]+)*$/

const CORS: OptionTable<CorsOptions> = {
  origins: (option, value) => {
    if (typeof value === 'function') return value as (origin: string) => boolean
    return checkList<string>(option, value, 'a list of origins, or a function', (origin) =>
      checkOrigin(option, origin),
    )
  },
  credentials: optional(checkFlag),
}

/**
 * Checks the rules for pages of other origins.
 *
 * @throws JwtOptionError `ERR_OPTION_INVALID`
 */
export function readCors(option: string, value: unknown): CorsOptions {
  const read = readOptions<CorsOptions>(option, value, CORS)
  if (read.origins === undefined) CORS.origins('origins', undefined)
  return read
}

export function createCors({ origins, credentials = false }: CorsOptions): Cors {
  return {
    lists: typeof origins === 'function' ? askApp(origins) : listOf(origins),
    headersFor: (origin) => ({
      'access-control-allow-origin': origin,
      ...(credentials && { 'access-control-allow-credentials': 'true' }),
      'access-control-expose-headers': 'Retry-After',
    }),
  }
}

/** The app's own function; what is not exactly true is no. */
function askApp(isListed: (origin: string) => boolean): (origin: string) => boolean {
  return (origin) => isListed(origin) === true
}

function listOf(origins: readonly string[]): (origin: string) => boolean {
  const listed: ReadonlySet<string> = new Set(origins)
  return (origin) => listed.has(origin)
}

function checkOrigin(option: string, origin: unknown): boolean {
  if (origin === '*') throw new JwtOptionError(option, 'must name each: with * any page could ask')
  if (typeof origin === 'string' && origin !== 'null' && originOf(origin) === origin) return true
  const got = typeof origin === 'string' ? JSON.stringify(origin) : describe(origin)
  throw new JwtOptionError(option, `must hold origins such as https://app.example.com, got ${got}`)
}

/** The origin of an address; custom schemes (Capacitor, Electron) have one that URL calls null. */
function originOf(address: string): string | undefined {
  try {
    const { origin, protocol, host } = new URL(address)
    return origin === 'null' ? `${protocol}//${host}` : origin
  } catch {
    return undefined
  }
}

/** What a preflight is told besides: the methods and headers that may be sent. */
export function preflightHeaders(
  methods: readonly string[],
  asked: string | undefined,
): Record<string, string> {
  const allowed =
    asked !== undefined && asked.length <= MAX_ASKED && HEADER_NAMES.test(asked) ? asked : 'Content-Type'
  return {
    'access-control-allow-methods': methods.join(', '),
    'access-control-allow-headers': allowed,
    'access-control-max-age': '600',
  }
}
