import type { Attributes, Meter } from '@opentelemetry/api'
import { checkFlag, type OptionTable, optional, readOptions, refuse } from '@x/jwt-core/token'
import type { TokenEvent } from './events.ts'

export type { RefusalReason } from './refusals.ts'
export type { TokenEvent }

export interface OtelEventsOptions {
  /** Whether each tenant is a series of its own: only where there are few. Default false. */
  readonly tenant?: boolean | undefined
}

const OPTIONS: OptionTable<OtelEventsOptions> = { tenant: optional(checkFlag) }

/**
 * Makes an `onEvent` that counts and times requests with OpenTelemetry: `token_endpoint.requests`, a counter, and
 * `token_endpoint.duration`, a histogram in seconds, each with `outcome`, `reason` and `http.response.status_code`.
 *
 * @example
 * ```ts
 * createTokenEndpoint({ issuer, authorize, onEvent: otelEvents(metrics.getMeter('tokens')) })
 * ```
 * @throws JwtOptionError `ERR_OPTION_INVALID`
 */
export function otelEvents(
  meter: Pick<Meter, 'createCounter' | 'createHistogram'>,
  options: OtelEventsOptions = {},
): (event: TokenEvent) => void {
  const { tenant = false } = readOptions<OtelEventsOptions>('options', options, OPTIONS)
  if (typeof meter?.createCounter !== 'function' || typeof meter.createHistogram !== 'function')
    refuse('meter', "OpenTelemetry's, with createCounter and createHistogram", meter)
  const requests = meter.createCounter('token_endpoint.requests', {
    description: 'Requests for tokens that were answered.',
    unit: '{request}',
  })
  const duration = meter.createHistogram('token_endpoint.duration', {
    description: 'Time from a request for a token to its answer.',
    unit: 's',
    advice: {
      explicitBucketBoundaries: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    },
  })
  return (event) => {
    const attributes: Attributes = {
      outcome: event.type,
      'http.response.status_code': event.status,
      ...(event.reason !== undefined && { reason: event.reason }),
      ...(tenant && event.tenant !== undefined && { tenant: event.tenant }),
    }
    requests.add(1, attributes)
    duration.record(event.duration, attributes)
  }
}
