import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatEip681, parseEip681 } from '../../../../shared/domain/invoice/eip681.ts'
import type { EvmAddress } from '../../../../shared/domain/tokens/token.ts'

const token: EvmAddress = '0x833589fCD6eDb6E08f4c7C32D4f71b54bdA02913'
const shop: EvmAddress = '0x70997970C51812dc3A010C7d01b50e0d17dc79C8'
const request = { tokenAddress: token, chainId: 8_453, recipient: shop, amountMinor: 12_340_000n }
const uri = `ethereum:${token}@8453/transfer?address=${shop}&uint256=12340000`

describe('formatEip681', () => {
  it('writes the token as target, the shop as parameter, and plain integers', () => {
    expect(formatEip681(request)).toBe(uri)
  })

  it('never writes an exponent, however large the amount', () => {
    expect(formatEip681({ ...request, amountMinor: 10n ** 30n })).toContain(`uint256=1${'0'.repeat(30)}`)
  })
})

describe('parseEip681', () => {
  it('reads what formatEip681 wrote', () => {
    const hex = (bytes: Uint8Array): EvmAddress => `0x${Buffer.from(bytes).toString('hex')}`
    const address = fc.uint8Array({ minLength: 20, maxLength: 20 }).map(hex)
    fc.assert(
      fc.property(
        fc.record({
          tokenAddress: address,
          chainId: fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }),
          recipient: address,
          amountMinor: fc.bigInt({ min: 0n, max: 2n ** 256n - 1n }),
        }),
        (any) => {
          expect(parseEip681(formatEip681(any))).toEqual(any)
        },
      ),
    )
  })

  it('reads it with the white space that a scanner leaves around', () => {
    expect(parseEip681(` ${uri}\n`)).toEqual(request)
  })

  it.each([
    ['another scheme', uri.replace('ethereum:', 'bitcoin:')],
    ['a plain address', shop],
    ['nothing', ''],
    ['no chain', uri.replace('@8453', '')],
    ['chain zero', uri.replace('@8453', '@0')],
    ['a chain past what a number holds exactly', uri.replace('@8453', '@9999999999999999')],
    ['another function', uri.replace('/transfer', '/approve')],
    ['a pay prefix', uri.replace('ethereum:', 'ethereum:pay-')],
    ['an exponent', uri.replace('12340000', '1234e4')],
    ['a negative amount', uri.replace('12340000', '-1')],
    ['no amount', uri.replace('&uint256=12340000', '')],
    ['an amount past a 256-bit word', uri.replace('12340000', (2n ** 256n).toString())],
    ['a short recipient', uri.replace(shop, shop.slice(0, -1))],
    ['a long recipient', uri.replace(shop, `${shop}0`)],
    ['something more behind', `${uri}&gas=1`],
    ['something before', `see ${uri}`],
  ])('does not read %s', (_, text) => expect(parseEip681(text)).toBeUndefined())

  it('reads the largest amount that a token can hold', () => {
    const max = 2n ** 256n - 1n
    expect(parseEip681(formatEip681({ ...request, amountMinor: max }))?.amountMinor).toBe(max)
  })

  it('answers any text at all', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(parseEip681(text)).toBeUndefined()
      }),
    )
  })
})
