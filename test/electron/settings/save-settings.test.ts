import { describe, expect, it } from 'vitest'
import {
  checkChains,
  checkExposureCaps,
  checkRates,
  checkReleaseRules,
  checkTax,
} from '../../../electron/settings/save-settings.ts'
import type { ChainSettings } from '../../../shared/domain/settings/settings.ts'
import { testChain, testSettings, testTokens } from '../../fixtures/test-till.ts'

const { usdc, usdp } = testTokens
const before: ChainSettings = { chains: [testChain], tokens: [usdc, usdp] }
const elsewhere = '0xA0b86991c6218b36c1d19D4a2e9Eb0cE3606eB48'
const check = (next: ChainSettings, hasSales = true) => checkChains(next, before, undefined, hasSales)

describe('checkChains', () => {
  it('lets networks and tokens be switched off, and others be added', () => {
    const off = { chains: [{ ...testChain, enabled: false }], tokens: [{ ...usdc, enabled: false }, usdp] }
    expect(check(off)).toEqual({ ok: true })
    const more = {
      ...before,
      tokens: [
        usdc,
        usdp,
        {
          ...usdc,
          symbol: 'EXTRA',
          currency: 'EXTRA.fast' as const,
          address: elsewhere as typeof usdc.address,
        },
      ],
    }
    expect(check(more)).toEqual({ ok: true })
  })

  it.each<[string, ChainSettings]>([
    ['removed', { chains: [testChain], tokens: [usdp] }],
    ['moved to another contract', { chains: [testChain], tokens: [{ ...usdc, address: elsewhere }, usdp] }],
    ['given other decimals', { chains: [testChain], tokens: [{ ...usdc, decimals: 18 }, usdp] }],
  ])('refuses a token that is %s once there are sales: money sent to it would be lost', (_how, next) => {
    expect(check(next)).toMatchObject({ code: 'contract.invalidInput', details: { field: 'tokens' } })
    expect(check(next, false)).toEqual({ ok: true })
  })

  it('refuses another chain id under the name of a network that sales were paid on', () => {
    const chainId = 8_453
    const next = {
      chains: [{ ...testChain, chainId }],
      tokens: before.tokens.map((token) => ({ ...token, chainId })),
    }
    expect(check(next)).toMatchObject({ ok: false })
    expect(check(next, false)).toEqual({ ok: true })
  })

  it.each<[string, ChainSettings]>([
    ['a network removed', { chains: [], tokens: [] }],
    ['a network twice', { chains: [testChain, testChain], tokens: [usdc, usdp] }],
    ['a chain id twice', { chains: [testChain, { ...testChain, key: 'other' }], tokens: [usdc, usdp] }],
    ['a token twice', { chains: [testChain], tokens: [usdc, usdc, usdp] }],
    [
      'one contract as two tokens',
      { chains: [testChain], tokens: [usdc, { ...usdc, symbol: 'TWO', currency: 'TWO.fast' }, usdp] },
    ],
    [
      'a token of no network',
      { chains: [testChain], tokens: [{ ...usdc, chain: 'none', currency: 'USDC.none' }] },
    ],
    ['a token under another name', { chains: [testChain], tokens: [{ ...usdc, currency: 'USDT.fast' }] }],
    [
      'a price feed with a wrong checksum',
      {
        chains: [testChain],
        tokens: [
          {
            ...usdc,
            priceGuard: {
              feed: '0xa0b86991c6218b36c1d19D4a2e9Eb0cE3606eB48',
              maxDeviationBps: 100,
              heartbeatSeconds: 60,
            },
          },
        ],
      },
    ],
    [
      'a wrong checksum',
      { chains: [testChain], tokens: [{ ...usdc, address: '0xa0b86991c6218b36c1d19D4a2e9Eb0cE3606eB48' }] },
    ],
  ])('refuses %s', (_what, next) => {
    expect(check(next, false)).toMatchObject({ code: 'contract.invalidInput' })
  })

  it('takes for real money only what ships with the product', () => {
    expect(checkChains(before, before, before, true)).toEqual({ ok: true })
    const known = { chains: [testChain], tokens: [usdp] }
    expect(checkChains(before, before, known, true)).toMatchObject({ details: { field: 'tokens' } })
    expect(checkChains(before, before, { chains: [], tokens: [] }, true)).toMatchObject({
      details: { field: 'chains' },
    })
    const decimals = { ...before, tokens: [{ ...usdc, decimals: 2 }, usdp] }
    expect(checkChains(decimals, before, before, false)).toMatchObject({ details: { field: 'tokens' } })
  })
})

describe('checkTax, checkRates, checkReleaseRules', () => {
  it('refuse what stands twice, what is unknown, and what is worth nothing', () => {
    const rate = { id: 'a', name: 'A', bps: 1 }
    expect(checkTax({ mode: 'inclusive', rates: [rate, rate] })).toMatchObject({ ok: false })
    expect(checkTax({ mode: 'inclusive', rates: [rate], defaultRateId: 'b' })).toMatchObject({ ok: false })
    const usd = {
      base: 'USD',
      quote: 'EUR',
      numerator: 9n,
      denominator: 10n,
      source: '',
      quotedAt: 0,
    } as const
    expect(checkRates([usd, usd])).toMatchObject({ ok: false })
    expect(checkRates([{ ...usd, numerator: 0n }])).toMatchObject({ ok: false })
    expect(checkRates([usd])).toEqual({ ok: true })
    const rule = { chain: 'fast', require: { kind: 'depth', blocks: 1 }, minSeconds: 0 } as const
    expect(checkReleaseRules([rule, rule], testSettings)).toMatchObject({ ok: false })
    expect(checkReleaseRules([{ ...rule, chain: 'none' }], testSettings)).toMatchObject({ ok: false })
    expect(checkReleaseRules([rule], testSettings)).toEqual({ ok: true })
  })
})

describe('checkExposureCaps', () => {
  it('takes one cap for each network, also for one that is not in the list yet', () => {
    expect(checkExposureCaps([{ chain: 'ink', maxMinor: 1n }])).toEqual({ ok: true })
    const twice = [
      { chain: 'ink', maxMinor: 1n },
      { chain: 'ink', maxMinor: 2n },
    ]
    expect(checkExposureCaps(twice)).toMatchObject({ ok: false, code: 'contract.invalidInput' })
  })
})
