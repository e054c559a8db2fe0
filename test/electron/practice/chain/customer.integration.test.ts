import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  createPublicClient,
  encodeFunctionData,
  http,
  parseAbi,
  type Hash,
  type TransactionReceipt,
} from 'viem'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { silentLog } from '../../../../electron/platform/log.ts'
import type { PracticeCustomer } from '../../../../electron/practice/chain/customer.ts'
import { callRpc } from '../../../../electron/practice/chain/json-rpc.ts'
import { practiceIssuer } from '../../../../electron/practice/chain/practice-accounts.ts'
import {
  openPracticeChains,
  type PracticeChain,
  type PracticeChains,
} from '../../../../electron/practice/chain/practice-chain.ts'
import { formatEip681 } from '../../../../shared/domain/invoice/eip681.ts'
import { isPosError } from '../../../../shared/errors/pos-error.ts'

const shop = '0x000000000000000000000000000000000000bEEF'
const issuing = parseAbi([
  'function freeze(address)',
  'function unfreeze(address)',
  'function pause()',
  'function unpause()',
])

let directory: string
let practice: PracticeChains
let customer: PracticeCustomer
let fast: PracticeChain

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'customer-'))
  practice = await openPracticeChains({ directory, log: silentLog })
  customer = practice.customer
  const [first] = practice.chains
  if (first === undefined) throw new Error('Practice has a fast chain.')
  fast = first
})

afterAll(async () => {
  await practice.stop()
  rmSync(directory, { recursive: true, force: true })
})

function addressOf(symbol: string): `0x${string}` {
  const token = fast.tokens.find((each) => each.symbol === symbol)
  if (token === undefined) throw new Error(`There is no ${symbol}.`)
  return token.address
}

async function balanceOf(symbol: string): Promise<bigint> {
  const balances = await customer.balances()
  return balances.find((each) => each.chain === 'fast' && each.symbol === symbol)?.amountMinor ?? -1n
}

function receiptOf(hash: Hash): Promise<TransactionReceipt> {
  const client = createPublicClient({ transport: http(fast.rpcUrl) })
  return vi.waitFor(() => client.getTransactionReceipt({ hash }), 15_000)
}

const pay = (symbol: string, amountMinor: bigint) =>
  customer.transfer({ chainId: fast.chainId, token: addressOf(symbol), to: shop, amountMinor })

const failing = (words: string) =>
  expect.toSatisfy((error) => isPosError(error, 'practice.paymentFailed') && error.message.includes(words))

async function asIssuer(symbol: string, data: `0x${string}`): Promise<void> {
  const from = practiceIssuer().address
  await callRpc(fast.rpcUrl, 'eth_sendTransaction', [{ from, to: addressOf(symbol), data, gas: '0x30d40' }])
  await callRpc(fast.rpcUrl, 'evm_mine')
}

describe('createPracticeCustomer', () => {
  it('pays exactly what a scanned code says', async () => {
    const code = formatEip681({
      tokenAddress: addressOf('USDC'),
      chainId: fast.chainId,
      recipient: shop,
      amountMinor: 12_345_678n,
    })
    const before = await balanceOf('USDC')
    const { txHash } = await customer.payUri(code)
    expect((await receiptOf(txHash)).status).toBe('success')
    expect(before - (await balanceOf('USDC'))).toBe(12_345_678n)
  })

  it('pays twice when clicked twice at once, never with one transaction for both', async () => {
    const before = await balanceOf('PYUSD')
    const payments = await Promise.all([1n, 2n, 4n, 8n, 16n].map((amount) => pay('PYUSD', amount)))
    const receipts = await Promise.all(payments.map(({ txHash }) => receiptOf(txHash)))
    expect(new Set(payments.map(({ txHash }) => txHash)).size).toBe(5)
    expect(receipts.map(({ status }) => status)).toEqual(Array.from({ length: 5 }, () => 'success'))
    expect(before - (await balanceOf('PYUSD'))).toBe(31n)
  })

  it('holds the tokens of every chain apart', async () => {
    const balances = await customer.balances()
    expect(balances.map(({ chain, symbol }) => `${symbol}.${chain}`)).toEqual([
      'USDC.fast',
      'PYUSD.fast',
      'USDP.fast',
      'USDC.slow',
      'PYUSD.slow',
      'USDP.slow',
    ])
  })

  it('gets new tokens when a purchase is larger than the purse', async () => {
    const { txHash } = await pay('USDP', 5_000_000n * 10n ** 18n)
    expect((await receiptOf(txHash)).status).toBe('success')
  })

  it('can pay with a counterfeit', async () => {
    const { txHash } = await customer.transfer({
      chainId: fast.chainId,
      token: fast.counterfeit,
      to: shop,
      amountMinor: 7n,
    })
    const receipt = await receiptOf(txHash)
    expect(receipt.logs).toHaveLength(1)
    expect(receipt.logs[0]?.address).toBe(fast.counterfeit.toLowerCase())
  })

  it('says in the words of the token why a payment is refused, and pays again once it may', async () => {
    const { address } = customer
    await asIssuer('PYUSD', encodeFunctionData({ abi: issuing, functionName: 'freeze', args: [address] }))
    await expect(pay('PYUSD', 1n)).rejects.toThrow(failing('AddressFrozen'))
    await asIssuer('PYUSD', encodeFunctionData({ abi: issuing, functionName: 'unfreeze', args: [address] }))
    await asIssuer('USDC', encodeFunctionData({ abi: issuing, functionName: 'pause' }))
    await expect(pay('USDC', 1n)).rejects.toThrow(failing('Pausable: paused'))
    await asIssuer('USDC', encodeFunctionData({ abi: issuing, functionName: 'unpause' }))
    const payments = await Promise.all([pay('PYUSD', 1n), pay('USDC', 1n)])
    for (const { txHash } of payments) expect((await receiptOf(txHash)).status).toBe('success')
  })

  it.each([
    ['a code of another kind', 'bitcoin:1BoatSLRHtKNngkdXEeobR76b53LETtpyT', 'cannot read this code'],
    [
      'a code for another network',
      `ethereum:${shop}@1/transfer?address=${shop}&uint256=1`,
      'not on this network',
    ],
    [
      'a code for another token',
      `ethereum:${shop}@31337001/transfer?address=${shop}&uint256=1`,
      'not have this token',
    ],
  ])('refuses %s', async (_, code, words) => {
    await expect(customer.payUri(code)).rejects.toThrow(failing(words))
  })

  it('refuses to pay nothing', async () => {
    await expect(pay('USDC', 0n)).rejects.toThrow(failing('more than zero'))
    await expect(pay('USDC', -1n)).rejects.toThrow(failing('more than zero'))
  })
})
