import { encodeAbiParameters, stringToHex } from 'viem/utils'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseSymbol } from '../../../../electron/chains/evm/describe-token.ts'

const answer = (text: string): string => encodeAbiParameters([{ type: 'string' }], [text])

describe('parseSymbol', () => {
  it.each([
    ['a string', answer('USDC'), 'USDC'],
    ['32 bytes, as old tokens answer', stringToHex('MKR', { size: 32 }), 'MKR'],
    ['a dot and a sign', answer('USD₮.e'), 'USD₮.e'],
    ['what prints nothing taken out', answer('US\u200BD\u202EC\u0000'), 'USDC'],
    ['a long name cut off', answer('A'.repeat(300)), 'A'.repeat(16)],
    ['nothing that prints', answer('\u200B '), undefined],
    ['letters and symbols that print nothing', answer('\u3164\u2800\u115F'), undefined],
    ['no answer', '0x', undefined],
    ['no text at all', 42, undefined],
    ['a text that points outside of the answer', `0x${'f'.repeat(128)}`, undefined],
  ])('reads %s', (_, given, symbol) => {
    expect(parseSymbol(given)).toBe(symbol)
  })

  it('bounds whatever a contract answers, and never fails', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const symbol = parseSymbol(`0x${Buffer.from(bytes).toString('hex')}`)
        expect(symbol === undefined || Array.from(symbol).length <= 16).toBe(true)
      }),
    )
  })
})
