import { describe, expect, it } from 'vitest'
import { createBeat } from '../../../../electron/chains/evm/beat.ts'
import type { PollResult } from '../../../../electron/chains/evm/chain-loop.ts'

type Due = { at: number; work: () => void }

/** Timers and a clock that the test turns; what is due runs in order, and promises in between. */
function handClock() {
  let now = 0
  let due: Due[] = []
  const breathe = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))
  return {
    ticks: () => now,
    waiting: () => due.length,
    timers: {
      after: (delayMs: number, work: () => void) => {
        const entry = { at: now + delayMs, work }
        due.push(entry)
        return () => {
          due = due.filter((other) => other !== entry)
        }
      },
    },
    turn: async (ms: number) => {
      const end = now + ms
      await breathe()
      for (;;) {
        const [next] = due.filter((entry) => entry.at <= end).toSorted((left, right) => left.at - right.at)
        if (!next) break
        due = due.filter((entry) => entry !== next)
        now = Math.max(now, next.at)
        next.work()
        await breathe()
      }
      now = end
    },
  }
}

/** A beat on a chain with a block a minute: nothing but a wake lets it poll again soon. */
function openBeat(takesMs = 0) {
  const clock = handClock()
  const polls: number[] = []
  let number = 0
  let broken = 0
  const poll = async (): Promise<PollResult> => {
    polls.push(clock.ticks())
    number += 1
    const head = { number, timestamp: Math.floor(clock.ticks() / 1_000) }
    if (takesMs > 0) await new Promise<void>((resolve) => clock.timers.after(takesMs, resolve))
    return { head, isBehind: false }
  }
  const beat = createBeat({
    blockSeconds: 60,
    timers: clock.timers,
    ticks: clock.ticks,
    stopMs: 1_000,
    soonestRetryAt: () => 0,
    loop: () => poll,
    settled: () => Promise.resolve(),
    breakOff: () => {
      broken += 1
    },
  })
  return { beat, clock, polls, broken: () => broken }
}

describe('createBeat', () => {
  it('polls at once when it is woken', async () => {
    const { beat, clock, polls } = openBeat()
    await clock.turn(40)
    beat.wake()
    await clock.turn(1)
    expect(polls).toEqual([0, 40])
    await beat.stop()
  })

  it('polls ten times a second at most, however often it is woken', async () => {
    const { beat, clock, polls } = openBeat()
    await clock.turn(500)
    polls.length = 0
    for (let ms = 0; ms < 1_000; ms += 5) {
      beat.wake()
      await clock.turn(5)
    }
    expect(polls).toEqual(Array.from({ length: 11 }, (_, index) => 500 + index * 100))
    await beat.stop()
  })

  it('counts the gap from the last poll that was asked for, not from one of its own', async () => {
    const { beat, clock, polls } = openBeat()
    await clock.turn(1)
    beat.wake()
    await clock.turn(60)
    expect(polls).toEqual([0, 1])
    beat.wake()
    await clock.turn(39)
    expect(polls).toEqual([0, 1])
    await clock.turn(1)
    expect(polls).toEqual([0, 1, 101])
    await beat.stop()
  })

  it('polls once more for any number of wakes while a poll is under way', async () => {
    const { beat, clock, polls } = openBeat(30)
    await clock.turn(10)
    beat.wake()
    beat.wake()
    beat.wake()
    await clock.turn(300)
    expect(polls).toEqual([0, 30])
    await beat.stop()
  })

  it('lets a poll that was woken for keep the gap from its beginning, also when it takes longer', async () => {
    const { beat, clock, polls } = openBeat(150)
    await clock.turn(200)
    beat.wake()
    await clock.turn(1)
    beat.wake()
    await clock.turn(400)
    expect(polls).toEqual([0, 200, 350])
    await beat.stop()
  })

  it('hears no wake once it stops, and leaves no timer', async () => {
    const { beat, clock, polls, broken } = openBeat()
    await clock.turn(10)
    await beat.stop()
    beat.wake()
    await clock.turn(200_000)
    expect(polls).toEqual([0])
    expect(clock.waiting()).toBe(0)
    expect(broken()).toBe(1)
  })
})
