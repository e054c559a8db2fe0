import { describe, expect, it } from 'vitest'
import { openAccessTokens, requireScopes } from '../../../../electron/backends/paxos/access-token.ts'
import type { TokenGrant } from '../../../../electron/backends/paxos/token-endpoint.ts'
import { PosError } from '../../../../shared/errors/pos-error.ts'

const minute = 60_000
const hour = 3_599_000

function desk(lifetimeMs = hour) {
  const time = { now: 1_000_000 }
  const state: { asked: number; failure: PosError | undefined } = { asked: 0, failure: undefined }
  const ask = async (): Promise<TokenGrant> => {
    state.asked += 1
    const number = state.asked
    await Promise.resolve()
    if (state.failure) throw state.failure
    return { text: `token-${number}`, scopes: new Set(['a', 'b']), lifetimeMs }
  }
  return { time, state, tokens: openAccessTokens(ask, () => time.now) }
}

describe('openAccessTokens', () => {
  it('asks once for all who wait, and again a minute before the token ends', async () => {
    const { time, state, tokens } = desk()
    const all = await Promise.all(Array.from({ length: 50 }, () => tokens.current()))
    expect(new Set(all).size).toBe(1)
    time.now += hour - minute - 1
    await tokens.current()
    expect(state.asked).toBe(1)
    time.now += 1
    expect((await tokens.current()).text).toBe('token-2')
    expect(state.asked).toBe(2)
  })

  it('keeps a token that lives for less than two minutes for half its life', async () => {
    const { time, state, tokens } = desk(30_000)
    await tokens.current()
    time.now += 14_999
    await tokens.current()
    expect(state.asked).toBe(1)
    time.now += 1
    await tokens.current()
    expect(state.asked).toBe(2)
  })

  it('drops a refused token once a minute, however many calls were refused', async () => {
    const { time, state, tokens } = desk()
    const first = await tokens.current()
    expect([tokens.drop(first), tokens.drop(first), tokens.drop(first)]).toEqual([true, true, true])
    const second = await tokens.current()
    expect(state.asked).toBe(2)
    expect(tokens.drop(second)).toBe(false)
    expect(await tokens.current()).toBe(second)
    time.now += minute
    expect(tokens.drop(second)).toBe(true)
    await tokens.current()
    expect(state.asked).toBe(3)
  })

  it('leaves an endpoint that fails alone for a while, longer each time, and tells why meanwhile', async () => {
    const { time, state, tokens } = desk()
    state.failure = new PosError('backend.unauthorized', 'Paxos gave no token')
    const pauses: number[] = []
    for (let round = 0; round < 8; round += 1) {
      await expect(tokens.current()).rejects.toBe(state.failure)
      const before = state.asked
      let pause = 0
      while (state.asked === before) {
        time.now += 1_000
        pause += 1
        if (pause > 100) throw new Error('It never asks again')
        await tokens.current().catch(() => undefined)
      }
      pauses.push(pause)
    }
    expect(pauses).toEqual([2, 4, 8, 16, 32, 60, 60, 60].slice(0, 8))
    state.failure = undefined
    time.now += minute
    await expect(tokens.current()).resolves.toMatchObject({ scopes: new Set(['a', 'b']) })
  })
})

describe('requireScopes', () => {
  it('names every scope that is missing', () => {
    const token = { text: 't', scopes: new Set(['a']) }
    expect(() => requireScopes(token, ['a'])).not.toThrow()
    expect(() => requireScopes(token, ['a', 'b', 'c'])).toThrow(
      expect.objectContaining({ code: 'backend.forbidden', details: { missing: 'b c' } }),
    )
  })
})
