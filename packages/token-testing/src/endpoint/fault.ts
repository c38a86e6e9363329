import { JwtOptionError, type OptionTable, optional, readOptions, refuse } from '@x/jwt-core/token'
import { checkCount, checkInteger, checkSeconds } from '../options.ts'

/** What can be wrong with an app's token endpoint. */
export type EndpointFault =
  /** Answers with an HTTP error, and `Retry-After` where it is given (seconds). */
  | { readonly kind: 'status'; readonly status: number; readonly retryAfter?: number | undefined }
  /** Answers 200 with an HTML page, as a proxy or a login wall does. */
  | { readonly kind: 'html' }
  /** Answers well, but only after so many seconds. */
  | { readonly kind: 'slow'; readonly seconds: number }
  /** Takes the request and never answers. */
  | { readonly kind: 'never' }
  /** Cuts the connection without an answer. */
  | { readonly kind: 'cut' }

/** Which requests a fault meets. */
export interface FaultOptions {
  /** The next so many requests; without it all until `restore()`. */
  readonly times?: number | undefined
  /** Only each so manieth request: 3 is every third. Default 1. */
  readonly every?: number | undefined
}

export const FAULT_OPTIONS: OptionTable<FaultOptions> = {
  times: optional(checkCount),
  every: optional(checkCount),
}

interface AnyFault {
  readonly kind: string
  readonly status?: number
  readonly retryAfter?: number | undefined
  readonly seconds?: number
}

const ANY_FAULT: OptionTable<AnyFault> = {
  kind: (option, value) => String(KINDS[value as keyof typeof KINDS] ? value : refuseKind(option, value)),
  status: (_, value) => checkInteger('fault.status', value, 400, 599),
  retryAfter: optional((_, value) => checkSeconds('fault.retryAfter', value, 0)),
  seconds: (_, value) => checkSeconds('fault.seconds', value, 0),
}

/** The members of each kind: those it needs, and those it may have. */
const KINDS = {
  status: { needs: ['status'], takes: ['retryAfter'] },
  slow: { needs: ['seconds'], takes: [] },
  html: { needs: [], takes: [] },
  never: { needs: [], takes: [] },
  cut: { needs: [], takes: [] },
} as const satisfies Record<EndpointFault['kind'], object>

function refuseKind(option: string, value: unknown): never {
  return refuse(`fault.${option}`, 'status, html, slow, never or cut', value)
}

/**
 * Reads a fault, into an object of its own.
 *
 * @throws JwtOptionError `ERR_OPTION_INVALID`
 */
export function readFault(fault: EndpointFault): EndpointFault {
  const read = readOptions<AnyFault>('fault', fault, ANY_FAULT)
  if (read.kind === undefined) refuseKind('kind', undefined)
  const { needs, takes }: { needs: readonly string[]; takes: readonly string[] } =
    KINDS[read.kind as EndpointFault['kind']]
  for (const name of needs) if (!(name in read)) ANY_FAULT[name as keyof AnyFault](name, undefined)
  for (const name of Object.keys(read))
    if (name !== 'kind' && !needs.includes(name) && !takes.includes(name))
      throw new JwtOptionError(name, `is not known in a fault of the kind ${read.kind}`)
  return read as EndpointFault
}
