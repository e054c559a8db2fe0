import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { payersOf } from '../../../../shared/domain/refund/payers.ts'
import type { EvmAddress } from '../../../../shared/domain/tokens/token.ts'

type Sale = Parameters<typeof payersOf>[0]
type Paid = Sale['payments'][number]

const anna: EvmAddress = '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed'
const annasDouble: EvmAddress = '0x5AAe00000000000000000000000000000000eaEd'
const ben: EvmAddress = '0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359'
const tokens = [
  { currency: 'USDC.fast', decimals: 6 },
  { currency: 'USDP.fast', decimals: 18 },
] as const

function paid(from: EvmAddress, amountMinor: bigint, rest: Partial<Paid> = {}): Paid {
  return { from, amountMinor, chain: 'fast', currency: 'USDC.fast', status: 'confirmed', ...rest }
}

function toldOf(payments: readonly Paid[]): readonly unknown[] {
  return payersOf({ payments, tokens }).map(({ address, amountMinor, warning }) => [
    address,
    amountMinor,
    warning,
  ])
}

describe('payersOf', () => {
  it('adds up what a wallet sent of a token, and puts the one that sent the most first', () => {
    expect(toldOf([paid(ben, 2_000_000n), paid(anna, 1_500_000n), paid(anna, 1_000_000n)])).toEqual([
      [anna, 2_500_000n, undefined],
      [ben, 2_000_000n, undefined],
    ])
  })

  it('compares whole units, not smallest ones', () => {
    const one = paid(ben, 10n ** 18n, { currency: 'USDP.fast' })
    expect(toldOf([one, paid(anna, 2_000_000n)])).toEqual([
      [anna, 2_000_000n, undefined],
      [ben, 10n ** 18n, undefined],
    ])
  })

  it('does not offer who sent nothing or dust', () => {
    expect(toldOf([paid(ben, 0n), paid(annasDouble, 9_999n), paid(anna, 10_000n)])).toEqual([
      [anna, 10_000n, undefined],
      [annasDouble, 9_999n, 'dust'],
      [ben, 0n, 'zeroValue'],
    ])
  })

  it('does not offer the smaller of two that look alike', () => {
    expect(toldOf([paid(annasDouble, 20_000n), paid(anna, 5_000_000n), paid(ben, 15_000n)])).toEqual([
      [anna, 5_000_000n, undefined],
      [ben, 15_000n, undefined],
      [annasDouble, 20_000n, 'lookAlike'],
    ])
  })

  it('leaves out payments that lost their block or count for nothing', () => {
    expect(
      toldOf([paid(anna, 1_000_000n, { status: 'orphaned' }), paid(ben, 1n, { status: 'ignored' })]),
    ).toEqual([])
  })

  it('says of a token it does not know only that nothing was sent', () => {
    const unknown = { currency: 'OLD.fast' } as const
    expect(toldOf([paid(ben, 0n, unknown), paid(anna, 1n, unknown)])).toEqual([
      [anna, 1n, undefined],
      [ben, 0n, 'zeroValue'],
    ])
  })

  it('never puts one that is not offered before one that is, and loses no money', () => {
    const amount = fc.oneof(fc.constant(0n), fc.bigInt(1n, 9_999n), fc.bigInt(10_000n, 10n ** 12n))
    const payment = fc.record({ from: fc.constantFrom(anna, annasDouble, ben), amountMinor: amount })
    fc.assert(
      fc.property(fc.array(payment, { maxLength: 12 }), (sent) => {
        const payers = payersOf({ payments: sent.map((one) => paid(one.from, one.amountMinor)), tokens })
        const flags = payers.map(({ warning }) => warning !== undefined)
        expect(flags).toEqual(flags.toSorted((left, right) => Number(left) - Number(right)))
        const total = (of: readonly { amountMinor: bigint }[]): bigint =>
          of.reduce((sum, { amountMinor }) => sum + amountMinor, 0n)
        expect(total(payers)).toBe(total(sent))
      }),
    )
  })
})
