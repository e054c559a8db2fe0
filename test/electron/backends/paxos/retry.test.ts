import { describe, expect, it } from 'vitest'
import { withRetries, type RetryPolicy } from '../../../../electron/backends/paxos/retry.ts'
import type { ErrorCode } from '../../../../shared/errors/codes.ts'
import { PosError } from '../../../../shared/errors/pos-error.ts'

function attempt(codes: readonly ErrorCode[], policy: Partial<RetryPolicy> = {}) {
  const waits: number[] = []
  let tries = 0
  const work = (): Promise<string> => {
    const code = codes[tries]
    tries += 1
    return code === undefined ? Promise.resolve('done') : Promise.reject(new PosError(code, code))
  }
  const result = withRetries(work, {
    attemptsMax: 3,
    firstMs: 500,
    longestMs: 4_000,
    random: () => 0.5,
    wait: (ms) => {
      waits.push(ms)
      return Promise.resolve()
    },
    ...policy,
  })
  return { result, waits, tries: () => tries }
}

describe('withRetries', () => {
  it('tries again where nothing was changed, and waits longer each time', async () => {
    const { result, waits, tries } = attempt(['backend.unavailable', 'backend.unavailable'])
    await expect(result).resolves.toBe('done')
    expect(tries()).toBe(3)
    expect(waits).toEqual([250, 500])
  })

  it('gives up after its last try with the error that it met', async () => {
    const { result, tries } = attempt(Array.from({ length: 9 }, () => 'backend.unavailable' as const))
    await expect(result).rejects.toMatchObject({ code: 'backend.unavailable' })
    expect(tries()).toBe(3)
  })

  it('waits no longer than its bound', async () => {
    const codes = Array.from({ length: 9 }, () => 'backend.unavailable' as const)
    const { result, waits } = attempt(codes, { attemptsMax: 7, random: () => 0.999_999 })
    await expect(result).rejects.toMatchObject({ code: 'backend.unavailable' })
    expect(waits).toEqual([499, 999, 1_999, 3_999, 3_999, 3_999])
  })

  it.each([
    'backend.outcomeUnknown',
    'backend.rateLimited',
    'backend.alreadyExists',
    'backend.badAnswer',
    'backend.unauthorized',
    'paxos.refIdConflict',
  ] as const)('never tries again after %s', async (code) => {
    const { result, tries } = attempt([code])
    await expect(result).rejects.toMatchObject({ code })
    expect(tries()).toBe(1)
  })
})
