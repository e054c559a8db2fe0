import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  isBalanced,
  netted,
  postingsBetween,
  type Posting,
} from '../../../../shared/domain/ledger/posting.ts'
import { booksOfRefund } from '../../../../shared/domain/ledger/refund-postings.ts'
import {
  refundStatuses,
  type RefundProgress,
  type RefundRequest,
} from '../../../../shared/domain/refund/refund.ts'
import { toCustodyMinor } from '../../../../shared/domain/settlement/asset.ts'

const parts = {
  lines: [
    { lineId: 'a', quantity: 1, netMinor: 800n, taxMinor: 80n },
    { lineId: 'b', quantity: 2, netMinor: 200n, taxMinor: 20n },
  ],
  tipMinor: 100n,
  totalMinor: 1_200n,
}

const goods: RefundRequest = {
  id: 'refund_1',
  number: 1,
  saleId: 'sale_1',
  saleNumber: 7,
  kind: 'goods',
  currency: 'USD',
  parts,
  chain: 'base',
  token: 'USDC.base',
  symbol: 'USDC',
  tokenAddress: '0x833589fCD6eDb6E08f4c7C32D4f71b54bdA02913',
  decimals: 6,
  amountMinor: 12_000_000n,
  backend: 'paxos',
  balanceAsset: 'USDC',
  target: '0x000000000000000000000000000000000000dEaD',
  proof: 'payer',
  warnings: [],
  feeMaxMinor: 0n,
  valueMinor: 1_200n,
  reason: 'Cold coffee',
  requestedAt: 1,
  requestedBy: 'staff_1',
  requestedByName: 'Ada',
  refId: 'refund_x',
}
const excess: RefundRequest = {
  ...goods,
  kind: 'excess',
  parts: { lines: [], tipMinor: 0n, totalMinor: 0n },
  amountMinor: 1_000_000n,
}

const sentOf = (minor: bigint, fee = 0n, asset = 'USDC'): NonNullable<RefundProgress['sent']> => ({
  asset,
  amountMinor: toCustodyMinor(minor, 6),
  feeMinor: fee,
  totalMinor: toCustodyMinor(minor, 6) + fee,
})

function text(postings: readonly Posting[]): string[] {
  return postings.map(({ account, currency, amountMinor }) => `${account} ${currency} ${amountMinor}`)
}

describe('booksOfRefund', () => {
  it.each(['requested', 'approved', 'declined', 'cancelled', 'failed'] as const)(
    'holds nothing when %s',
    (status) => {
      expect(booksOfRefund(goods, { status })).toEqual([])
    },
  )

  it.each(['reserved', 'unknown'] as const)('owes the customer net, tax and tip when %s', (status) => {
    expect(text(booksOfRefund(goods, { status }))).toEqual([
      'sales USD 1000',
      'tax:payable USD 100',
      'tips:payable USD 100',
      'refunds:payable USD -1200',
    ])
  })

  it.each(['submitted', 'broadcast', 'confirmed'] as const)(
    'has paid from custody, fee apart, when %s',
    (status) => {
      const books = booksOfRefund(goods, { status, sent: sentOf(12_000_000n, 50n) })
      expect(text(books)).toEqual([
        'sales USD 1000',
        'tax:payable USD 100',
        'tips:payable USD 100',
        'conversion:USDC.base-USD USD -1200',
        'conversion:USDC.base-USD USDC.base 12000000',
        'conversion:USDC.base-USDC.paxos USDC.base -12000000',
        'conversion:USDC.base-USDC.paxos USDC.paxos 12000000000000000000',
        'fees:network USDC.paxos 50',
        'custody:paxos USDC.paxos -12000000000000000050',
      ])
    },
  )

  it('pays from the dollars where the token was converted on arrival', () => {
    const books = booksOfRefund(
      { ...goods, token: 'PYUSD.base', symbol: 'PYUSD', balanceAsset: 'USD' },
      { status: 'submitted', sent: sentOf(12_000_000n, 0n, 'USD') },
    )
    expect(text(books).filter((line) => line.startsWith('custody'))).toEqual([
      'custody:paxos USD.paxos -12000000000000000000',
    ])
  })

  it('gives excess back in the token it came in, and touches no sale', () => {
    expect(text(booksOfRefund(excess, { status: 'reserved' }))).toEqual([
      'customers:unmatched USDC.base 1000000',
      'refunds:payable USDC.base -1000000',
    ])
    expect(text(booksOfRefund(excess, { status: 'confirmed', sent: sentOf(1_000_000n) }))).toEqual([
      'customers:unmatched USDC.base 1000000',
      'conversion:USDC.base-USDC.paxos USDC.base -1000000',
      'conversion:USDC.base-USDC.paxos USDC.paxos 1000000000000000000',
      'custody:paxos USDC.paxos -1000000000000000000',
    ])
  })

  it('pays from the wallet where the manager signed it', () => {
    const books = booksOfRefund(
      { ...goods, backend: 'selfcustody' },
      { status: 'confirmed', sent: sentOf(12_000_000n) },
    )
    expect(text(books).at(-1)).toBe('wallet:base USDC.base -12000000')
  })

  it('shows what a backend took beyond amount and fee as unexplained', () => {
    const sent = { ...sentOf(12_000_000n, 5n), totalMinor: toCustodyMinor(12_000_000n, 6) + 12n }
    const books = booksOfRefund(goods, { status: 'submitted', sent })
    expect(text(books)).toContain('suspense:paxos USDC.paxos 7')
  })

  it('balances in every status, and the differences of any walk add up to the last', () => {
    const request = fc.constantFrom(goods, excess, { ...goods, backend: 'selfcustody' })
    const step = fc.record({
      status: fc.constantFrom(...refundStatuses),
      fee: fc.bigInt({ min: 0n, max: 10n ** 19n }),
    })
    fc.assert(
      fc.property(request, fc.array(step, { minLength: 1, maxLength: 12 }), (asked, steps) => {
        let before: readonly Posting[] = []
        let posted: readonly Posting[] = []
        for (const { status, fee } of steps) {
          const now = booksOfRefund(asked, { status, sent: sentOf(asked.amountMinor, fee) })
          expect(isBalanced(now)).toBe(true)
          const entry = postingsBetween(before, now)
          expect(isBalanced(entry)).toBe(true)
          posted = netted([...posted, ...entry])
          before = now
        }
        const sorted = (postings: readonly Posting[]): string[] => text(postings).toSorted()
        expect(sorted(posted)).toEqual(sorted(before))
      }),
    )
  })
})
