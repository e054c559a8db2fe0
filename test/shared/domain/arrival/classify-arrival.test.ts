import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { classifyArrival } from '../../../../shared/domain/arrival/classify-arrival.ts'
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
    ['', ''],
  ])('reads %j as %s', (symbol, folded) => {
    expect(foldSymbol(symbol)).toBe(folded.replaceAll(' ', ''))
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
