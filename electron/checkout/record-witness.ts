import type { Payment, PaymentWitness } from '../../shared/domain/payment/payment.ts'
import type { DeliveredTransfer, WitnessAnswer } from '../chains/port.ts'
import { raiseCases } from '../cases/raise-cases.ts'
import { assessSale, watcherActor } from './assess-sale.ts'
import type { Till } from './till.ts'

/** A payment as an endpoint can be asked about it; `undefined` where its token is no longer in the settings. */
export function toDelivered(till: Till, payment: Payment): DeliveredTransfer | undefined {
  const token = till.settings().chains.tokens.find((each) => each.currency === payment.currency)
  const { txHash, logIndex, blockHash, blockNumber, from, to, amountMinor } = payment
  return token && { txHash, logIndex, blockHash, blockNumber, token: token.address, from, to, amountMinor }
}

/** The newest word of a source about a payment in one block. */
function lastWord(payment: Payment, source: string, blockHash: string): PaymentWitness | undefined {
  return payment.witnesses?.findLast((word) => word.source === source && word.blockHash === blockHash)
}

/** What a source said, of which payment in which block. */
export type Word = WitnessAnswer & Readonly<{ saleId: string; key: string; blockHash: Payment['blockHash'] }>

/**
 * Keeps what a source says of a payment and assesses the sale, in one transaction. The same word again is nothing new; a
 * word about a block that the payment has left says nothing.
 * @returns whether anything was written
 */
export function recordWitness(till: Till, { saleId, key, blockHash, source, says }: Word): boolean {
  return till.ledger.transact((transaction) => {
    const payment = transaction.findSale(saleId)?.payments.find((each) => each.key === key)
    if (!payment || payment.status === 'orphaned' || payment.blockHash !== blockHash) return false
    if (lastWord(payment, source, blockHash)?.says === says) return false
    transaction.append({
      type: 'payment.witnessed',
      subject: { kind: 'sale', id: saleId },
      body: { key, saleId, source, blockHash, says, at: till.clock.now() },
      actor: watcherActor,
    })
    assessSale(till, transaction, saleId)
    raiseCases(transaction, till, saleId)
    return true
  })
}
