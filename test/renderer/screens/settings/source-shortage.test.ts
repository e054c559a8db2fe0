import { describe, expect, it } from 'vitest'
import { isShortOfSources } from '../../../../renderer/src/screens/settings/source-shortage.ts'

const one = 'https://base-mainnet.g.alchemy.com/v2/key'
const sister = 'https://eth-mainnet.g.alchemy.com/v2/key'
const other = 'https://mainnet.base.org'
const ports = ['http://127.0.0.1:8545', 'http://127.0.0.1:8546']

describe('isShortOfSources', () => {
  it.each([
    ['one endpoint and a rule of two', [one], false, 2, true],
    ['one endpoint and a rule of two as it is typed', [one], false, '2', true],
    ['two endpoints of one operator', [one, sister], false, 2, true],
    ['two operators', [one, sister, other], false, 2, false],
    ['a rule of one', [one], false, 1, false],
    ['a rule that names no sources', [one], false, undefined, false],
    ['two ports of this machine', ports, false, 2, true],
    ['two ports of this machine, where no real money is at stake', ports, true, 2, false],
  ] as const)('%s', (_, endpoints, testnet, sources, expected) => {
    const chain = { key: 'base', endpoints, testnet }
    const rules = [{ chain: 'base' }, { chain: 'base', sources }]
    expect(isShortOfSources(chain, rules)).toBe(expected)
    expect(isShortOfSources({ ...chain, key: 'polygon' }, rules)).toBe(false)
  })
})
