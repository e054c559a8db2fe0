import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isBalanced, type Posting } from '../../../../shared/domain/ledger/posting.ts'
import {
  postDetected,
  postRecognised,
  postRoundedOff,
  postSettled,
  type UsedMoney,
} from '../../../../shared/domain/ledger/sale-postings.ts'
import { totalBasket } from '../../../../shared/domain/sale/total-basket.ts'
import { anyBasket, anyRules, basketOf, exclusive, inclusive, lineOf } from '../sale/basket-arbitraries.ts'

function balanceOf(postings: readonly Posting[], account: string, currency: string): bigint {
  return postings
    .filter((posting) => posting.account === account && posting.currency === currency)
    .reduce((sum, posting) => sum + posting.amountMinor, 0n)
}

const seen = { chain: 'base', currency: 'USDC.base', amountMinor: 12_340_000n } as const
const amount = fc.bigInt({ min: 1n, max: 10n ** 24n })

function totalsOf(...args: Parameters<typeof totalBasket>) {
  const totalled = totalBasket(...args)
  if (!totalled.ok) throw new Error(`The basket was refused: ${totalled.code}`)
  return totalled.totals
}

describe('postDetected and postSettled', () => {
  it('put seen money into clearing, owed to nobody yet', () => {
    const entry = postDetected(seen)
    expect(balanceOf(entry, 'clearing:base', 'USDC.base')).toBe(12_340_000n)
    expect(balanceOf(entry, 'customers:unmatched', 'USDC.base')).toBe(-12_340_000n)
  })

  it('move it to the wallet once final, and leave nothing in clearing', () => {
    const entries = [...postDetected(seen), ...postSettled(seen)]
    expect(balanceOf(entries, 'wallet:base', 'USDC.base')).toBe(12_340_000n)
    expect(balanceOf(entries, 'clearing:base', 'USDC.base')).toBe(0n)
  })

  it('balance, whatever the amount', () => {
    fc.assert(
      fc.property(amount, (amountMinor) => {
        expect(isBalanced(postDetected({ ...seen, amountMinor }))).toBe(true)
        expect(isBalanced(postSettled({ ...seen, amountMinor }))).toBe(true)
      }),
    )
  })
})

describe('postRecognised', () => {
  const coffee = totalsOf(
    basketOf([lineOf(1_000n)], {
      discount: { kind: 'amount', minor: 100n },
      tip: { kind: 'amount', minor: 200n },
    }),
    exclusive,
  )
  const usdc = (amountMinor: bigint): UsedMoney => ({
    chain: 'base',
    currency: 'USDC.base',
    amountMinor,
    dueMinor: coffee.totalMinor * 10n ** 4n,
  })
  const usdp = (amountMinor: bigint): UsedMoney => ({
    chain: 'ethereum',
    currency: 'USDP.ethereum',
    amountMinor,
    dueMinor: coffee.totalMinor * 10n ** 16n,
  })

  it('turns the money into sales before discount, discount, tax and tip', () => {
    const entry = postRecognised(coffee, [usdc(11_740_000n)])
    const book = (account: string) => balanceOf(entry, account, 'USD')
    expect(coffee).toMatchObject({ netMinor: 900n, taxMinor: 74n, tipMinor: 200n, totalMinor: 1_174n })
    expect([book('sales'), book('discounts'), book('tax:payable'), book('tips:payable')]).toEqual([
      -1_000n,
      100n,
      -74n,
      -200n,
    ])
    expect(balanceOf(entry, 'customers:unmatched', 'USDC.base')).toBe(11_740_000n)
    expect(book('conversion:USDC.base-USD')).toBe(1_174n)
    expect(balanceOf(entry, 'conversion:USDC.base-USD', 'USDC.base')).toBe(-11_740_000n)
  })

  it('posts no line of zero', () => {
    const plain = totalsOf(basketOf([lineOf(1_000n, { taxRateId: 'zero' })]), inclusive)
    const accounts = postRecognised(plain, [usdc(10_000_000n)]).map((posting) => posting.account)
    expect(accounts).toEqual([
      'customers:unmatched',
      'conversion:USDC.base-USD',
      'conversion:USDC.base-USD',
      'sales',
    ])
  })

  it('shares a sale between tokens by value: half is half, at six decimals and at eighteen', () => {
    const entry = postRecognised(coffee, [usdc(5_870_000n), usdp(5_870_000_000_000_000_000n)])
    expect(balanceOf(entry, 'conversion:USDC.base-USD', 'USD')).toBe(587n)
    expect(balanceOf(entry, 'conversion:USDP.ethereum-USD', 'USD')).toBe(587n)
  })

  it('leaves out a payment of which nothing was used', () => {
    const entry = postRecognised(coffee, [usdc(11_740_000n), usdp(0n)])
    expect(entry.some((posting) => posting.currency === 'USDP.ethereum')).toBe(false)
  })

  it.each([
    ['nothing', []],
    ['payments of which nothing was used', [usdc(0n), usdp(0n)]],
  ])('stops when a sale would be recognised on %s', (_, used) => {
    expect(() => postRecognised(coffee, used)).toThrowError('A sale is recognised against money')
  })

  it('stops on totals that do not make their sum', () => {
    const broken = { ...coffee, taxMinor: coffee.taxMinor + 1n }
    expect(() => postRecognised(broken, [usdc(1n)])).toThrowError('Sales, tax and tips make the total')
  })

  it('balances for every sale, however it is split over payments and tokens', () => {
    const part = fc.record({ isUsdp: fc.boolean(), amountMinor: amount })
    fc.assert(
      fc.property(
        anyBasket,
        anyRules,
        fc.array(part, { minLength: 1, maxLength: 6 }),
        (basket, rules, parts) => {
          const totalled = totalBasket(basket, rules)
          fc.pre(totalled.ok)
          if (!totalled.ok) return
          const used = parts.map((one) => (one.isUsdp ? usdp(one.amountMinor) : usdc(one.amountMinor)))
          const entry = postRecognised(totalled.totals, used)
          expect(isBalanced(entry)).toBe(true)
          const { currency } = totalled.totals
          const earned = ['sales', 'discounts', 'tax:payable', 'tips:payable'].reduce(
            (sum, account) => sum + balanceOf(entry, account, currency),
            0n,
          )
          expect(earned).toBe(-totalled.totals.totalMinor)
          for (const token of ['USDC.base', 'USDP.ethereum'])
            expect(balanceOf(entry, 'customers:unmatched', token)).toBe(
              used.filter((one) => one.currency === token).reduce((sum, one) => sum + one.amountMinor, 0n),
            )
        },
      ),
    )
  })
})

describe('postRoundedOff', () => {
  it('takes what was paid over out of unmatched, token by token, and balances', () => {
    const token = fc.constantFrom('USDC.base' as const, 'USDP.ethereum' as const)
    const money = fc.array(fc.record({ currency: token, amountMinor: amount }), { maxLength: 6 })
    fc.assert(
      fc.property(money, fc.array(fc.bigInt({ min: 0n, max: 1_000n }), { maxLength: 6 }), (used, extra) => {
        const paid = used.map((one, index) => ({
          ...one,
          amountMinor: one.amountMinor + (extra[index] ?? 0n),
        }))
        const entry = postRoundedOff(paid, used)
        expect(isBalanced(entry)).toBe(true)
        const over = used.reduce((sum, _, index) => sum + (extra[index] ?? 0n), 0n)
        const kept = entry
          .filter((posting) => posting.account === 'rounding')
          .reduce((sum, posting) => sum - posting.amountMinor, 0n)
        expect(kept).toBe(over)
      }),
    )
  })

  it('posts nothing for a sale that was paid exactly', () => {
    const paid = [{ currency: 'USDC.base', amountMinor: 5n }] as const
    expect(postRoundedOff(paid, paid)).toEqual([])
  })
})
