import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, it } from 'vitest'
import { createTokenSource, type TokenSource } from '../src/index.ts'
import { mint } from './tokens.ts'

/** Makes sources, uses and stops them, and keeps no hold of any. */
async function useUp(count: number): Promise<WeakRef<TokenSource>[]> {
  const refs: WeakRef<TokenSource>[] = []
  for (let at = 0; at < count; at++) {
    const source = createTokenSource(async () => mint())
    source.subscribe(() => void source.state)
    await source.get()
    source.stop()
    refs.push(new WeakRef(source))
  }
  return refs
}

it('1,000 sources, started and stopped, are given back to the garbage collector', async () => {
  setFlagsFromString('--expose_gc')
  const collect = runInNewContext('gc') as () => void
  const refs = await useUp(1000)
  const living = () => refs.filter((ref) => ref.deref() !== undefined).length
  // What a turn of the event loop still holds is let go of in the next.
  for (let turn = 0; turn < 10 && living() > 1; turn++) {
    await new Promise((resolve) => setTimeout(resolve, 10))
    collect()
  }
  expect(living()).toBeLessThanOrEqual(3)
})
