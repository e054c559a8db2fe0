import { isLive } from '../../shared/domain/payment/payment-lifecycle.ts'
import { assessSale } from './assess-sale.ts'
import { orphanPayment } from './record-chain-step.ts'
import type { Till } from './till.ts'
import { watchedMax } from './watchlist.ts'

/**
 * A chain began anew with the history of before gone: what was read of it and was not final is on no chain any more, and
 * its loop starts like that of a chain never read. What had settled stays; the books hold final money whatever happens.
 * Asking again changes nothing.
 * @returns how many payments were orphaned
 */
export function forgetChain(till: Till, chain: string): number {
  const drafted = { ...till, exposures: till.exposures.draft() }
  return till.ledger.transact((transaction) => {
    let orphaned = 0
    for (const saleId of transaction.listUnfinishedSales(watchedMax)) {
      const payments = transaction.findSale(saleId)?.payments ?? []
      const lost = payments.filter(
        (payment) => payment.chain === chain && isLive(payment.status) && payment.status !== 'settled',
      )
      for (const payment of lost) orphanPayment(transaction, saleId, payment)
      if (lost.length > 0) assessSale(drafted, transaction, saleId)
      orphaned += lost.length
    }
    transaction.forgetChain(chain)
    return orphaned
  })
}
