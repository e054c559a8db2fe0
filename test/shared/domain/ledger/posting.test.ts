import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Currency } from '../../../../shared/domain/money/currency.ts'
import { isBalanced, reversed, type Posting } from '../../../../shared/domain/ledger/posting.ts'

const currency = fc.constantFrom<Currency>('USD', 'USDC.base', 'USDP.ethereum')
const posting: fc.Arbitrary<Posting> = fc.record({
  account: fc.constantFrom('sales' as const, 'wallet:base' as const, 'customers:unmatched' as const),
  currency,
  amountMinor: fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }),
})
const postings = fc.array(posting, { maxLength: 20 })

describe('isBalanced', () => {
  const debit = (amountMinor: bigint, of: Currency): Posting => ({
    account: 'sales',
    currency: of,
    amountMinor,
  })

  it.each([
    ['nothing', [], true],
    ['one posting alone', [debit(1n, 'USD')], false],
    ['a debit and its credit', [debit(1n, 'USD'), debit(-1n, 'USD')], true],
    ['a debit and a credit in another currency', [debit(1n, 'USD'), debit(-1n, 'EUR')], false],
    ['the same token on two chains', [debit(1n, 'USDC.base'), debit(-1n, 'USDC.ink')], false],
    ['one unit off in a sum past 64 bits', [debit(2n ** 70n, 'USD'), debit(1n - 2n ** 70n, 'USD')], false],
    [
      'two currencies, each balanced',
      [debit(5n, 'USD'), debit(-7n, 'EUR'), debit(7n, 'EUR'), debit(-5n, 'USD')],
      true,
    ],
    ['a posting of nothing', [debit(0n, 'USD')], true],
  ] as const)('%s: %#', (_, entry, expected) => expect(isBalanced(entry)).toBe(expected))

  it('is broken by any one posting more', () => {
    fc.assert(
      fc.property(postings, posting, (entry, extra) => {
        fc.pre(extra.amountMinor !== 0n)
        const balanced = [...entry, ...reversed(entry)]
        expect(isBalanced(balanced)).toBe(true)
        expect(isBalanced([...balanced, extra])).toBe(false)
      }),
    )
  })
})

describe('reversed', () => {
  it('brings every account back to where it was', () => {
    fc.assert(
      fc.property(postings, (entry) => {
        const sums = new Map<string, bigint>()
        for (const { account, currency: of, amountMinor } of [...entry, ...reversed(entry)])
          sums.set(`${account} ${of}`, (sums.get(`${account} ${of}`) ?? 0n) + amountMinor)
        expect([...sums.values()].every((sum) => sum === 0n)).toBe(true)
      }),
    )
  })

  it('twice is the entry itself', () => {
    fc.assert(
      fc.property(postings, (entry) => {
        expect(reversed(reversed(entry))).toEqual(entry)
      }),
    )
  })
})
