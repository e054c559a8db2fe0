import { concatHex, encodeFunctionData, parseAbi } from 'viem'
import { describe, expect, it } from 'vitest'
import { authorizationsIn } from '../../../../electron/chains/evm/authorization-topics.ts'

const abi = parseAbi([
  'function transferWithAuthorization(address,address,uint256,uint256,uint256,bytes32,bytes)',
  'function receiveWithAuthorization(address,address,uint256,uint256,uint256,bytes32,uint8,bytes32,bytes32)',
  'function transfer(address,uint256)',
])
const payer = '0x8ba1f109551bD432803012645Ac136ddd64DBA72'
const nonceOf = (digit: string): `0x${string}` => `0x${digit.repeat(64)}`
const transferOf = (digit: string) =>
  encodeFunctionData({
    abi,
    functionName: 'transferWithAuthorization',
    args: [payer, payer, 5n, 0n, 9n, nonceOf(digit), '0x1234'],
  })
const receive = encodeFunctionData({
  abi,
  functionName: 'receiveWithAuthorization',
  args: [payer, payer, 5n, 0n, 9n, nonceOf('b'), 27, nonceOf('1'), nonceOf('2')],
})

describe('authorizationsIn', () => {
  it('finds what a call carries, alone, wrapped, and twice', () => {
    const first = { authorizer: payer, nonce: nonceOf('a') }
    expect(authorizationsIn(transferOf('a'))).toEqual([first])
    expect(authorizationsIn(concatHex(['0x600160', receive, transferOf('a'), transferOf('a')]))).toEqual([
      first,
      { authorizer: payer, nonce: nonceOf('b') },
    ])
  })

  it('finds nothing in other calls, and in data that is cut off', () => {
    const transfer = encodeFunctionData({ abi, functionName: 'transfer', args: [payer, 5n] })
    expect(authorizationsIn(transfer)).toEqual([])
    expect(authorizationsIn('0x')).toEqual([])
    expect(authorizationsIn(transferOf('a').slice(0, 300))).toEqual([])
  })

  it('takes no more than four, however many there are', () => {
    expect(authorizationsIn(concatHex(['1', '2', '3', '4', '5', '6'].map(transferOf)))).toHaveLength(4)
  })
})
