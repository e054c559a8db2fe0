import { getAddress, isAddress, toFunctionSelector } from 'viem/utils'
import { describe, expect, it } from 'vitest'
import { listKnownChains } from '../../../electron/settings/chain-data.ts'
import { sanctionsListsFor } from '../../../electron/refunds/sanctions-lists.ts'
import rows from '../../../resources/sanctions-oracles.json' with { type: 'json' }

const live = listKnownChains('live').chains
const network = (key: string) => {
  const found = live.find((chain) => chain.key === key)
  if (!found) throw new Error(`${key} ships`)
  return found
}

describe('resources/sanctions-oracles.json', () => {
  it.each(rows)('$name stands once, with its checksum and its sources', (row) => {
    expect(rows.filter(({ chainId }) => chainId === row.chainId)).toHaveLength(1)
    expect(isAddress(row.address, { strict: false }) && getAddress(row.address)).toBe(row.address)
    expect(row.sources.length).toBeGreaterThan(0)
    expect(row.confidence).toBe('documented')
  })

  it('has a list for every network of real money but Ink, which has none', () => {
    const listed = new Set(rows.map(({ chainId }) => chainId))
    expect(live.filter(({ chainId }) => !listed.has(chainId)).map(({ key }) => key)).toEqual(['ink'])
  })

  it('is asked by the selector of the published interface', () => {
    expect(toFunctionSelector('isSanctioned(address)')).toBe('0xdf592f7d')
  })
})

describe('sanctionsListsFor', () => {
  const ofEthereum = rows.find(({ chainId }) => chainId === 1)?.address
  const ofBase = rows.find(({ chainId }) => chainId === 8453)?.address

  it('asks the list of the network first, and Ethereum’s where the till follows it', () => {
    expect(sanctionsListsFor(network('base'), [network('base'), network('ethereum')], [])).toEqual([
      { chain: 'base', list: ofBase },
      { chain: 'ethereum', list: ofEthereum },
    ])
    expect(sanctionsListsFor(network('base'), [network('base')], [])).toEqual([
      { chain: 'base', list: ofBase },
    ])
    expect(sanctionsListsFor(network('ethereum'), [network('ethereum')], [])).toEqual([
      { chain: 'ethereum', list: ofEthereum },
    ])
  })

  it('asks Ethereum’s alone for a network without a list, and none where Ethereum is not followed', () => {
    expect(sanctionsListsFor(network('ink'), [network('ink'), network('ethereum')], [])).toEqual([
      { chain: 'ethereum', list: ofEthereum },
    ])
    expect(sanctionsListsFor(network('ink'), [network('ink')], [])).toEqual([])
  })

  it('keeps practice and test networks to their own lists', () => {
    const fast = { key: 'fast', chainId: 31_337_001, testnet: true }
    const list = '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed'
    const own = [{ chainId: fast.chainId, address: list }] as const
    expect(sanctionsListsFor(fast, [fast, network('ethereum')], own)).toEqual([{ chain: 'fast', list }])
    expect(sanctionsListsFor(fast, [fast, network('ethereum')], [])).toEqual([])
  })
})
