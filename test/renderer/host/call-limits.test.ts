import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { callLimitMs, limitCalls } from '../../../renderer/src/host/call-limits.ts'
import { failureOf } from '../../../renderer/src/host/failure-of.ts'
import type { CallLink } from '../../../renderer/src/host/transport.ts'

beforeEach(() => {
  vi.useFakeTimers()
})

afterEach(() => {
  vi.useRealTimers()
})

function hanging(): CallLink & { aborted: () => boolean } {
  let signal: AbortSignal | undefined
  return {
    call: (_path, _input, options) => {
      signal = options.signal
      return new Promise(() => undefined)
    },
    aborted: () => signal?.aborted === true,
  }
}

describe('limitCalls', () => {
  it('ends a call that gets no answer, and tells the terminal that nobody waits for it any more', async () => {
    const link = hanging()
    const call = limitCalls(link).call(['checkout', 'open'], {}, { context: {} })
    const outcome = call.then(
      () => 'an answer',
      (error: unknown) => failureOf(error).code,
    )
    await vi.advanceTimersByTimeAsync(callLimitMs(['checkout', 'open']))
    expect(await outcome).toBe('contract.timeout')
    expect(link.aborted()).toBe(true)
  })

  it('gives the verification of a whole ledger the time it takes', () => {
    expect(callLimitMs(['system', 'verify'])).toBeGreaterThan(callLimitMs(['checkout', 'open']))
  })

  it('keeps an open stream connected to the caller who may let go of it', async () => {
    let seen: AbortSignal | undefined
    const link: CallLink = {
      call: async (_path, _input, options) => {
        seen = options.signal
        return 'stream'
      },
    }
    const controller = new AbortController()
    const options = { context: {}, signal: controller.signal }
    await limitCalls(link).call(['feed', 'follow'], {}, options)
    await vi.advanceTimersByTimeAsync(600_000)
    expect(seen?.aborted).toBe(false)
    controller.abort()
    expect(seen?.aborted).toBe(true)
  })
})
