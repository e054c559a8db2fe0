import { describe, expect, it } from 'vitest'
import fc from 'fast-check'
import { isBalanced, postingsBetween, type Posting } from '../../../../shared/domain/ledger/posting.ts'
import { booksOfPayout } from '../../../../shared/domain/payout/payout-books.ts'
import { applyPayoutEvent, type PayoutEvent } from '../../../../shared/domain/payout/payout-lifecycle.ts'
import {
  payoutStatuses,
  type PayoutProgress,
  type PayoutRequest,
  type PayoutStatus,
} from '../../../../shared/domain/payout/payout.ts'

const unit = 10n ** 18n

const request: PayoutRequest = {
  id: 'p1',
  number: 1,
  backend: 'paxos',
  asset: 'USDC',
  dollarsMinor: 10_000n,
  bankId: 'b1',
  bankAccountId: 'fa1',
  bankText: 'First Bank …6789',
  memo: 'SP1-ABCDEFGH',
  refId: 'po_1',
  note: '',
  requestedAt: 0,
  requestedBy: 'mara',
  requestedByName: 'Mara',
}
const taken = { asset: 'USDC', amountMinor: 95n * unit, feeMinor: 5n * unit, totalMinor: 100n * unit }
const returned = { totalMinor: 80n * unit, movementId: 'm1', at: 1 }

function lines(status: PayoutStatus, more: Partial<PayoutProgress> = {}): readonly string[] {
  return booksOfPayout(request, { status, taken, returned, ...more }).map(
    ({ account, currency, amountMinor }) => `${account} ${currency} ${amountMinor}`,
  )
}

describe('booksOfPayout', () => {
  it('holds nothing before it is taken and after it failed', () => {
    for (const status of ['requested', 'approved', 'unknown', 'cancelled', 'failed'] as const)
      expect(lines(status)).toEqual([])
  })

  it('holds dollars on their way, and the fee on its own', () => {
    expect(lines('submitted')).toEqual([
      `custody:paxos USDC.paxos ${-100n * unit}`,
      `fees:processing USDC.paxos ${5n * unit}`,
      `conversion:USDC.paxos-USD USDC.paxos ${95n * unit}`,
      'conversion:USDC.paxos-USD USD -9500',
      'bank:b1:in-transit USD 9500',
    ])
    expect(lines('processing')).toEqual(lines('submitted'))
  })

  it('holds them at the bank once it is paid', () => {
    expect(lines('paid')).toEqual(lines('submitted').map((line) => line.replace(':in-transit', '')))
  })

  it('holds what came back as dollars, and what is missing as a fee', () => {
    const books = lines('returned')
    expect(books).toContain(`custody:paxos USD.paxos ${80n * unit}`)
    expect(books).toContain(`fees:processing USD.paxos ${15n * unit}`)
    expect(books.filter((line) => line.startsWith('bank:'))).toEqual([])
  })

  it('leaves less than a cent where it can be seen', () => {
    const odd = { ...taken, amountMinor: 95n * unit + 7n, totalMinor: 100n * unit + 7n }
    expect(lines('paid', { taken: odd })).toContain('rounding USDC.paxos 7')
  })

  it('leaves what a fee does not explain where it can be seen', () => {
    expect(lines('paid', { taken: { ...taken, totalMinor: 101n * unit } })).toContain(
      `suspense:paxos USDC.paxos ${unit}`,
    )
  })

  const amounts = fc.bigInt({ min: 0n, max: 10n ** 30n })
  const progress = fc.record({
    status: fc.constantFrom(...payoutStatuses),
    taken: fc.record({
      asset: fc.constantFrom('USD', 'USDC', 'PYUSD'),
      amountMinor: amounts,
      feeMinor: amounts,
      totalMinor: amounts,
    }),
    returned: fc.record({ totalMinor: amounts, at: fc.constant(0) }),
  })

  it('balances in every state, whatever amounts a backend says', () => {
    fc.assert(fc.property(progress, (state) => isBalanced(booksOfPayout(request, state))))
  })

  it('adds up along any walk: what was posted is what the last state holds', () => {
    const events: readonly PayoutEvent[] = [
      'approved',
      'cancelled',
      'taken',
      'processing',
      'paid',
      'failed',
      'answerLost',
      'provenAbsent',
      'creditedBack',
    ]
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...events), { maxLength: 20 }), progress, (walk, facts) => {
        let state: PayoutProgress = { status: 'requested' }
        let posted: readonly Posting[] = []
        for (const event of walk) {
          const applied = applyPayoutEvent(state.status, event)
          if (!applied.ok) continue
          const next = { ...facts, status: applied.status }
          posted = [
            ...posted,
            ...postingsBetween(booksOfPayout(request, state), booksOfPayout(request, next)),
          ]
          state = next
        }
        expect(postingsBetween(booksOfPayout(request, state), posted)).toEqual([])
        expect(isBalanced(posted)).toBe(true)
      }),
    )
  })
})
