import { describe, expect, it } from 'vitest'
import { createCallPace } from '../../../../electron/chains/evm/call-pace.ts'

/** Timers that a test moves on. */
function manualTimers() {
  let now = 0
  const waiting: { at: number; run: () => void }[] = []
  return {
    ticks: () => now,
    waiting: () => waiting.length,
    after: (delayMs: number, run: () => void) => {
      const timer = { at: now + delayMs, run }
      waiting.push(timer)
      return () => {
        const index = waiting.indexOf(timer)
        if (index >= 0) waiting.splice(index, 1)
      }
    },
    advance: async (ms: number) => {
      now += ms
      for (const timer of waiting.filter(({ at }) => at <= now)) timer.run()
      await Promise.resolve()
    },
  }
}

describe('createCallPace', () => {
  it('lets every call go while the endpoint never complained', async () => {
    const timers = manualTimers()
    const pace = createCallPace(timers, timers.ticks)
    await Promise.all(Array.from({ length: 100 }, async () => await pace.turn()))
    expect(timers.waiting()).toBe(0)
  })

  it('spreads calls after a complaint, more after another, and less after whole steps', async () => {
    const timers = manualTimers()
    const pace = createCallPace(timers, timers.ticks)
    pace.slower()
    pace.slower()
    const sentAt: number[] = []
    const calls = Array.from({ length: 4 }, async () => {
      await pace.turn()
      sentAt.push(timers.ticks())
    })
    await timers.advance(0)
    for (let step = 0; step < 30; step += 1) await timers.advance(10)
    await Promise.all(calls)
    expect(sentAt).toEqual([0, 50, 100, 150])
    for (let step = 0; step < 20; step += 1) pace.faster()
    await timers.advance(100)
    await Promise.all([pace.turn(), pace.turn(), pace.turn()])
    expect(timers.waiting()).toBe(0)
  })

  it('never spreads them by more than a second', async () => {
    const timers = manualTimers()
    const pace = createCallPace(timers, timers.ticks)
    for (let complaint = 0; complaint < 50; complaint += 1) pace.slower()
    await pace.turn()
    const second = pace.turn()
    await timers.advance(1_000)
    await second
    expect(timers.waiting()).toBe(0)
  })

  it('lets all go at once when it is over', async () => {
    const timers = manualTimers()
    const pace = createCallPace(timers, timers.ticks)
    pace.slower()
    const calls = Array.from({ length: 5 }, async () => await pace.turn())
    pace.release()
    await Promise.all(calls)
    expect(timers.waiting()).toBe(0)
  })
})
