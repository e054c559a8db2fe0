import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { coalesce } from '../../../renderer/src/cache/coalesce.ts'

beforeEach(() => {
  vi.useFakeTimers()
})

afterEach(() => {
  vi.useRealTimers()
})

describe('coalesce', () => {
  it('runs once for a burst of requests, after they have paused', async () => {
    const run = vi.fn(async () => undefined)
    const work = coalesce(run, 400)
    for (let entry = 0; entry < 1_000; entry += 1) work.ask()
    await vi.advanceTimersByTimeAsync(399)
    expect(run).not.toHaveBeenCalled()
    await vi.advanceTimersByTimeAsync(1)
    expect(run).toHaveBeenCalledTimes(1)
  })

  it('never runs twice at a time, and once more for whoever asked meanwhile', async () => {
    let running = 0
    let most = 0
    const run = vi.fn(async () => {
      running += 1
      most = Math.max(most, running)
      await new Promise((resolve) => setTimeout(resolve, 1_000))
      running -= 1
    })
    const work = coalesce(run, 100)
    work.ask()
    await vi.advanceTimersByTimeAsync(500)
    work.ask()
    work.ask()
    await vi.advanceTimersByTimeAsync(5_000)
    expect(run).toHaveBeenCalledTimes(2)
    expect(most).toBe(1)
  })

  it('goes on after a run that failed', async () => {
    const run = vi.fn(async () => {
      throw new Error('no answer')
    })
    const work = coalesce(run, 10)
    work.ask()
    await vi.advanceTimersByTimeAsync(10)
    work.ask()
    await vi.advanceTimersByTimeAsync(10)
    expect(run).toHaveBeenCalledTimes(2)
  })

  it('does nothing any more once it is stopped', async () => {
    const run = vi.fn(async () => undefined)
    const work = coalesce(run, 10)
    work.ask()
    work.stop()
    work.ask()
    await vi.advanceTimersByTimeAsync(1_000)
    expect(run).not.toHaveBeenCalled()
  })
})
