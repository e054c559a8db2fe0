import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { classifyArrival } from '../../../../shared/domain/arrival/classify-arrival.ts'
import listedTokens from '../../../../resources/tokens.json' with { type: 'json' }
import { foldSymbol } from '../../../../shared/domain/arrival/fold-symbol.ts'
import type { EvmAddress } from '../../../../shared/domain/tokens/token.ts'

const usdc: EvmAddress = `0x${'aB'.repeat(20)}`
const bridged: EvmAddress = `0x${'bb'.repeat(20)}`
const stranger: EvmAddress = `0x${'cc'.repeat(20)}`
const listed = {
  tokens: [
    { address: usdc, symbol: 'USDC' },
    { address: `0x${'dd'.repeat(20)}` as const, symbol: 'PYUSD' },
  ],
  lookAlikes: [{ address: bridged }],
}

describe('foldSymbol', () => {
  it.each([
    ['USDC', 'USDC'],
    ['usdc', 'USDC'],
    ['U SDC', 'USDC'],
    ['US\u200BDC', 'USDC'],
    ['\u202EUSDC', 'USDC'],
    ['ＵＳＤＣ', 'USDC'],
    ['USDС', 'USDC'],
    ['UЅDC', 'USDC'],
    ['U$DC', 'USDC'],
    ['ΡΥUSD', 'PYUSD'],
    ['USDT', 'USDT'],
    ['USD\u03F9', 'USDC'],
    ['U\u0405\u13A0\uA4DA', 'USDC'],
    ['\u1D1C\uA731\u1D05\u1D04', 'USDC'],
    ['\u054D\u054FDC', 'USDC'],
    ['\u00D9\u1E60DC', 'USDC'],
    ['U\u0337SDC', 'USDC'],
    ['\uD835\uDD4C\uD835\uDD4A\uD835\uDD3B\u2102', 'USDC'],
    ['US\u3164DC\u2800', 'USDC'],
    ['US\u20DDDC', 'USDC'],
    ['EU\u13A1C', 'EURC'],
    ['DA1', 'DAI'],
    ['DAl', 'DAI'],
    ['', ''],
  ])('reads %j as %s', (symbol, folded) => {
    expect(foldSymbol(symbol)).toBe(folded.replaceAll(' ', ''))
  })

  it('keeps the symbols that the till lists apart', () => {
    const symbols = new Set(listedTokens.map(({ symbol }) => symbol))
    expect(new Set([...symbols].map(foldSymbol)).size).toBe(symbols.size)
    for (const symbol of symbols) expect(foldSymbol(symbol)).toBe(symbol)
  })

  it('never fails and never changes what it has folded', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (symbol) => {
        const once = foldSymbol(symbol)
        expect(typeof once).toBe('string')
        expect(foldSymbol(`${symbol}\u200B`)).toBe(once)
      }),
    )
  })
})

describe('classifyArrival', () => {
  it.each([
    ['money of a listed token', { token: usdc, amountMinor: 1n }, undefined],
    [
      'the same contract in lower case',
      { token: usdc.toLowerCase() as EvmAddress, amountMinor: 1n },
      undefined,
    ],
    ['nothing of a listed token', { token: usdc, amountMinor: 0n }, 'zeroValue'],
    ['nothing of a stranger', { token: stranger, amountMinor: 0n, symbol: 'USDC' }, 'zeroValue'],
    ['a stranger with a listed name', { token: stranger, amountMinor: 1n, symbol: 'USDC' }, 'counterfeit'],
    [
      'a stranger with a name that looks listed',
      { token: stranger, amountMinor: 1n, symbol: 'USDС' },
      'counterfeit',
    ],
    ['a stranger with a name of its own', { token: stranger, amountMinor: 1n, symbol: 'USDT' }, 'wrongToken'],
    ['a stranger that says nothing', { token: stranger, amountMinor: 1n }, 'wrongToken'],
    [
      'a bridged token, whatever it is called',
      { token: bridged, amountMinor: 1n, symbol: 'USDC' },
      'wrongToken',
    ],
  ] as const)('takes %s for what it is', (_, transfer, kind) => {
    expect(classifyArrival(transfer, listed)).toBe(kind)
  })

  it('never takes a contract that is not listed for money', () => {
    const address = fc
      .uint8Array({ minLength: 20, maxLength: 20 })
      .map((bytes): EvmAddress => `0x${Buffer.from(bytes).toString('hex')}`)
    fc.assert(
      fc.property(address, fc.bigInt({ min: 0n }), fc.string(), (token, amountMinor, symbol) => {
        fc.pre(listed.tokens.every((known) => known.address.toLowerCase() !== token))
        expect(classifyArrival({ token, amountMinor, symbol }, listed)).toBeDefined()
      }),
    )
  })
})
