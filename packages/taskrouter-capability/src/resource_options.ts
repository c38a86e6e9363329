import { checkOptions, JwtOptionError } from '@x/jwt-core'
import type {
  CapabilityTokenOptions,
  TaskRouterCapabilityTokenOptions,
} from './taskrouter_capability_token.ts'

/**
 * The options of a token whose channel is its resource's SID. A channel given beside it, which the types do not
 * allow, must be the same.
 *
 * @throws JwtOptionError `ERR_OPTION_INVALID`
 */
export function withChannel<Options extends CapabilityTokenOptions>(
  options: Options,
  sidOption: keyof Options & string,
  check: (option: string, value: unknown) => string,
): TaskRouterCapabilityTokenOptions {
  const sid = check(sidOption, checkOptions('options', options)[sidOption])
  const { channelId = sid } = options as Partial<TaskRouterCapabilityTokenOptions>
  if (channelId === sid) return { ...options, channelId }
  throw new JwtOptionError(
    'channelId',
    `follows from ${sidOption}; leave it out, or use TaskRouterCapabilityToken for another channel`,
  )
}
