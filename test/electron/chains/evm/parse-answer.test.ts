import { describe, expect, it } from 'vitest'
import { parseBlock, parseQuantity, parseTransferLogs } from '../../../../electron/chains/evm/parse-answer.ts'
import { recipientTopic, transferTopic } from '../../../../electron/chains/evm/transfer-topics.ts'
import { receiveAddress } from '../../../fixtures/local-chain.ts'

const [token, shop, payer] = [receiveAddress(1), receiveAddress(2), receiveAddress(3)]
const hash = (digit: string): `0x${string}` => `0x${digit.repeat(64)}`
const asked = { tokens: [token], recipients: [shop], within: { blockHash: hash('a'), number: 16 } }
const log = {
  address: token.toLowerCase(),
  topics: [transferTopic, recipientTopic(payer), recipientTopic(shop)],
  data: `0x${(12_500_000).toString(16).padStart(64, '0')}`,
  blockHash: hash('a'),
  blockNumber: '0x10',
  transactionHash: hash('c'),
  logIndex: '0x2',
  removed: false,
}
const block = {
  number: '0x10',
  hash: hash('a'),
  parentHash: hash('b'),
  timestamp: '0x6b00f440',
  logsBloom: `0x${'0'.repeat(512)}`,
}

describe('parseTransferLogs', () => {
  it('reads a transfer', () => {
    expect(parseTransferLogs([log], asked)).toEqual([
      {
        token,
        from: payer,
        to: shop,
        amountMinor: 12_500_000n,
        txHash: hash('c'),
        logIndex: 2,
        blockHash: hash('a'),
        blockNumber: 16,
      },
    ])
  })

  it('reads the largest amount without loss', () => {
    const data = `0x${'f'.repeat(64)}`
    expect(parseTransferLogs([{ ...log, data }], asked)[0]?.amountMinor).toBe(2n ** 256n - 1n)
  })

  it.each([
    ['another contract', { address: payer }],
    ['another event', { topics: [hash('d'), ...log.topics.slice(1)] }],
    ['an event of a collectible', { topics: [...log.topics, hash('0')] }],
    ['another recipient', { topics: [transferTopic, recipientTopic(shop), recipientTopic(payer)] }],
    [
      'a recipient with bytes beyond an address',
      { topics: [transferTopic, recipientTopic(payer), `0x01${recipientTopic(shop).slice(4)}`] },
    ],
    ['a sender with bytes beyond an address', { topics: [transferTopic, hash('1'), recipientTopic(shop)] }],
    ['an amount that is cut off', { data: '0x01' }],
    ['an amount that is no hex', { data: `0x${'g'.repeat(64)}` }],
    ['another block', { blockHash: hash('e') }],
    ['another block number', { blockNumber: '0x11' }],
    ['no block yet', { blockHash: null, blockNumber: null }],
    ['no transaction', { transactionHash: undefined }],
    ['a removed log', { removed: true }],
    ['a log index that is no quantity', { logIndex: '2' }],
  ])('refuses a log with %s', (_name, change) => {
    expect(() => parseTransferLogs([{ ...log, ...change }], asked)).toThrow(
      expect.objectContaining({ code: 'chain.badAnswer' }) as Error,
    )
  })

  it.each([
    ['the same log twice', [log, log]],
    ['no list', { logs: [log] }],
    ['a list of something else', ['log']],
    ['nothing', null],
  ])('refuses %s', (_name, answer) => {
    expect(() => parseTransferLogs(answer, asked)).toThrow(
      expect.objectContaining({ code: 'chain.badAnswer' }) as Error,
    )
  })

  it('refuses a log outside of the range that was asked for', () => {
    const ranged = { ...asked, within: { fromBlock: 17, toBlock: 20 } }
    expect(() => parseTransferLogs([log], ranged)).toThrow('outside of the range')
    expect(parseTransferLogs([log], { ...asked, within: { fromBlock: 16, toBlock: 16 } })).toHaveLength(1)
  })

  it('takes logs of other contracts only where they were asked for, and passes over what is no amount of a token', () => {
    const stranger = { ...log, address: `0x${'9'.repeat(40)}`, logIndex: '0x9' }
    const open = { ...asked, others: { leftOut: [] } }
    expect(() => parseTransferLogs([stranger], asked)).toThrow('not asked for')
    expect(parseTransferLogs([stranger], open)).toMatchObject([{ isForeign: true, logIndex: 9 }])
    expect(parseTransferLogs([log], open)[0]).not.toHaveProperty('isForeign')
    const collectible = { ...stranger, topics: [...log.topics, `0x${'1'.repeat(64)}`], data: '0x' }
    const noAmount = { ...stranger, data: '0x1234' }
    const noSender = { ...stranger, topics: [log.topics[0], `0x${'f'.repeat(64)}`, log.topics[2]] }
    expect(parseTransferLogs([collectible, noAmount, noSender, log], open)).toHaveLength(1)
    expect(parseTransferLogs([stranger], { ...open, others: { leftOut: [`0x${'9'.repeat(40)}`] } })).toEqual(
      [],
    )
    // What an endpoint says of a stranger's block is still the endpoint's word.
    expect(() => parseTransferLogs([{ ...stranger, blockHash: `0x${'7'.repeat(64)}` }], open)).toThrow(
      'another block',
    )
  })
})

describe('parseBlock', () => {
  it('reads a block, with or without a bloom', () => {
    const { logsBloom, ...bare } = block
    const ref = { number: 16, hash: hash('a'), parentHash: hash('b'), timestamp: 0x6b00f440 }
    expect(parseBlock(block)).toEqual({ ...ref, logsBloom })
    expect(parseBlock(bare)).toEqual(ref)
  })

  it.each([['number'], ['hash'], ['parentHash'], ['timestamp']])('refuses a block without %s', (field) => {
    expect(() => parseBlock({ ...block, [field]: null })).toThrow(
      expect.objectContaining({ code: 'chain.badAnswer' }) as Error,
    )
  })

  it.each([[null], ['0x10'], [[]], [undefined]])('refuses %o', (answer) => {
    expect(() => parseBlock(answer)).toThrow(expect.objectContaining({ code: 'chain.badAnswer' }) as Error)
  })
})

describe('parseQuantity', () => {
  it.each([
    ['0x0', 0],
    ['0x1fffffffffffff', Number.MAX_SAFE_INTEGER],
  ])('reads %s', (text, value) => {
    expect(parseQuantity(text, 'a number')).toBe(value)
  })

  it.each([['0x20000000000000'], ['0x'], ['10'], [16], ['0xg'], ['0x123456789012345']])(
    'refuses %o',
    (text) => {
      expect(() => parseQuantity(text, 'a number')).toThrow('a number')
    },
  )
})
