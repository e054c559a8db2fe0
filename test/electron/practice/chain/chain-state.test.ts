import { describe, expect, it } from 'vitest'
import { compactState } from '../../../../electron/practice/chain/chain-state.ts'
import { isPosError } from '../../../../shared/errors/pos-error.ts'

const hex = (number: number): string => `0x${number.toString(16)}`

/** A state as anvil 1.7 writes it, with the fields that matter: blocks up to `best`, one transaction in each `busy` one. */
function makeState(best: number, busy: readonly number[]): string {
  const numbers = Array.from({ length: best + 1 }, (_, number) => number)
  return JSON.stringify({
    block: { number: hex(best) },
    accounts: { '0x01': { balance: '0x5' } },
    best_block_number: best,
    // Anvil writes them in no order.
    blocks: numbers
      .toReversed()
      .map((number) => ({ header: { number: hex(number), parentHash: `p${number}` } })),
    transactions: busy.map((number) => ({
      info: { transaction_hash: `t${number}`, traces: [{ steps: 'many' }] },
      receipt: { logs: [`l${number}`] },
      block_number: number,
    })),
    historical_states: [
      [
        '0xaa',
        { accounts: {}, block_hashes: Object.fromEntries(numbers.map((number) => [hex(number), 'h'])) },
      ],
    ],
  })
}

function numbersOf(text: string): number[] {
  const { blocks } = JSON.parse(text)
  return blocks.map((block: { header: { number: string } }) => Number(block.header.number)).toSorted(byNumber)
}

const byNumber = (a: number, b: number): number => a - b

describe('compactState', () => {
  it('keeps genesis, the newest blocks, and every block with a payment in it', () => {
    const compacted = compactState(makeState(50, [3, 7, 49]), { blocks: 5, transactions: 10 })
    expect(numbersOf(compacted)).toEqual([0, 3, 7, 46, 47, 48, 49, 50])
  })

  it('changes nothing in what it keeps, except that traces are gone', () => {
    const before = JSON.parse(makeState(9, [8]))
    const after = JSON.parse(compactState(makeState(9, [8]), { blocks: 100, transactions: 10 }))
    expect(after).toEqual({
      ...before,
      transactions: [
        { info: { transaction_hash: 't8', traces: [] }, receipt: { logs: ['l8'] }, block_number: 8 },
      ],
    })
  })

  it('forgets the oldest payments, with their blocks, once there are too many', () => {
    const compacted = compactState(makeState(50, [3, 30, 7, 12]), { blocks: 2, transactions: 2 })
    expect(numbersOf(compacted)).toEqual([0, 12, 30, 49, 50])
    const kept = JSON.parse(compacted).transactions.map((each: { block_number: number }) => each.block_number)
    expect(kept).toEqual([12, 30])
  })

  it('never drops a payment from a block it keeps', () => {
    const compacted = compactState(makeState(50, [49, 50]), { blocks: 5, transactions: 1 })
    expect(JSON.parse(compacted).transactions).toHaveLength(2)
  })

  it('drops the block hashes a contract could not ask for', () => {
    const compacted = JSON.parse(compactState(makeState(1_000, []), { blocks: 5, transactions: 1 }))
    expect(Object.keys(compacted.historical_states[0][1].block_hashes)).toHaveLength(256)
  })

  it('compacts a state without past states, and one that is compact already', () => {
    const once = compactState(makeState(50, [3]), { blocks: 5, transactions: 10 })
    expect(compactState(once, { blocks: 5, transactions: 10 })).toBe(once)
    const bare = { ...JSON.parse(once), historical_states: null }
    expect(JSON.parse(compactState(JSON.stringify(bare), { blocks: 5, transactions: 10 }))).toEqual(bare)
  })

  it.each([
    ['a list', '[]'],
    ['nothing', 'null'],
    ['no blocks', '{"best_block_number":1,"transactions":[]}'],
    ['no head', '{"blocks":[],"transactions":[]}'],
    ['a head that is no number', '{"best_block_number":"x","blocks":[],"transactions":[]}'],
    ['a block without a header', '{"best_block_number":1,"blocks":[{}],"transactions":[]}'],
  ])('refuses %s', (_, text) => {
    const compact = (): string => compactState(text, { blocks: 5, transactions: 10 })
    expect(compact).toThrow(expect.toSatisfy((error) => isPosError(error, 'practice.chainUnavailable')))
  })

  it('refuses text that is cut off', () => {
    expect(() => compactState('{"best', { blocks: 5, transactions: 10 })).toThrow(SyntaxError)
  })
})
