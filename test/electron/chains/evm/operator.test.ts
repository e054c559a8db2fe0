import { describe, expect, it } from 'vitest'
import { operatorOf } from '../../../../electron/chains/evm/operator.ts'

describe('operatorOf', () => {
  it.each([
    ['eth-mainnet.g.alchemy.com', 'base-mainnet.g.alchemy.com', true],
    ['MAINNET.base.org', 'base.org:443', true],
    ['rpc.one.co.uk', 'rpc.two.co.uk', false],
    ['a.node.co.uk', 'b.node.co.uk', true],
    ['mainnet.base.org', 'base-rpc.publicnode.com', false],
    ['127.0.0.1:8545', '127.0.0.1:8546', false],
    ['[::1]:8545', '[::1]:8546', false],
    ['localhost:8545', 'localhost:8546', false],
    ['10.0.0.1:8545', '10.0.0.2:8545', false],
  ])('takes %s and %s for one: %s', (left, right, isOne) => {
    expect(operatorOf(left) === operatorOf(right)).toBe(isOne)
  })
})
