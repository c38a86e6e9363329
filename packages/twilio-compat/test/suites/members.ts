import { describe, it } from 'vitest'
import { type AnyNamespace, expectSameOf, type Peers } from './compare.ts'

/** By which a class tells its own objects in every copy of the drop-in, and what it keeps from inspection. */
const OURS: readonly (string | symbol)[] = ['brand', Symbol.hasInstance]
const HIDDEN: readonly (string | symbol)[] = ['secret', 'authToken', 'privateKey']

/** The own members of an object: of what type each is, and whether it is enumerable and can be set. */
export function membersOf(object: object): object {
  const members: Record<string, unknown> = {}
  for (const name of Reflect.ownKeys(object)) {
    if (OURS.includes(name)) continue
    const member = Object.getOwnPropertyDescriptor(object, name) as PropertyDescriptor
    const { value, get, enumerable, writable, configurable } = member
    members[String(name)] = HIDDEN.includes(name)
      ? typeof object[name as keyof object]
      : {
          ...{ type: get ? 'getter' : typeof value, enumerable, writable, configurable },
          ...(typeof value !== 'object' && typeof value !== 'function' && { value }),
          ...(typeof value === 'function' && { name: value.name, length: value.length }),
        }
  }
  return members
}

const sids = { accountSid: 'AC1', authToken: 'secret', workspaceSid: 'WS1', channelId: 'WK1' }
const grants = (...names: string[]): Record<string, readonly unknown[]> =>
  Object.fromEntries(names.map((name) => [`AccessToken.${name}Grant`, [{}]]))

/** With what one of each class is made. */
const CLASSES: Readonly<Record<string, readonly unknown[]>> = {
  AccessToken: ['AC1', 'SK1', 'secret', { identity: 'alice' }],
  ...grants('Chat', 'Playback', 'Sync', 'TaskRouter', 'Video', 'Voice'),
  ClientCapability: [sids],
  'ClientCapability.EventStreamScope': [],
  'ClientCapability.IncomingClientScope': ['alice'],
  'ClientCapability.OutgoingClientScope': [{ applicationSid: 'AP1' }],
  'taskrouter.TaskRouterCapability': [sids],
  'taskrouter.TaskRouterCapability.Policy': [],
}
const ONLY_3 = grants('Conversations', 'IpMessaging')

export function describeMembers(peers: Peers): void {
  describe(`the members of twilio ${peers.version} and of this package`, () => {
    const expectSame = expectSameOf(peers)
    const at = (jwt: AnyNamespace, path: string): AnyNamespace =>
      path.split('.').reduce((value, name) => value[name], jwt)

    const classes = { ...CLASSES, ...(peers.version === '3' && ONLY_3) }
    it.each(Object.entries(classes))('are the same: %s', (path, args) => {
      expectSame((jwt) => {
        const Class = at(jwt, path) as AnyNamespace['Class']
        const made = new Class(...args)
        const names: string[] = []
        for (const name in made) if (!HIDDEN.includes(name)) names.push(name)
        return [membersOf(Class), membersOf(Class.prototype), membersOf(made), names, made instanceof Class]
      })
      expectSame((jwt) => at(jwt, path).call(undefined, ...args))
    })
  })
}
