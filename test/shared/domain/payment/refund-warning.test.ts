import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findRefundWarning } from '../../../../shared/domain/payment/refund-warning.ts'

describe('findRefundWarning', () => {
  it.each([
    ['nothing', 0n, 6, 'zeroValue'],
    ['the smallest unit', 1n, 6, 'dust'],
    ['a unit below a hundredth', 9_999n, 6, 'dust'],
    ['a hundredth', 10_000n, 6, undefined],
    ['a whole token', 1_000_000n, 6, undefined],
    ['a unit below a hundredth of eighteen decimals', 10n ** 16n - 1n, 18, 'dust'],
    ['a hundredth of eighteen decimals', 10n ** 16n, 18, undefined],
    ['one of a token without decimals', 1n, 0, undefined],
  ] as const)('%s', (_, amountMinor, decimals, warning) => {
    expect(findRefundWarning({ amountMinor, decimals })).toBe(warning)
  })

  it('warns of less whenever it warns of more', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: 10n ** 20n }),
        fc.bigInt({ min: 0n, max: 10n ** 20n }),
        fc.nat(18),
        (amount, more, decimals) => {
          const ofMore = findRefundWarning({ amountMinor: amount + more, decimals })
          if (ofMore !== undefined) expect(findRefundWarning({ amountMinor: amount, decimals })).toBeDefined()
        },
      ),
    )
  })
})
