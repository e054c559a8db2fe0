import { isLive } from '../../shared/domain/payment/payment-lifecycle.ts'
import type { Payment } from '../../shared/domain/payment/payment.ts'
import type { Hash } from '../../shared/domain/tokens/token.ts'
import { messageOf } from '../../shared/errors/pos-error.ts'
import type { ChainWatcher } from '../chains/port.ts'
import { watcherActor } from './assess-sale.ts'
import { isSameSender, type SenderBook } from './sender-book.ts'
import type { Till } from './till.ts'

/** Tells payments that a faster transaction of the same sender replaced from those that merely disappeared. */
export type ReplacementDesk = Readonly<{
  /** Asks no more, and resolves when nothing is under way. */
  stop: () => Promise<void>
}>

type Parts = Readonly<{
  till: Till
  senders: SenderBook
  watcher: (chain: string) => Pick<ChainWatcher, 'senderOf'> | undefined
}>
type Sent = Readonly<{ saleId: string; chain: string; txHash: Hash }>

const atOnce = 2
const waitingMax = 1_000

/** Records each payment that lost its block and whose place another transaction has taken, once. */
function recordReplaced({ till, senders }: Parts, saleId: string): void {
  const replaced = replacementsOf(till.ledger.findSale(saleId)?.payments ?? [], senders)
  if (replaced.length === 0) return
  till.ledger.transact((transaction) => {
    for (const { payment, by } of replaced) {
      const { key, chain, txHash } = payment
      const name = `payment.replaced:${key}:${by.txHash}`
      const sender = senders.find(chain, txHash)
      if (!sender || transaction.findByKey(name)) continue
      transaction.append({
        type: 'payment.replaced',
        subject: { kind: 'sale', id: saleId },
        body: { key, saleId, chain, txHash, by: by.txHash, sender },
        actor: watcherActor,
        key: name,
      })
    }
  })
}

function replacementsOf(payments: readonly Payment[], senders: SenderBook) {
  const lost = payments.filter(({ status }) => status === 'orphaned')
  return lost.flatMap((payment) => {
    const sender = senders.find(payment.chain, payment.txHash)
    const by = payments.find((other) => {
      if (!isLive(other.status) || other.chain !== payment.chain || other.txHash === payment.txHash)
        return false
      const its = senders.find(other.chain, other.txHash)
      return sender !== undefined && its !== undefined && isSameSender(sender, its)
    })
    return by ? [{ payment, by }] : []
  })
}

/**
 * Opens the desk. Each transaction that pays is asked about once, for its sender and number, beside the loop and a few at a
 * time: that is the only moment at which a node is sure to know it.
 */
export function openReplacementDesk(parts: Parts): ReplacementDesk {
  const { till, senders, watcher } = parts
  const waiting: Sent[] = []
  const underWay = new Set<Promise<void>>()
  let isStopped = false

  const ask = async ({ saleId, chain, txHash }: Sent): Promise<void> => {
    try {
      const sender = senders.find(chain, txHash) ?? (await watcher(chain)?.senderOf(txHash))
      if (!sender || isStopped) return
      senders.learn(chain, txHash, sender)
      recordReplaced(parts, saleId)
    } catch (error) {
      till.log.error('The sender of a payment could not be kept', { chain, problem: messageOf(error) })
    }
  }
  const next = (): void => {
    while (!isStopped && underWay.size < atOnce) {
      const sent = waiting.shift()
      if (!sent) return
      const asking = ask(sent).finally(() => {
        underWay.delete(asking)
        next()
      })
      underWay.add(asking)
    }
  }
  const stopFollowing = till.ledger.onCommitted((entries) => {
    for (const { type, body } of entries) {
      if (type !== 'payment.detected') continue
      const { saleId, chain, txHash } = body
      const isWaiting = waiting.some((sent) => sent.txHash === txHash && sent.saleId === saleId)
      if (!isWaiting && waiting.length < waitingMax) waiting.push({ saleId, chain, txHash })
    }
    // Not within the transaction that has just been kept.
    queueMicrotask(next)
  })
  return {
    stop: async () => {
      isStopped = true
      stopFollowing()
      await Promise.all(underWay)
    },
  }
}
