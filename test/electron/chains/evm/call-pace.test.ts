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
      // A call that waited goes on a few microtasks after its timer.
      for (let turn = 0; turn < 5; turn += 1) await Promise.resolve()
    },
  }
}

describe('createCallPace', () => {
  const open = (learnedPerSecond?: number) => {
    const timers = manualTimers()
    const pace = createCallPace({ timers, ticks: timers.ticks, callsPerSecond: 100, learnedPerSecond })
    return { timers, pace }
  }
  const send = async (pace: ReturnType<typeof createCallPace>, calls: number): Promise<void> => {
    await Promise.all(Array.from({ length: calls }, async () => await pace.turn()))
  }

  it('lets a burst go at once while the endpoint never complained, and no more than its budget after it', async () => {
    const { timers, pace } = open()
    await send(pace, 101)
    expect(timers.waiting()).toBe(0)
    const next = pace.turn()
    expect(timers.waiting()).toBe(1)
    await timers.advance(10)
    await next
    expect(pace.callsLastMinute()).toBe(102)
  })

  it('after a complaint spreads calls at half the rate that was refused', async () => {
    const { timers, pace } = open()
    await send(pace, 40)
    pace.slower()
    expect(pace.budgetPerSecond()).toBe(20)
    await timers.advance(1_000)
    const sentAt: number[] = []
    const calls = Array.from({ length: 4 }, async () => {
      await pace.turn()
      sentAt.push(timers.ticks())
    })
    await timers.advance(0)
    for (let step = 0; step < 30; step += 1) await timers.advance(10)
    await Promise.all(calls)
    expect(sentAt).toEqual([1_000, 1_050, 1_100, 1_150])
  })

  it('comes back with whole steps, slowly near the rate that was refused', async () => {
    const { pace } = open()
    await send(pace, 40)
    pace.slower()
    for (let step = 0; step < 5; step += 1) pace.faster()
    const [before] = [pace.budgetPerSecond()]
    expect(before).toBeGreaterThan(27)
    for (let step = 0; step < 20; step += 1) pace.faster()
    expect(pace.budgetPerSecond()).toBeLessThan(40)
    for (let step = 0; step < 200; step += 1) pace.faster()
    expect(pace.budgetPerSecond()).toBe(100)
  })

  it('never spreads them by more than a second', async () => {
    const { timers, pace } = open()
    for (let complaint = 0; complaint < 50; complaint += 1) pace.slower()
    expect(pace.budgetPerSecond()).toBe(1)
    await pace.turn()
    const second = pace.turn()
    await timers.advance(1_000)
    await second
    expect(timers.waiting()).toBe(0)
  })

  it('begins with what was learned before, within its bounds', () => {
    expect(open(12).pace.budgetPerSecond()).toBe(12)
    expect(open(0).pace.budgetPerSecond()).toBe(1)
    expect(open(1_000_000).pace.budgetPerSecond()).toBe(100)
  })

  it('forgets what it counted after a minute', async () => {
    const { timers, pace } = open()
    await send(pace, 7)
    await timers.advance(59_000)
    expect(pace.callsLastMinute()).toBe(7)
    await timers.advance(1_000)
    expect(pace.callsLastMinute()).toBe(0)
  })

  it('lets all go at once when it is over', async () => {
    const { timers, pace } = open()
    pace.slower()
    const calls = Array.from({ length: 5 }, async () => await pace.turn())
    pace.release()
    await Promise.all(calls)
    expect(timers.waiting()).toBe(0)
  })
})
