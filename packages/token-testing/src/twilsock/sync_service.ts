import { isRecord } from '@x/jwt-core/token'
import type { UpstreamAnswer, UpstreamRequest } from './service_request.ts'

/** The kinds of Sync objects, and how the SIDs of each begin. */
const PREFIXES = { Documents: 'ET', Lists: 'ES', Maps: 'MP', Streams: 'TO' } as const
export type SyncKind = keyof typeof PREFIXES

interface SyncObject {
  readonly sid: string
  readonly unique_name: string | null
  readonly url: string
  readonly links: { readonly items: string }
  readonly date_created: string
  date_updated: string
  revision: string
  last_event_id: number
  data: unknown
  /** Of a map, in the order of their keys. */
  readonly items?: readonly SyncItem[]
}

interface SyncItem {
  readonly key: string
  readonly url: string
  readonly revision: string
  readonly last_event_id: number
  readonly date_updated: string
  readonly data: unknown
}

const EPOCH = new Date(0).toISOString()
const PATH = /^\/v3\/(Documents|Lists|Maps|Streams)(?:\/([^/]+))?(\/Items)?(?:\/.*)?$/
const SUBSCRIPTIONS = '/v4/Subscriptions'
const MOST_OBJECTS = 10_000

const notFound: UpstreamAnswer = { status: 404, body: { status: 404, code: 54100, message: 'Not found' } }

/** Sync objects in memory: opened, created and, for documents, written; as far as the SDKs need them to start. */
export class SyncService {
  readonly #objects: Map<string, SyncObject> = new Map()
  readonly #base: string

  constructor(base = 'https://cds.us1.twilio.com') {
    this.#base = base
  }

  /** The object of that name, made where there is none. */
  ensure(kind: SyncKind, name: string | undefined, data: unknown = {}): SyncObject {
    const there = name === undefined ? undefined : this.#objects.get(`${kind}/${name}`)
    if (there) return there
    const sid = PREFIXES[kind] + String(this.#objects.size + 1).padStart(32, '0')
    const url = `${this.#base}/v3/${kind}/${sid}`
    const made: SyncObject = {
      sid,
      unique_name: name ?? null,
      url,
      links: { items: `${url}/Items` },
      date_created: EPOCH,
      date_updated: EPOCH,
      revision: '0',
      last_event_id: 0,
      data,
    }
    this.#objects.set(`${kind}/${sid}`, made)
    if (name !== undefined) this.#objects.set(`${kind}/${name}`, made)
    return made
  }

  /** A map with items in it, made where there is none of that name. */
  ensureMap(name: string, values: Readonly<Record<string, unknown>> = {}): void {
    const map = this.ensure('Maps', name)
    if (map.items) return
    const items = Object.entries(values).map(([key, data]) => ({
      key,
      url: `${map.links.items}/${key}`,
      revision: '0',
      last_event_id: 0,
      date_updated: EPOCH,
      data,
    }))
    const filled = { ...map, items }
    for (const id of [name, map.sid]) this.#objects.set(`Maps/${id}`, filled)
  }

  answer({ method, path, query, body }: UpstreamRequest): UpstreamAnswer {
    if (path === SUBSCRIPTIONS)
      return { status: 200, body: { max_batch_size: 100, estimated_delivery_in_ms: 60_000 } }
    const [, kind, id, items] = PATH.exec(path) ?? []
    if (kind === undefined) return notFound
    if (id === undefined) return method === 'POST' ? this.#create(kind as SyncKind, body) : notFound
    const found = this.#objects.get(`${kind}/${decode(id)}`)
    if (!found) return notFound
    if (items !== undefined) {
      const all = found.items ?? []
      const asked = query.Key === undefined ? all : all.filter(({ key }) => key === query.Key)
      return { status: 200, body: { items: asked, meta: {} } }
    }
    return method === 'POST' ? write(found, body) : { status: 200, body: found }
  }

  #create(kind: SyncKind, body: unknown): UpstreamAnswer {
    if (this.#objects.size >= MOST_OBJECTS) return { status: 429, body: { message: 'Too many objects' } }
    const { unique_name: name, data } = isRecord(body) ? body : {}
    const key = typeof name === 'string' ? name : undefined
    if (key !== undefined && this.#objects.has(`${kind}/${key}`))
      return { status: 409, body: { status: 409, code: 54301, message: 'Unique name already exists' } }
    return { status: 201, body: this.ensure(kind, key, data) }
  }
}

function write(object: SyncObject, body: unknown): UpstreamAnswer {
  if (isRecord(body) && body.data !== undefined) object.data = body.data
  object.last_event_id += 1
  object.revision = String(object.last_event_id)
  return { status: 200, body: object }
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
