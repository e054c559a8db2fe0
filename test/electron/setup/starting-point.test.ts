import { describe, expect, it } from 'vitest'
import { parseConfig } from '../../../electron/settings/config-file.ts'
import { startingPoint } from '../../../electron/setup/starting-point.ts'
import type { Settings } from '../../../shared/domain/settings/settings.ts'

const usdc = '0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266'
const pyusd = '0x70997970C51812dc3A010C7d01b50e0d17dc79C8'

function fileWith(id: string, chainId: number, tokens: readonly (readonly [string, string])[]) {
  const listed = tokens.map(([symbol, address]) => ({ symbol, address, decimals: 6 }))
  return parseConfig(
    JSON.stringify({
      chains: [{ id, name: id, chainId, endpoints: ['http://127.0.0.1:9'], tokens: listed }],
    }),
    'testnet',
  )
}

function chainsOf(config: ReturnType<typeof fileWith>, recorded: Partial<Settings>) {
  return startingPoint('testnet', config, undefined, recorded).ruled.chains
}

describe('startingPoint', () => {
  const before: Partial<Settings> = {
    ...fileWith('mine', 31_337, [
      ['USDC', usdc],
      ['PYUSD', pyusd],
    ]).settings,
  }

  it('keeps a token that the file leaves out, switched off, so that late money in it is found', () => {
    const chains = chainsOf(fileWith('mine', 31_337, [['USDC', usdc]]), before)
    expect(chains?.tokens.map((token) => [token.symbol, token.enabled])).toEqual([
      ['USDC', true],
      ['PYUSD', false],
    ])
  })

  it('keeps a network that the file leaves out, switched off, with its tokens', () => {
    const chains = chainsOf(fileWith('other', 31_338, [['USDC', usdc]]), before)
    expect(chains?.chains.map((chain) => [chain.key, chain.enabled])).toEqual([
      ['other', true],
      ['mine', false],
    ])
    expect(chains?.tokens.filter((token) => !token.enabled)).toHaveLength(2)
  })

  it('refuses to give the id of a network of the past to another network, naming the field', () => {
    expect(() => chainsOf(fileWith('mine', 99, [['USDC', usdc]]), before)).toThrow(
      expect.objectContaining({
        code: 'config.invalid',
        details: expect.objectContaining({ field: 'chains[0].id' }),
      }),
    )
  })

  it('changes nothing when the file is the same', () => {
    expect(
      chainsOf(
        fileWith('mine', 31_337, [
          ['USDC', usdc],
          ['PYUSD', pyusd],
        ]),
        before,
      ),
    ).toEqual(before.chains)
  })
})
