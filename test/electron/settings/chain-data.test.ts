import { describe, expect, it } from 'vitest'
import * as viemChains from 'viem/chains'
import { getAddress } from 'viem/utils'
import {
  defaultExposureCaps,
  defaultReleaseRules,
  findKnownChain,
  findKnownPeg,
  listKnownChains,
} from '../../../electron/settings/chain-data.ts'
import chainRows from '../../../resources/chains.json' with { type: 'json' }
import tokenRows from '../../../resources/tokens.json' with { type: 'json' }
import { releaseRule } from '../../../shared/contract/release-rule.ts'
import { chainSettings, tokenSettings } from '../../../shared/contract/settings.ts'
import { expectedReleaseSeconds, selectReleaseRule } from '../../../shared/domain/policy/release-rule.ts'
import type { Environment } from '../../../shared/domain/settings/settings.ts'

const environments = ['testnet', 'live'] as const satisfies readonly Environment[]
const everyChain = environments.flatMap((environment) => listKnownChains(environment).chains)

describe('resources/chains.json', () => {
  it.each(chainRows)('$name stands once, with its sources', (row) => {
    expect(chainRows.filter(({ key }) => key === row.key)).toHaveLength(1)
    expect(chainRows.filter(({ chainId }) => chainId === row.chainId)).toHaveLength(1)
    expect(row.source).toMatch(/\.com|github\.com|viem/)
    expect(row.releaseSource).not.toBe('')
  })

  it.each(chainRows)(
    '$name has the id and the explorer that viem knows',
    ({ chainId, explorer, testnet }) => {
      const known = Object.values(viemChains).find((chain) => 'id' in chain && chain.id === chainId)
      expect(known && 'blockExplorers' in known && known.blockExplorers?.default.url.replace(/\/$/, '')).toBe(
        explorer,
      )
      expect(known && 'testnet' in known ? known.testnet === true : false).toBe(testnet)
    },
  )

  it('holds each network and its test network, with the same rules', () => {
    const pairs = [
      ['ethereum', 'sepolia'],
      ['base', 'base-sepolia'],
      ['arbitrum', 'arbitrum-sepolia'],
      ['optimism', 'op-sepolia'],
      ['polygon', 'amoy'],
      ['avalanche', 'fuji'],
      ['ink', 'ink-sepolia'],
    ]
    expect(chainRows.map(({ key }) => key).toSorted()).toEqual(pairs.flat().toSorted())
    for (const [main = '', test = ''] of pairs) {
      const [real] = chainRows.filter(({ key }) => key === main)
      const [trial] = chainRows.filter(({ key }) => key === test)
      expect(trial?.releaseRules).toEqual(real?.releaseRules)
      expect(trial?.finality).toEqual(real?.finality)
    }
  })

  it('has a dollar on each network: a network without a token takes no money', () => {
    for (const { key } of chainRows)
      expect(tokenRows.filter(({ chain, symbol }) => chain === key && symbol === 'USDC')).toHaveLength(1)
  })

  it('stands for itself: what it was made from is not shipped and not named', () => {
    expect(JSON.stringify([chainRows, tokenRows])).not.toMatch(/\.\.\/|reference\//)
  })

  it('names no endpoint that somebody would have to trust unseen', () => {
    for (const { endpoints } of chainRows) expect(endpoints).toEqual([])
  })
})

describe('what ships for money at risk', () => {
  it.each(everyChain)('$name: above 10,000 two sources must hold it, up to there one', ({ key }) => {
    const rules = defaultReleaseRules([key])
    expect(selectReleaseRule(rules, key, 1_000_000n).sources).toBeUndefined()
    expect(selectReleaseRule(rules, key, 1_000_001n).sources).toBe(2)
  })

  it.each(everyChain)('$name: a row for more money never asks for less', (chain) => {
    const seconds = [5_000n, 100_000n, 1_000_000n, 1_000_001n].map((minor) =>
      expectedReleaseSeconds(selectReleaseRule(defaultReleaseRules([chain.key]), chain.key, minor), chain),
    )
    expect(seconds).toEqual(seconds.toSorted((left, right) => left - right))
  })

  it.each(['practice', ...environments] as const)('%s: every network has a cap', (environment) => {
    const caps = defaultExposureCaps(environment)
    const keys =
      environment === 'practice'
        ? ['fast', 'slow']
        : listKnownChains(environment).chains.map(({ key }) => key)
    expect(caps).toEqual(keys.map((chain) => ({ chain, maxMinor: 200_000n })))
  })
})

describe('resources/tokens.json', () => {
  it.each(tokenRows)('$symbol on $chain has its EIP-55 checksum and its sources', ({ address, sources }) => {
    expect(getAddress(address)).toBe(address)
    for (const source of sources) expect(source).toMatch(/^https:\/\//)
  })

  it('names every contract once: a token is its chain id and address', () => {
    const identities = tokenRows.map(({ chainId, address }) => `${chainId}:${address.toLowerCase()}`)
    expect(new Set(identities).size).toBe(identities.length)
  })

  it('names every symbol once a network, since that is the name of its currency', () => {
    const currencies = tokenRows.map(({ symbol, chain }) => `${symbol}.${chain}`)
    expect(new Set(currencies).size).toBe(currencies.length)
  })

  it.each(tokenRows)(
    '$symbol on $chain names a network of the list by key and id alike',
    ({ chain, chainId }) => {
      expect(chainRows.find(({ key }) => key === chain)?.chainId).toBe(chainId)
    },
  )

  it('has 18 decimals where the issuer says so, and 6 everywhere else', () => {
    for (const { symbol, decimals } of tokenRows)
      expect(`${symbol} ${decimals}`).toBe(`${symbol} ${symbol === 'USDP' || symbol === 'DAI' ? 18 : 6}`)
  })

  it('holds no look-alike: bridged USDC.e is not USDC', () => {
    const bridged = [
      '0x2791Bca1f2de4661ED88A30C99A7a9449Aa84174',
      '0xFF970A61A04b1cA14834A43f5dE4533eBDDB5CC8',
      '0x7F5c764cBc14f9669B88837ca1490cCa17c31607',
      '0xF1815bd50389c46847f0Bda824eC8da914045D14',
    ]
    for (const { address } of tokenRows) expect(bridged).not.toContain(address)
  })

  it('says why wherever it is not sure', () => {
    const doubtful = tokenRows.filter((token) => token.confidence !== 'high')
    expect(doubtful.length).toBeGreaterThan(0)
    for (const token of doubtful) expect('note' in token ? token.note : '').toMatch(/.{20}/)
  })
})

describe('listKnownChains', () => {
  it.each(environments)(
    'lists for %s what the settings can hold, once somebody has named an endpoint',
    (environment) => {
      const { chains, tokens } = listKnownChains(environment)
      for (const chain of chains) {
        const endpoints = ['https://node.example']
        expect(chainSettings.parse({ ...chain, endpoints })).toEqual({ ...chain, endpoints })
      }
      for (const token of tokens) expect(tokenSettings.parse(token)).toEqual(token)
    },
  )

  it('keeps real and test money apart, and everything switched off', () => {
    for (const environment of environments) {
      const { chains, tokens } = listKnownChains(environment)
      expect(chains.every((chain) => chain.testnet === (environment === 'testnet'))).toBe(true)
      expect([...chains, ...tokens].some(({ enabled }) => enabled)).toBe(false)
      const keys = chains.map((chain) => chain.key)
      for (const token of tokens) expect(keys).toContain(token.chain)
    }
  })

  it('has nothing for practice, which brings its own', () => {
    expect(listKnownChains('practice')).toEqual({ chains: [], tokens: [] })
  })

  it('offers real money only at addresses that are sure', () => {
    const offered = listKnownChains('live').tokens.map((token) => token.currency)
    expect(offered).toContain('USDC.polygon')
    expect(offered).not.toContain('PYUSD.polygon')
    expect(offered).not.toContain('USDG.arbitrum')
    expect(listKnownChains('testnet').tokens.map((token) => token.currency)).toContain(
      'USDG.arbitrum-sepolia',
    )
  })
})

describe('findKnownChain and findKnownPeg', () => {
  it('find a network by its id, and a peg by its symbol', () => {
    expect(findKnownChain(8_453)).toMatchObject({
      key: 'base',
      name: 'Base',
      blockSeconds: 2,
      testnet: false,
    })
    expect(findKnownChain(31_337)).toBeUndefined()
    expect(findKnownPeg('EURC')).toBe('EUR')
    expect(findKnownPeg('USDC')).toBe('USD')
    expect(findKnownPeg('toString')).toBeUndefined()
  })
})

describe('defaultReleaseRules', () => {
  it.each(everyChain)('of $name cover every amount, are ever stricter, and fit the settings', (chain) => {
    const rules = defaultReleaseRules([chain.key])
    expect(rules.at(-1)).not.toHaveProperty('maxAmountMinor')
    for (const rule of rules) expect(releaseRule.parse(rule)).toEqual(rule)
    const seconds = [1n, 5_000n, 5_001n, 100_000n, 100_001n, 1_000_000n, 1_000_001n].map((amountMinor) =>
      expectedReleaseSeconds(selectReleaseRule(rules, chain.key, amountMinor), chain),
    )
    expect(seconds).toEqual(seconds.toSorted((left, right) => left - right))
  })

  it.each([
    ['ethereum', 5_000n, { kind: 'depth', blocks: 1 }, 0],
    ['ethereum', 5_001n, { kind: 'depth', blocks: 2 }, 0],
    ['ethereum', 1_000_000n, { kind: 'depth', blocks: 12 }, 0],
    ['ethereum', 1_000_001n, { kind: 'tag', tag: 'finalized' }, 0],
    ['base', 100_000n, { kind: 'depth', blocks: 3 }, 0],
    ['ink', 1_000_000n, { kind: 'depth', blocks: 84 }, 0],
    ['arbitrum', 5_000n, { kind: 'depth', blocks: 1 }, 2],
    ['arbitrum', 100_000n, { kind: 'depth', blocks: 1 }, 10],
    ['arbitrum', 1_000_000n, { kind: 'depth', blocks: 40 }, 120],
    ['polygon', 1n, { kind: 'tag', tag: 'finalized' }, 0],
    ['avalanche', 100_000n, { kind: 'depth', blocks: 1 }, 0],
    ['avalanche', 1_000_001n, { kind: 'depth', blocks: 12 }, 0],
  ] as const)('on %s for %d cents ask for %o and %d s', (chain, amountMinor, require, minSeconds) => {
    const rule = selectReleaseRule(defaultReleaseRules([chain]), chain, amountMinor)
    expect(rule).toMatchObject({ require, minSeconds })
  })

  it('are those of the networks asked for, and none of an unknown one', () => {
    const rules = defaultReleaseRules(['ink', 'base', 'nowhere'])
    expect(new Set(rules.map((rule) => rule.chain))).toEqual(new Set(['base', 'ink']))
    expect(defaultReleaseRules([])).toEqual([])
  })
})
