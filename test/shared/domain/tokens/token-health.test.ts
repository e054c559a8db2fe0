import { describe, expect, it } from 'vitest'
import { findUnpayable, type TokenHealth } from '../../../../shared/domain/tokens/token-health.ts'

const mine = '0xE77162b7D2CEb3625a4993Bab557403a7B706F18'
const other = '0x8ba1f109551bD432803012645Ac136ddd64DBA72'
const health = (state: TokenHealth['state'], frozen: TokenHealth['frozen'] = []): TokenHealth => ({
  currency: 'USDC.base',
  state,
  at: 0,
  frozen,
})

describe('findUnpayable', () => {
  it.each([
    // state, frozen addresses, why it cannot be paid to mine
    ['ok', [], undefined],
    ['unknown', [], undefined],
    ['paused', [], 'paused'],
    ['depegged', [], 'depegged'],
    ['frozen', [mine], 'frozen'],
    ['frozen', [mine.toLowerCase() as typeof mine], 'frozen'],
    ['frozen', [other], undefined],
    // What is worse is said first, and what is frozen stays frozen beside anything else.
    ['paused', [mine], 'paused'],
    ['depegged', [other], 'depegged'],
    ['unknown', [mine], 'frozen'],
  ] as const)('%s with %j frozen: %s', (state, frozen, why) => {
    expect(findUnpayable([health(state, frozen)], 'USDC.base', mine)).toBe(why)
  })

  it('knows nothing against a token that was never asked, or of another network', () => {
    expect(findUnpayable([], 'USDC.base', mine)).toBeUndefined()
    expect(findUnpayable([health('paused')], 'USDC.polygon', mine)).toBeUndefined()
  })
})
