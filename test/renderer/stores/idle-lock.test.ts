import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { startIdleLock, type IdleWatch } from '../../../renderer/src/stores/idle-lock.ts'

let watch: IdleWatch
let onIdle: ReturnType<typeof vi.fn<() => void>>
let onTouch: ReturnType<typeof vi.fn<() => void>>

beforeEach(() => {
  vi.useFakeTimers()
  onIdle = vi.fn<() => void>()
  onTouch = vi.fn<() => void>()
  watch = startIdleLock({ idleMs: 120_000, now: () => Date.now(), onIdle, onTouch })
})

afterEach(() => {
  watch.stop()
  vi.useRealTimers()
})

describe('startIdleLock', () => {
  it('locks once, when the time of the settings has passed without a touch', () => {
    vi.advanceTimersByTime(119_000)
    expect(onIdle).not.toHaveBeenCalled()
    vi.advanceTimersByTime(60_000)
    expect(onIdle).toHaveBeenCalledTimes(1)
  })

  it('does not lock a till that somebody works at', () => {
    for (let minute = 0; minute < 10; minute += 1) {
      watch.noteActivity()
      vi.advanceTimersByTime(60_000)
    }
    expect(onIdle).not.toHaveBeenCalled()
  })

  it('tells the terminal at most every fifteen seconds, and only of somebody who is there', () => {
    for (let second = 0; second < 60; second += 1) {
      watch.noteActivity()
      vi.advanceTimersByTime(1_000)
    }
    expect(onTouch.mock.calls.length).toBeLessThanOrEqual(4)
    const told = onTouch.mock.calls.length
    expect(told).toBeGreaterThan(0)
    vi.advanceTimersByTime(59_000)
    expect(onTouch.mock.calls.length).toBeLessThanOrEqual(told + 1)
  })
})
