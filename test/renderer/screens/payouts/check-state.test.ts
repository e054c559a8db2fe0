import { describe, expect, it } from 'vitest'
import { checkState } from '../../../../renderer/src/screens/payouts/check-state.ts'

const row = { asset: 'USDC', state: 'agrees', booksText: '1', balanceText: '1' } as const

describe('checkState', () => {
  it.each([
    [undefined, 'never'],
    [{ at: 1, problem: 'paxos.unreachable', assets: [] }, 'problem'],
    [{ at: 1, assets: [row, { ...row, state: 'skipped' as const }] }, 'agrees'],
    [{ at: 1, assets: [row, { ...row, state: 'differs' as const }] }, 'differs'],
  ])('says of %o: %s', (check, state) => {
    expect(checkState(check).state).toBe(state)
  })
})
