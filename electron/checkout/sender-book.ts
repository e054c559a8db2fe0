import type { TransactionSender } from '../../shared/domain/look-up/look-up.ts'
import type { Hash } from '../../shared/domain/tokens/token.ts'

/**
 * Who sent the transactions that the till has met lately. A node forgets a transaction that was replaced; whoever knows its
 * sender and number can still tell what took its place. Kept in memory: after a restart it is known only as far as somebody
 * looked it up before.
 */
export type SenderBook = Readonly<{
  find: (chain: string, txHash: Hash) => TransactionSender | undefined
  learn: (chain: string, txHash: Hash, sender: TransactionSender) => void
}>

const rememberedMax = 10_000

/** An empty book; of more than 10,000 transactions the oldest are forgotten. */
export function openSenderBook(): SenderBook {
  const senders = new Map<string, TransactionSender>()
  return {
    find: (chain, txHash) => senders.get(`${chain}:${txHash}`),
    learn: (chain, txHash, sender) => {
      senders.set(`${chain}:${txHash}`, sender)
      const [oldest] = senders.keys()
      if (senders.size > rememberedMax && oldest !== undefined) senders.delete(oldest)
    },
  }
}

/** Whether two transactions are of one sender and number, so that a chain holds at most one of them. */
export function isSameSender(left: TransactionSender, right: TransactionSender): boolean {
  return left.nonce === right.nonce && left.address.toLowerCase() === right.address.toLowerCase()
}
