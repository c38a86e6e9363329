import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs'
import { UsageError } from './io.ts'

/** A ring of a hundred PEMs is far smaller. */
const MAX_FILE = 1_048_576

/** Windows has no such flag, and no such pipes. */
const NON_BLOCKING = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)

/**
 * The text of a regular file; undefined where there is none. Devices and pipes are refused: some never end, and reading
 * from others changes what somebody else reads. (`/dev/stdin` and `<(…)` of a shell are given by `allowPipe`.) A refusal
 * names the flag that gave the path.
 */
export function readFile(
  path: string,
  { flag, allowPipe = false }: { readonly flag?: string | undefined; readonly allowPipe?: boolean } = {},
): string | undefined {
  const shown = flag === undefined ? path : `${flag} ${path}`
  let file: number | undefined
  try {
    // Opening a pipe waits for who writes to it, so it is not opened before it is known to be none.
    file = openSync(path, allowPipe ? 'r' : NON_BLOCKING)
    const status = fstatSync(file)
    if (!status.isFile() && !(allowPipe && status.isFIFO()))
      throw new UsageError(`${shown} is no regular file`)
    const buffer = Buffer.alloc(MAX_FILE + 1)
    // A pipe gives what it has so far.
    let size = 0
    for (let read = -1; read !== 0 && size <= MAX_FILE; size += read)
      read = readSync(file, buffer, size, buffer.length - size, null)
    if (size > MAX_FILE) throw new UsageError(`${shown} is larger than ${MAX_FILE} bytes`)
    return buffer.toString('utf8', 0, size)
  } catch (error) {
    if (error instanceof UsageError) throw error
    const { code } = error as { code?: string }
    if (code === 'ENOENT') return undefined
    throw new UsageError(`${shown} cannot be read (${code})`)
  } finally {
    if (file !== undefined) closeSync(file)
  }
}
