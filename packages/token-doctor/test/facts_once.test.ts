import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import * as accessToken from '../../access-token/src/facts.ts'
import { ChatGrant } from '../../grants-chat/src/chat_grant.ts'
import { SyncGrant } from '../../grants-sync/src/sync_grant.ts'
import { TaskRouterGrant } from '../../grants-task-router/src/task_router_grant.ts'
import { VoiceGrant } from '../../grants-voice/src/voice_grant.ts'
import { MILLISECONDS_FROM } from '../../jwt-core/src/token/limits.ts'
import { EVENT_BRIDGE_URL } from '../../taskrouter-capability/src/facts.ts'
import * as fakes from '../../token-testing/src/token/facts.ts'
import { GRANT_KEYS, NEEDED } from '../../token-testing/src/token/product.ts'
import { COPIES, USES } from './fact_copies.ts'
import {
  contents,
  copiesIn,
  copyFiles,
  HOMES,
  homes,
  PACKAGES,
  readContents,
  sources,
  useFiles,
} from './facts_written.ts'

it('every home of facts is there, and holds some', () => {
  expect(homes.map(({ file }) => file).sort()).toEqual([...HOMES].sort())
  for (const { file, numbers, texts, patterns } of homes)
    expect(numbers.length + texts.length + patterns.length, file).toBeGreaterThan(0)
})

it('no fact about Twilio is written twice', () => {
  expect(sources.length).toBeGreaterThan(200)
  expect(contents.flatMap(copiesIn)).toEqual([])
})

it.each(COPIES.map((text, at) => [text, copyFiles[at] as string] as const))(
  'a copy is told: %s',
  (_, file) => {
    expect(copiesIn(readContents(file))).not.toEqual([])
  },
)

it.each(USES.map((text, at) => [text, useFiles[at] as string] as const))('a use is none: %s', (_, file) => {
  expect(copiesIn(readContents(file))).toEqual([])
})

describe('what installs no minter agrees with them', () => {
  it('the fakes know the header of an access token', () => {
    expect(fakes.CONTENT_TYPE).toBe(accessToken.CONTENT_TYPE)
    expect(fakes.ALGORITHM).toBe(accessToken.DOCUMENTED_ALGORITHM)
  })

  it.each([VoiceGrant, ChatGrant, SyncGrant, TaskRouterGrant])('the fakes know the members of %o', (type) => {
    const { key, fields } = type as { key: keyof typeof NEEDED; fields: object }
    expect(GRANT_KEYS[key]).toContain(key)
    const paths = Object.values(fields).map(({ path }) => path.join('.'))
    const needed = Object.values(fields).filter((field) => field.needed && field.path.length === 1)
    for (const member of NEEDED[key]) expect(paths).toContain(member)
    for (const { path } of needed) expect(NEEDED[key]).toContain(path[0])
  })

  it('the sockets of the fakes stand where TaskRouter has them', () => {
    const server = readFileSync(
      join(PACKAGES, 'token-testing/src/event-bridge/event_bridge_server.ts'),
      'utf8',
    )
    expect(server).toContain(`'${new URL(EVENT_BRIDGE_URL).pathname}'`)
  })

  it('token-source takes the same times for milliseconds', () => {
    const { numbers } = readContents('token-source/src/source_options.ts')
    expect(numbers.map(({ value }) => value)).toContain(MILLISECONDS_FROM)
  })
})
