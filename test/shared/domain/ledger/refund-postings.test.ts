import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isBalanced, reversed, type Posting } from '../../../../shared/domain/ledger/posting.ts'
import {
  postExcessReserved,
  postExcessSent,
  postRefundReserved,
  postRefundSent,
} from '../../../../shared/domain/ledger/refund-postings.ts'

const usdc = 'USDC.base'
const parts = {
  lines: [
    { lineId: 'a', quantity: 1, netMinor: 1_000n, taxMinor: 83n },
    { lineId: 'b', quantity: 0, netMinor: 200n, taxMinor: 0n },
  ],
  tipMinor: 50n,
  totalMinor: 1_333n,
}

function balanceOf(postings: readonly Posting[], account: string, currency: string): bigint {
  return postings
    .filter((posting) => posting.account === account && posting.currency === currency)
    .reduce((sum, { amountMinor }) => sum + amountMinor, 0n)
}

describe('postings of a refund', () => {
  it('takes back what was earned, taxed and tipped, and owes it', () => {
    expect(postRefundReserved('USD', parts)).toEqual([
      { account: 'sales', currency: 'USD', amountMinor: 1_200n },
      { account: 'tax:payable', currency: 'USD', amountMinor: 83n },
      { account: 'tips:payable', currency: 'USD', amountMinor: 50n },
      { account: 'refunds:payable', currency: 'USD', amountMinor: -1_333n },
    ])
  })

  it('refuses parts that do not make the total', () => {
    expect(() => postRefundReserved('USD', { ...parts, totalMinor: 1_334n })).toThrow(/make its total/)
  })

  it('owes nothing any more once the tokens have left, and keeps the fee on its own account', () => {
    const sent = { backend: 'paxos', currency: usdc, amountMinor: 13_330_000n, feeMinor: 20_000n } as const
    const all = [
      ...postRefundReserved('USD', parts),
      ...postRefundSent({ currency: 'USD', totalMinor: 1_333n }, sent),
    ]
    expect(isBalanced(all)).toBe(true)
    expect(balanceOf(all, 'refunds:payable', 'USD')).toBe(0n)
    expect(balanceOf(all, 'custody:paxos', usdc)).toBe(-13_350_000n)
    expect(balanceOf(all, 'fees:network', usdc)).toBe(20_000n)
  })

  it('gives what was paid over back in its own token, past sales and conversion', () => {
    const sent = { backend: 'paxos', currency: usdc, amountMinor: 500n, feeMinor: 0n } as const
    const all = [...postExcessReserved(usdc, 500n), ...postExcessSent(sent)]
    expect(isBalanced(all)).toBe(true)
    expect(balanceOf(all, 'customers:unmatched', usdc)).toBe(500n)
    expect(balanceOf(all, 'refunds:payable', usdc)).toBe(0n)
    expect(all.map(({ account }) => account)).not.toContain('fees:network')
  })

  it('balances for any amounts, and leaves nothing when it is undone', () => {
    const minor = fc.bigInt(0n, 10n ** 24n)
    fc.assert(
      fc.property(minor, minor, minor, (netMinor, taxMinor, tipMinor) => {
        const lines = [{ lineId: 'a', quantity: 1, netMinor, taxMinor }]
        const made = postRefundReserved('USD', {
          lines,
          tipMinor,
          totalMinor: netMinor + taxMinor + tipMinor,
        })
        const undone = [...made, ...reversed(made)]
        expect(isBalanced(made)).toBe(true)
        for (const { account } of made) expect(balanceOf(undone, account, 'USD')).toBe(0n)
      }),
    )
  })
})
