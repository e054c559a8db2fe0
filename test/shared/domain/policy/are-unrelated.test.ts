import { describe, expect, it } from 'vitest'
import { areUnrelated } from '../../../../shared/domain/policy/are-unrelated.ts'

describe('areUnrelated', () => {
  it.each([
    ['two accounts of one provider', 'eth-mainnet.g.alchemy.com', 'base-mainnet.g.alchemy.com', false],
    ['one name, in other letters and with a port', 'RPC.example.com', 'rpc.example.com:443', false],
    ['one name written to the root', 'rpc.example.com.', 'node.example.com', false],
    ['two providers', 'mainnet.base.org', 'base-rpc.publicnode.com', true],
    ['two names below a shared label', 'rpc.one.co.uk', 'rpc.two.co.uk', true],
    ['one name below a shared label', 'a.node.co.uk', 'b.node.co.uk', false],
    ['a name and an address', 'rpc.example.com', '203.0.113.7:8545', true],
    ['two addresses', '203.0.113.7:8545', '203.0.113.8:8545', true],
    ['two ports of one address', '203.0.113.7:8545', '203.0.113.7:8546', false],
    ['two ports of this machine', '127.0.0.1:8545', '127.0.0.1:8546', false],
    ['two ports of this machine, by name', 'localhost:8545', 'localhost:8546', false],
    ['two ports of this machine, version 6', '[::1]:8545', '[::1]:8546', false],
  ])('%s', (_, left, right, expected) => {
    expect(areUnrelated(left, right, { loopbackPorts: false })).toBe(expected)
    expect(areUnrelated(right, left, { loopbackPorts: false })).toBe(expected)
  })

  it.each([
    ['127.0.0.1:8545', '127.0.0.1:8546', true],
    ['127.0.0.1:8545', '127.0.0.1:8545', false],
    ['203.0.113.7:8545', '203.0.113.7:8546', false],
  ])('where no real money is at stake: %s and %s', (left, right, expected) => {
    expect(areUnrelated(left, right, { loopbackPorts: true })).toBe(expected)
  })
})
