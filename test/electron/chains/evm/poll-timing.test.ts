import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nextPollAt, notePoll, paceOf, unknownRhythm } from '../../../../electron/chains/evm/poll-timing.ts'

type Seen = Readonly<{ pollsPerBlock: number; lateMs: readonly number[]; gapMsMax: number }>

/** Plays blocks that arrive at given instants against the timing, after 200 blocks to get used to them. */
function play(blockSeconds: number, arrivals: readonly number[]): Seen {
  const pace = paceOf(blockSeconds)
  const lateMs: number[] = []
  let rhythm = unknownRhythm(pace)
  let [now, head, polls, gapMsMax] = [0, 0, 0, 0]
  while (head < arrivals.length) {
    const before = head
    for (let at = arrivals[head]; at !== undefined && at <= now; at = arrivals[head]) {
      if (head >= 200) lateMs.push(now - at)
      head += 1
    }
    if (head >= 200) polls += 1
    const timestamp = Math.floor((arrivals[head - 1] ?? 0) / 1000)
    rhythm = notePoll(rhythm, pace, { at: now, newBlocks: head - before, number: head, timestamp })
    const next = Math.max(now + 1, nextPollAt(rhythm, pace))
    gapMsMax = Math.max(gapMsMax, next - now)
    now = next
  }
  return {
    pollsPerBlock: polls / (arrivals.length - 200),
    lateMs: lateMs.toSorted((a, b) => a - b),
    gapMsMax,
  }
}

function regular(blockMs: number, jitterMs: readonly number[]): readonly number[] {
  return Array.from(
    { length: 1_200 },
    (_, index) => 137 + (index + 1) * blockMs + (jitterMs[index % jitterMs.length] ?? 0),
  )
}

const p95 = (sorted: readonly number[]): number => sorted[Math.floor(sorted.length * 0.95)] ?? Number.NaN

describe('paceOf', () => {
  it.each([
    [0.25, 250],
    [1, 500],
    [2, 1_000],
    [12, 4_000],
  ])('polls a chain of %d s blocks every %d ms until its rhythm is known', (blockSeconds, intervalMs) => {
    expect(paceOf(blockSeconds).intervalMs).toBe(intervalMs)
  })
})

describe('nextPollAt', () => {
  it.each([
    // The block time of the settings, the real one in milliseconds, the jitter, and the lateness allowed.
    ['a practice chain', 1, 1_000, [0], 25],
    ['a practice chain on a busy machine', 1, 1_000, [0, 12, 3, 20, 7], 50],
    ['Base', 2, 2_000, [0, 30, 10], 110],
    ['Polygon, faster than its nominal time', 2, 1_750, [0, 20, 5], 120],
    ['Ethereum', 12, 12_000, [0, 200, 90], 600],
  ])(
    'finds the blocks of %s within a fraction of a block, with fewer than two polls for each',
    (_name, seconds, blockMs, jitter, late) => {
      const seen = play(seconds, regular(blockMs, jitter))
      expect(p95(seen.lateMs)).toBeLessThanOrEqual(late)
      expect(seen.pollsPerBlock).toBeLessThan(2)
    },
  )

  it('polls a chain without rhythm about twice a block, and is at most a block late', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 1_900 }), { minLength: 7, maxLength: 31 }), (jitter) => {
        const seen = play(
          2,
          regular(2_000, jitter).toSorted((a, b) => a - b),
        )
        expect(seen.pollsPerBlock).toBeLessThan(2.6)
        expect(seen.lateMs.at(-1)).toBeLessThanOrEqual(2_000)
      }),
      { numRuns: 40 },
    )
  })

  it('never waits longer than a block, and not longer than 4 s before it knows the rhythm', () => {
    expect(play(2, regular(2_000, [0])).gapMsMax).toBeLessThanOrEqual(2_000)
    expect(play(60, [1_000, 2_500, 200_000]).gapMsMax).toBeLessThanOrEqual(4_000)
  })

  it('does not chase a chain that is faster than its polls', () => {
    expect(play(0.25, regular(250, [0])).pollsPerBlock).toBeLessThanOrEqual(1.01)
  })
})
