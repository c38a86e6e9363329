import { createRequire } from 'node:module'
import { expect, it, vi } from 'vitest'
import { jwt as ours } from '../../../packages/twilio-compat/src/v3/index.ts'
import type { AnyNamespace } from '../../../packages/twilio-compat/test/suites/compare.ts'

// A file of its own: each warns once in the life of a process.

const { jwt: theirs } = createRequire(import.meta.url)('twilio-3')

/** What is told of the old grants when two of each are made. */
function warnings({ AccessToken }: AnyNamespace): unknown {
  const emit = vi.spyOn(process, 'emitWarning').mockImplementation(() => undefined)
  for (const name of ['IpMessagingGrant', 'ConversationsGrant', 'IpMessagingGrant', 'ConversationsGrant'])
    new AccessToken[name]({})
  const told = emit.mock.calls.map((call) => call.slice(0, 2))
  emit.mockRestore()
  return told
}

it('warns of the old grants once, as twilio 3 does', () => {
  const told = warnings(theirs)
  expect(told).toHaveLength(2)
  expect(warnings(ours)).toEqual(told)
})
