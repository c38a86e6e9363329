import { describe, expect, it } from 'vitest'
import { createTestClock } from '../src/index.ts'

describe('createTestClock', () => {
  it('stands still until it is moved', async () => {
    const clock = createTestClock(1000)
    expect(clock.now()).toBe(1000)
    await clock.advance(2.5)
    expect(clock.now()).toBe(1002.5)
  })

  it('calls what falls due in order, each at its own time', async () => {
    const clock = createTestClock(0)
    const seen: [string, number][] = []
    clock.after(3, () => seen.push(['late', clock.now()]))
    clock.after(1, () => seen.push(['early', clock.now()]))
    clock.after(9, () => seen.push(['never', clock.now()]))
    await clock.advance(5)
    expect(seen).toEqual([
      ['early', 1],
      ['late', 3],
    ])
    expect(clock.now()).toBe(5)
    expect(clock.waiting).toBe(1)
  })

  it('waits for what a call starts in turn', async () => {
    const clock = createTestClock(0)
    const seen: number[] = []
    const tick = async (): Promise<void> => {
      for (let round = 0; round < 5; round++) {
        await clock.sleep(1)
        seen.push(clock.now())
      }
    }
    const done = tick()
    await clock.advance(5)
    await done
    expect(seen).toEqual([1, 2, 3, 4, 5])
  })

  it('adds up two advances at the same time', async () => {
    const clock = createTestClock(0)
    clock.after(1, () => {})
    await Promise.all([clock.advance(2), clock.advance(3)])
    expect(clock.now()).toBe(5)
  })

  it('moves again after it moved with nothing due', async () => {
    const clock = createTestClock(0)
    await clock.advance(1)
    clock.after(1, () => {})
    await clock.advance(1)
    expect([clock.now(), clock.waiting]).toEqual([2, 0])
  })

  it('takes a call back', async () => {
    const clock = createTestClock(0)
    let called = false
    const give = clock.after(1, () => {
      called = true
    })
    give()
    await clock.advance(2)
    expect(called).toBe(false)
    expect(clock.waiting).toBe(0)
  })

  it('jumps with nothing falling due, and what waits goes on to wait', async () => {
    const clock = createTestClock(1000)
    const seen: number[] = []
    clock.after(10, () => seen.push(clock.now()))
    clock.jump(3600)
    expect(clock.now()).toBe(4600)
    expect(seen).toEqual([])
    clock.jump(-7200)
    await clock.advance(10)
    expect(seen).toEqual([1000 + 3600 - 7200 + 10])
  })

  it('ends a sleep when its signal aborts, and leaves nothing waiting', async () => {
    const clock = createTestClock()
    const controller = new AbortController()
    const sleep = clock.sleep(10, { signal: controller.signal })
    controller.abort(new Error('enough'))
    await expect(sleep).rejects.toThrow('enough')
    expect(clock.waiting).toBe(0)
    await expect(clock.sleep(1, { signal: controller.signal })).rejects.toThrow('enough')
  })

  it.each([Number.NaN, Number.POSITIVE_INFINITY, '5', null])('refuses %s as a time', (value) => {
    expect(() => createTestClock(value as number)).toThrow(
      expect.objectContaining({ code: 'ERR_OPTION_INVALID', option: 'startSeconds' }),
    )
  })

  it('refuses to run backwards', () => {
    expect(() => createTestClock().advance(-1)).toThrow(
      expect.objectContaining({ code: 'ERR_OPTION_INVALID', option: 'seconds' }),
    )
  })
})
