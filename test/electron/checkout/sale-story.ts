import type { Ledger, LedgerTransaction } from '../../../electron/ledger/port.ts'
import { block, openTestTill, transferTo, type TestTill } from '../../fixtures/test-till.ts'

// The story that the kill tests interrupt: one sale is opened, paid, confirmed and settled. It is told to a ledger in any
// state and goes on from there, as a till that comes up again does.

/** The key that the page made before its first try; every try sends it again. */
export const storyKey = 'one-sale'
const paidIn = 101
const lastBlock = 113

/** Calls back at every point where a process could die: before and after each transaction, and after each entry in one. */
export function interruptible(ledger: Ledger, onStep: () => void): Ledger {
  const watched = (transaction: LedgerTransaction): LedgerTransaction => ({
    ...transaction,
    append: (entry) => {
      const result = transaction.append(entry)
      onStep()
      return result
    },
    moveChain: (chain, move) => {
      transaction.moveChain(chain, move)
      onStep()
    },
  })
  return {
    ...ledger,
    transact: (work) => {
      onStep()
      const result = ledger.transact((transaction) => work(watched(transaction)))
      onStep()
      return result
    },
  }
}

/** Tells the story to its end. */
export function tellStory(directory: string, onStep: () => void): TestTill {
  const shop = openTestTill(directory, { wrap: (ledger) => interruptible(ledger, onStep) })
  if (!shop.ledger.chainCursor('fast')) shop.step([block(100)])
  const saleId = shop.open(storyKey, 1_000n)
  const from = (shop.ledger.chainCursor('fast')?.number ?? 100) + 1
  for (let number = from; number <= lastBlock; number += 1) {
    shop.step(
      [block(number)],
      number === paidIn ? [transferTo(shop.till, saleId, block(number), 10_000_000n)] : [],
    )
  }
  return shop
}
