import { describe, expect, it } from 'vitest'
import { defaultReleaseRules } from '../../../electron/settings/chain-data.ts'
import { base, chain, parse, publishedXpub, refusalOf, token } from './config-samples.ts'

describe('parseConfig, with real money,', () => {
  it('takes networks and tokens that ship, and their own release rules', () => {
    const { settings } = parse({ environment: 'live', chains: [base] })
    expect(settings.chains?.tokens[0]).toMatchObject({ currency: 'USDC.base', peg: 'USD' })
    expect(settings.chains?.chains[0]).toMatchObject({ key: 'base', testnet: false, finality: { tag: true } })
    expect(settings.releaseRules).toEqual(defaultReleaseRules(['base']))
  })

  it('takes the rules of the shop where the file has some', () => {
    const releaseRules = [{ maxAmount: '20.00', depth: 2 }]
    expect(parse({ chains: [{ ...base, releaseRules }] }, 'live').settings.releaseRules).toEqual([
      { chain: 'base', maxAmountMinor: 2_000n, require: { kind: 'depth', blocks: 2 }, minSeconds: 0 },
    ])
  })

  const usdc = base.tokens[0]
  const rows: readonly (readonly [string, object, string])[] = [
    [
      'a network of their own',
      chain,
      'chains[0].chainId: 31337 is not on the list of networks for real money',
    ],
    [
      'a test network',
      { ...base, chainId: 84_532, id: 'base-sepolia' },
      'chains[0].chainId: 84532 is not on the list',
    ],
    [
      'a network under another name',
      { ...base, id: 'base-main' },
      'chains[0].id: with real money Base is named base',
    ],
    [
      'a token of their own',
      { ...base, tokens: [{ ...usdc, address: token }] },
      `chains[0].tokens[0].address: USDC at ${token} is not on the list of tokens for real money`,
    ],
    [
      'a token under the symbol of another',
      { ...base, tokens: [{ ...usdc, symbol: 'PYUSD' }] },
      'chains[0].tokens[0].address: PYUSD at',
    ],
    [
      'the token of one network on another',
      { id: 'optimism', chainId: 10, endpoints: base.endpoints, tokens: [usdc] },
      'chains[0].tokens[0].address: USDC at',
    ],
    [
      "an address that nobody has read on the issuer's page",
      {
        id: 'polygon',
        chainId: 137,
        endpoints: base.endpoints,
        tokens: [{ symbol: 'PYUSD', address: '0x99aF3EeA856556646C98c8B9b2548Fe815240750', decimals: 6 }],
      },
      'chains[0].tokens[0].address: PYUSD at',
    ],
    [
      'other decimals',
      { ...base, tokens: [{ ...usdc, decimals: 18 }] },
      'chains[0].tokens[0].decimals: USDC has 6 decimals on Base',
    ],
    [
      'another peg',
      { ...base, tokens: [{ ...usdc, peg: 'EUR' }] },
      'chains[0].tokens[0].peg: one USDC is worth one USD',
    ],
    [
      'an endpoint in the clear',
      { ...base, endpoints: ['http://127.0.0.1:8545'] },
      'chains[0].endpoints[0]: real money needs https://',
    ],
    [
      'a second endpoint in the clear',
      { ...base, endpoints: ['https://a.example', 'http://b.example'] },
      'chains[0].endpoints[1]: real money needs',
    ],
    [
      'finality by less',
      { ...base, finality: { tag: false, depth: 1 } },
      'chains[0].finality: with real money Base is final by its own rule',
    ],
    [
      'a smaller depth',
      { ...base, finality: { tag: true, depth: 1 } },
      'chains[0].finality: with real money Base is final by its own rule',
    ],
  ]
  it.each(rows)('refuses %s', (_, network, message) => {
    expect(refusalOf({ chains: [network] }, 'live')).toContain(message)
  })

  it('refuses them whoever says that it is live: the file or the command line', () => {
    expect(refusalOf({ environment: 'live', chains: [chain] })).toContain('chains[0].chainId')
    expect(refusalOf({ environment: 'practice', chains: [chain] }, 'live')).toContain('chains[0].chainId')
    expect(parse({ environment: 'live', chains: [chain] }, 'testnet').environment).toBe('testnet')
  })

  it('refuses a key that everybody can spend from', () => {
    expect(refusalOf({ backend: { xpub: publishedXpub } }, 'live')).toContain('published for tests')
    expect(parse({ backend: { xpub: publishedXpub } }, 'testnet').settings.backend?.xpub).toBe(publishedXpub)
  })
})
