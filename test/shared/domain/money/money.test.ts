import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Currency } from '../../../../shared/domain/money/currency.ts'
import {
  add,
  maxMinor,
  minMinor,
  money,
  negate,
  subtract,
  sumMinor,
  type Money,
} from '../../../../shared/domain/money/money.ts'

const amount = fc.bigInt({ min: -(10n ** 40n), max: 10n ** 40n })

describe('add and subtract', () => {
  it('undo each other, to the unit', () => {
    fc.assert(
      fc.property(amount, amount, (left, right) => {
        const sum = add(money('USD', left), money('USD', right))
        expect(subtract(sum, money('USD', right))).toEqual(money('USD', left))
      }),
    )
  })

  it('keep an amount past the 64 bits that an 18-decimal token overflows', () => {
    const balance = money('USDP.ethereum', 2n ** 64n)
    expect(add(balance, money('USDP.ethereum', 1n)).minor).toBe(18_446_744_073_709_551_617n)
  })

  it('do not compile for two currencies, and stop where a wide type let them through', () => {
    const dollars: Money = money('USD', 1n)
    const onBase: Money = money('USDC.base', 1n)
    const onPolygon: Money = money('USDC.polygon', 1n)
    const pairs: readonly (readonly [Money<Currency>, Money<Currency>])[] = [
      [dollars, onBase],
      [onBase, onPolygon],
    ]
    for (const [left, right] of pairs) {
      expect(() => add(left, right)).toThrowError(expect.objectContaining({ code: 'invariant.broken' }))
      expect(() => subtract(left, right)).toThrowError(expect.objectContaining({ code: 'invariant.broken' }))
    }
    // @ts-expect-error two currencies in one sum are refused by the compiler
    expect(() => add(money('USD', 1n), money('EUR', 1n))).toThrowError('Two currencies')
  })
})

describe('negate', () => {
  it('turns what came in into what goes out', () => {
    expect(negate(money('EUR', 250n))).toEqual(money('EUR', -250n))
    expect(add(money('EUR', 250n), negate(money('EUR', 250n))).minor).toBe(0n)
  })
})

describe('sumMinor, minMinor, maxMinor', () => {
  it('sum nothing to zero and anything in any order to the same', () => {
    expect(sumMinor([])).toBe(0n)
    fc.assert(
      fc.property(fc.array(amount), (amounts) => {
        expect(sumMinor(amounts)).toBe(sumMinor(amounts.toReversed()))
      }),
    )
  })

  it('pick one of the two, and between them both', () => {
    fc.assert(
      fc.property(amount, amount, (left, right) => {
        expect(minMinor(left, right) <= maxMinor(left, right)).toBe(true)
        expect(minMinor(left, right) + maxMinor(left, right)).toBe(left + right)
      }),
    )
  })
})
