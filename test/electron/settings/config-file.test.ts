import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { parseConfig } from '../../../electron/settings/config-file.ts'
import { listKnownChains } from '../../../electron/settings/chain-data.ts'
import { defaultSettings } from '../../../electron/settings/defaults.ts'
import {
  chainSettings,
  checkoutSettings,
  rate,
  selfcustodySettings,
  shopSettings,
  taxSettings,
  tokenSettings,
} from '../../../shared/contract/settings.ts'
import { releaseRule } from '../../../shared/contract/release-rule.ts'
import {
  base,
  chain,
  minimal,
  otherToken,
  parse,
  publishedXpub,
  refusal,
  refusalOf,
  token,
  withChain,
  withToken,
} from './config-samples.ts'

describe('parseConfig takes', () => {
  it('the file of a tester: a chain of their own, a token and a key', () => {
    expect(parse(minimal)).toEqual({
      settings: {
        chains: {
          chains: [
            {
              key: 'local',
              chainId: 31_337,
              name: 'Local',
              blockSeconds: 2,
              endpoints: ['http://127.0.0.1:8545'],
              finality: { tag: true, depth: 64 },
              testnet: true,
              enabled: true,
            },
          ],
          tokens: [
            {
              currency: 'USDC.local',
              symbol: 'USDC',
              name: 'USDC',
              chain: 'local',
              chainId: 31_337,
              address: token,
              decimals: 6,
              peg: 'USD',
              enabled: true,
            },
          ],
        },
        releaseRules: [{ chain: 'local', require: { kind: 'depth', blocks: 1 }, minSeconds: 0 }],
        exposureCaps: [],
        backend: { kind: 'selfcustody', xpub: publishedXpub },
      },
    })
  })

  it('the example that ships, every section of it, as the settings hold them', () => {
    const path = fileURLToPath(new URL('../../../resources/config.example.json', import.meta.url))
    const { environment, settings } = parseConfig(readFileSync(path, 'utf8'))
    expect(environment).toBe('practice')
    expect(shopSettings.parse(settings.shop)).toMatchObject({ name: 'Corner Café', currency: 'USD' })
    expect(taxSettings.parse(settings.tax)).toEqual({
      mode: 'exclusive',
      rates: [
        { id: 'standard', name: 'Sales tax', bps: 825 },
        { id: 'reduced', name: 'Reduced', bps: 500 },
      ],
      defaultRateId: 'standard',
    })
    expect(checkoutSettings.parse(settings.checkout)).toMatchObject({
      invoiceSeconds: 900,
      extendSeconds: 300,
    })
    expect(selfcustodySettings.parse(settings.backend)).toEqual(settings.backend)
    for (const entry of settings.chains?.chains ?? []) expect(chainSettings.parse(entry)).toEqual(entry)
    for (const entry of settings.chains?.tokens ?? []) expect(tokenSettings.parse(entry)).toEqual(entry)
    for (const entry of settings.releaseRules ?? []) expect(releaseRule.parse(entry)).toEqual(entry)
    expect(settings.releaseRules).toEqual([
      { chain: 'local', maxAmountMinor: 5_000n, require: { kind: 'depth', blocks: 1 }, minSeconds: 0 },
      { chain: 'local', maxAmountMinor: 100_000n, require: { kind: 'depth', blocks: 3 }, minSeconds: 5 },
      { chain: 'local', require: { kind: 'tag', tag: 'finalized' }, minSeconds: 0 },
    ])
  })

  it('an empty file: nothing is ruled', () => {
    expect(parse({})).toEqual({ settings: {} })
  })

  it('a section with some of its fields: the rest are the defaults', () => {
    const { shop, checkout } = parse({ shop: { name: 'Kiosk 7' }, checkout: { sound: false } }).settings
    const defaults = defaultSettings('practice')
    expect(shop).toEqual({ ...defaults.shop, name: 'Kiosk 7' })
    expect(checkout).toEqual({ ...defaults.checkout, sound: false })
  })

  it('the currency at the top as well as in the shop', () => {
    expect(parse({ currency: 'EUR' }).settings.shop?.currency).toBe('EUR')
    expect(parse({ currency: 'EUR', shop: { currency: 'EUR' } }).settings.shop?.currency).toBe('EUR')
  })

  it('limits in the currency of the shop', () => {
    const releaseRules = [{ maxAmount: '500', depth: 1 }]
    const yen = parse({ currency: 'JPY', chains: [{ ...chain, releaseRules }] })
    expect(yen.settings.releaseRules?.[0]?.maxAmountMinor).toBe(500n)
    const dollars = parse({ chains: [{ ...chain, releaseRules }] })
    expect(dollars.settings.releaseRules?.[0]?.maxAmountMinor).toBe(50_000n)
  })

  it.each([
    ['0', 0],
    ['7', 700],
    ['8.2', 820],
    ['8.25', 825],
    ['100', 10_000],
    ['100.00', 10_000],
  ])('a tax of %s percent as %d hundredths', (percent, bps) => {
    const { tax } = parse({ tax: { rates: [{ id: 'a', name: 'A', percent }] } }).settings
    expect(tax).toEqual({ mode: 'exclusive', rates: [{ id: 'a', name: 'A', bps }] })
  })

  it('a fixed rate as an exact fraction', () => {
    const { rates } = parse({ rates: [{ base: 'EUR', quote: 'USD', rate: '1.0850' }] }).settings
    expect(rates).toEqual([
      {
        base: 'EUR',
        quote: 'USD',
        numerator: 10_850n,
        denominator: 10_000n,
        source: 'configuration file',
        quotedAt: 0,
      },
    ])
    expect(rate.parse(rates?.[0])).toEqual(rates?.[0])
  })

  it('the guard of a price, and none where none is asked for', () => {
    const priceGuard = { feed: otherToken, maxDeviationBps: 100, heartbeatSeconds: 86_400 }
    const guarded = parse(withToken({ priceGuard })).settings.chains
    expect(guarded?.tokens[0]?.priceGuard).toEqual(priceGuard)
    expect(tokenSettings.parse(guarded?.tokens[0])).toEqual(guarded?.tokens[0])
    expect(parse(withToken({})).settings.chains?.tokens[0]).not.toHaveProperty('priceGuard')
  })

  it('a euro token for a euro, without being told', () => {
    const tokens = [
      { symbol: 'EURC', address: token, decimals: 6 },
      { symbol: 'MYUSD', address: otherToken, decimals: 18 },
    ]
    const pegs = parse(withChain({ tokens })).settings.chains?.tokens.map(({ peg }) => peg)
    expect(pegs).toEqual(['EUR', 'USD'])
  })

  it('what ships about a network that it knows', () => {
    const { chains } = parse({ chains: [base] }, 'testnet').settings
    const known = listKnownChains('live').chains.find(({ key }) => key === 'base')
    expect(chains?.chains).toEqual([{ ...known, endpoints: base.endpoints, enabled: true }])
  })

  it('an address of digits alone, which is its own checksum', () => {
    const address = `0x${'1'.repeat(40)}`
    expect(parse(withToken({ address })).settings.chains?.tokens[0]?.address).toBe(address)
  })

  it.each([
    ['practice', 'practice'],
    ['testnet', 'sandbox'],
    ['live', 'production'],
  ] as const)('the settlement account on %s is at %s and no other', (environment, host) => {
    const config = parse({ environment, settlement: { profileId: 'p-1', convertToUsd: ['PYUSD'] } })
    expect(config.settings.settlement).toEqual({
      kind: 'paxos',
      host,
      profileId: 'p-1',
      convertToUsd: ['PYUSD'],
      signing: false,
    })
  })

  it('the environment of the command line before that of the file', () => {
    expect(parse({ environment: 'practice' }).environment).toBe('practice')
    expect(parse({ environment: 'practice' }, 'testnet').environment).toBe('testnet')
    expect(parse({}, 'testnet').environment).toBe('testnet')
  })

  it('a file that begins with a byte order mark', () => {
    expect(parseConfig(`\uFEFF${JSON.stringify(minimal)}`)).toEqual(parse(minimal))
  })
})

describe('parseConfig never takes or repeats a secret:', () => {
  it.each([
    'xprv9yeny6n2dNUokQFykGoZU6BDLeKbEBUoBeCFe2VF6MXdrHrprMYRc4tddncDRxrJCy7GtPDk68zRcgWtGFveqdCV5NyhZwVgMoZVbTm78vx',
    'yprvAnything',
    'zprvAnything',
    'tprvAnything',
  ])('the private key %s', (xpub) => {
    const { message, details } = refusal(JSON.stringify({ backend: { xpub } }))
    expect(message).toBe(
      'backend.xpub: this is a private key; the till can take and must not be able to spend',
    )
    expect(JSON.stringify({ message, details })).not.toContain(xpub)
  })

  it('the key of an endpoint that stands twice', () => {
    const endpoint = 'https://node.example/v2/secret-key'
    const message = refusalOf(withChain({ endpoints: ['https://other.example', endpoint, endpoint] }))
    expect(message).toBe('chains[0].endpoints[2]: the same endpoint stands twice')
  })

  it.each([
    [
      'its external chain',
      'xpub6DyUKdwoLWmUJ4Tn9Bbsdtx7B5Ws18mEN19e5HT52ikE53FiUheSQXrZUNPovqfyKmw4579A1Mm3GXXKM39N64uooBfJ4tNAzFsEbodRTx4',
      4,
    ],
    [
      'its coin',
      'xpub6Ay6WWVYghenQVhPqVCSEgcQKFK6emKTmDiXr86hZZKqXw8Uuqq87s8ExNmmrjiWP8wrYYcAzVEGoeUiwhGcbnH51Pd1m8ZWJmPfh6krM7r',
      2,
    ],
  ])('nor the key of %s for that of an account: its addresses would be others', (_, xpub, depth) => {
    expect(refusalOf({ backend: { xpub } })).toContain(`of depth ${depth}`)
  })
})

describe('parseConfig: money at risk', () => {
  it('takes a cap, a second source and tolerances in the currency of the shop', () => {
    const releaseRules = [
      { maxAmount: '10', depth: 1 },
      { tag: 'finalized', sources: 2 },
    ]
    const { settings } = parse({
      currency: 'EUR',
      chains: [{ ...chain, releaseRules, exposureCap: '150.50' }],
      tolerances: { under: '0.05' },
    })
    expect(settings.exposureCaps).toEqual([{ chain: chain.id, maxMinor: 15_050n }])
    expect(settings.releaseRules?.[1]).toMatchObject({ sources: 2 })
    expect(settings.tolerances).toEqual({ underMinor: 5n, overMinor: 0n })
  })

  it('caps a network it knows as the product ships it', () => {
    const known = { ...chain, id: 'base', chainId: 8_453 }
    expect(parse({ chains: [known] }).settings.exposureCaps).toEqual([{ chain: 'base', maxMinor: 200_000n }])
  })

  it.each([
    [{ chains: [{ ...chain, exposureCap: '0.001' }] }, 'chains[0].exposureCap'],
    [{ tolerances: { under: '0.001' } }, 'tolerances.under'],
    [{ tolerances: { over: '101' } }, 'tolerances.over'],
    [
      { chains: [{ ...chain, releaseRules: [{ depth: 1, sources: 3 }] }] },
      'chains[0].releaseRules[0].sources',
    ],
  ])('refuses %o', (file, field) => {
    expect(() => parse(file)).toThrow(field)
  })
})
