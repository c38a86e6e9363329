import { Refusal } from './refusals.ts'

/** What is used of a stream of the web; its own type asks for a library of types. */
interface Reader {
  read(): Promise<{ readonly done: boolean; readonly value?: Uint8Array | undefined }>
  cancel(reason?: unknown): Promise<void>
}

/** A body of the web's kind. */
export interface ByteStream {
  getReader(): Reader
}

/** The body's declared length; undefined where none is declared. */
export function declaredLength(header: string | undefined): number | undefined {
  return header !== undefined && /^\d+$/.test(header) ? Number(header) : undefined
}

/** Joins chunks, which are most often one. */
export function joinBytes(chunks: readonly Uint8Array[], size: number): Uint8Array {
  if (chunks.length === 1) return chunks[0] as Uint8Array
  const bytes = new Uint8Array(size)
  let at = 0
  for (const chunk of chunks) {
    bytes.set(chunk, at)
    at += chunk.length
  }
  return bytes
}

/**
 * Reads at most `limit` bytes within `timeout` seconds. What is left is given up, so that nobody can hold the
 * endpoint with a body that has no end or never comes.
 *
 * @throws Refusal
 */
export async function readStream(stream: ByteStream, limit: number, timeout: number): Promise<Uint8Array> {
  const reader = stream.getReader()
  try {
    return await inTime(readAll(reader, limit), timeout)
  } catch (error) {
    // Not waited for: a stream that does not answer may not answer this either.
    reader.cancel().catch(() => {})
    throw error
  }
}

/**
 * Waits for a body for at most `timeout` seconds.
 *
 * @throws Refusal
 */
export async function inTime<Value>(reading: Promise<Value>, timeout: number): Promise<Value> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Refusal('body-timeout')), timeout * 1000)
  })
  try {
    return await Promise.race([reading, late])
  } catch (error) {
    throw error instanceof Refusal ? error : new Refusal('body-unreadable', { error })
  } finally {
    clearTimeout(timer)
  }
}

async function readAll(reader: Reader, limit: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let size = 0
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return joinBytes(chunks, size)
    if (value === undefined) continue
    size += value.length
    if (size > limit) throw new Refusal('body-size')
    chunks.push(value)
  }
}
