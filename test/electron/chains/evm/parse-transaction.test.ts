import { describe, expect, it } from 'vitest'
import { parseReceipt, parseTransaction } from '../../../../electron/chains/evm/parse-transaction.ts'
import { authorizationAlreadyUsedTopic } from '../../../../electron/chains/evm/authorization-topics.ts'
import { recipientTopic, transferTopic } from '../../../../electron/chains/evm/transfer-topics.ts'

const txHash = `0x${'a'.repeat(64)}` as const
const blockHash = `0x${'b'.repeat(64)}` as const
const payer = '0x8ba1f109551bD432803012645Ac136ddd64DBA72' as const
const token = `0x${'1'.repeat(40)}` as const
const word = (value: number): string => `0x${value.toString(16).padStart(64, '0')}`

const transaction = { hash: txHash, from: payer, to: token, nonce: '0x7', value: '0x0', input: '0xAB' }
const log = {
  address: token,
  topics: [transferTopic, recipientTopic(payer), recipientTopic(token)],
  data: word(5),
  logIndex: '0x2',
  transactionHash: txHash,
  blockHash,
}
const receipt = { transactionHash: txHash, blockHash, blockNumber: '0x10', status: '0x1', logs: [log] }

describe('parseTransaction', () => {
  it('reads one that waits, and one in a block', () => {
    const sender = { address: payer, nonce: 7 }
    expect(parseTransaction({ ...transaction, blockHash: null, blockNumber: null }, txHash)).toEqual({
      sender,
      block: undefined,
      coin: undefined,
      input: '0xab',
    })
    const mined = { ...transaction, blockHash, blockNumber: '0x10', value: '0x5' }
    expect(parseTransaction(mined, txHash)).toMatchObject({
      block: { hash: blockHash, number: 16 },
      coin: { to: token, amountMinor: 5n },
    })
    expect(parseTransaction({ ...mined, to: null }, txHash).coin).toBeUndefined()
  })

  it.each([
    ['nothing', 'somebody'],
    ['another transaction', { ...transaction, hash: blockHash }],
    ['no sender', { ...transaction, from: undefined }],
    ['no number', { ...transaction, nonce: 7 }],
    ['a malformed block', { ...transaction, blockHash: '0x12', blockNumber: '0x1' }],
    ['a block without a number', { ...transaction, blockHash, blockNumber: null }],
    ['a malformed value', { ...transaction, value: '5' }],
    ['malformed data', { ...transaction, input: 'transfer' }],
  ])('refuses %s', (_, answer) => {
    expect(() => parseTransaction(answer, txHash)).toThrow(
      expect.objectContaining({ code: 'chain.badAnswer' }),
    )
  })
})

describe('parseReceipt', () => {
  it('reads transfers of amounts and second uses, and leaves every other log aside', () => {
    const nonce = `0x${'c'.repeat(64)}`
    const logs = [
      log,
      { ...log, topics: [...log.topics, word(1)], data: '0x' },
      { ...log, topics: [authorizationAlreadyUsedTopic, recipientTopic(payer), nonce], data: '0x' },
      { ...log, topics: [], data: '0x' },
    ]
    expect(parseReceipt({ ...receipt, logs }, txHash)).toMatchObject({
      block: { hash: blockHash, number: 16 },
      succeeded: true,
      transfers: [{ from: payer, to: token, amountMinor: 5n, logIndex: 2 }],
      alreadyUsed: [{ authorizer: payer, nonce }],
    })
    expect(parseReceipt({ ...receipt, status: '0x0', logs: [] }, txHash)).toMatchObject({ succeeded: false })
  })

  it.each([
    ['another transaction', { ...receipt, transactionHash: blockHash }],
    ['no status', { ...receipt, status: undefined }],
    ['a third status', { ...receipt, status: '0x2' }],
    ['no logs', { ...receipt, logs: null }],
    ['a log of another transaction', { ...receipt, logs: [{ ...log, transactionHash: blockHash }] }],
    ['a log of another block', { ...receipt, logs: [{ ...log, blockHash: txHash }] }],
    ['a log that was removed', { ...receipt, logs: [{ ...log, removed: true }] }],
  ])('refuses %s', (_, answer) => {
    expect(() => parseReceipt(answer, txHash)).toThrow(expect.objectContaining({ code: 'chain.badAnswer' }))
  })
})
