import type { PollResult } from './chain-loop.ts'
import { nextPollAt, notePoll, paceOf, unknownRhythm } from './poll-timing.ts'
import type { Timers } from './timers.ts'

/** Runs a loop at its pace. */
export type Beat = Readonly<{
  /** Runs the next poll now, or right after the one under way. */
  wake: () => void
  /** Lets the poll under way finish, within a bound, and leaves no timer. */
  stop: () => Promise<void>
}>

/** What a beat needs. */
export type BeatOptions = Readonly<{
  blockSeconds: number
  timers: Timers
  /** Monotonic milliseconds. */
  ticks: () => number
  stopMs: number
  soonestRetryAt: () => number
  loop: (isStopping: () => boolean) => () => Promise<PollResult>
  /** Resolves when no task beside the loop is running. */
  settled: () => Promise<void>
  /** Breaks off every call under way. */
  breakOff: () => void
}>

// Whoever asks for the next poll again and again gets at most ten a second; polls of the beat itself do not count, since
// the one that looked a moment too early must not put off the one that is asked for.
const wakeGapMs = 100
const retryMinMs = 250

/** Starts polling at once. */
export function createBeat(options: BeatOptions): Beat {
  const { timers, ticks, stopMs } = options
  const pace = paceOf(options.blockSeconds)
  let rhythm = unknownRhythm(pace)
  let headNumber: number | undefined
  let isStopping = false
  let isWoken = false
  let running: Promise<void> | undefined
  let cancel: (() => void) | undefined
  let startedAt = Number.NEGATIVE_INFINITY
  let wokenAt = Number.NEGATIVE_INFINITY
  const poll = options.loop(() => isStopping)

  const delayAfter = ({ head, isBehind, askAgainMs }: PollResult): number => {
    if (!head)
      return askAgainMs ?? Math.min(Math.max(options.soonestRetryAt() - ticks(), retryMinMs), pace.intervalMs)
    const newBlocks = headNumber === undefined ? 1 : Math.max(0, head.number - headNumber)
    headNumber = Math.max(head.number, headNumber ?? 0)
    rhythm = notePoll(rhythm, pace, { ...head, at: startedAt, newBlocks })
    if (isBehind) return 0
    return Math.max(0, Math.min(nextPollAt(rhythm, pace) - ticks(), askAgainMs ?? Number.POSITIVE_INFINITY))
  }

  const schedule = (delayMs: number): void => {
    cancel?.()
    cancel = timers.after(delayMs, () => {
      cancel = undefined
      running = run()
    })
  }

  const run = async (): Promise<void> => {
    startedAt = ticks()
    if (isWoken) wokenAt = startedAt
    isWoken = false
    const delayMs = delayAfter(await poll())
    running = undefined
    if (!isStopping) schedule(isWoken ? wakeDelay() : delayMs)
  }

  const wakeDelay = (): number => Math.max(0, wokenAt + wakeGapMs - ticks())

  const finish = async (): Promise<void> => {
    await running
    await options.settled()
  }

  schedule(0)
  return {
    wake: () => {
      isWoken = true
      if (!isStopping && !running) schedule(wakeDelay())
    },
    stop: async () => {
      isStopping = true
      cancel?.()
      cancel = undefined
      const cancelBreak = timers.after(stopMs, options.breakOff)
      await finish()
      cancelBreak()
      options.breakOff()
    },
  }
}
