import { formatMoney } from '../../shared/domain/money/format-money.ts'
import { isLive } from '../../shared/domain/payment/payment-lifecycle.ts'
import type { SeenTransfer } from '../chains/port.ts'
import { watcherActor } from './assess-sale.ts'
import type { Till } from './till.ts'

function noteOf(till: Till, key: string, { token, amountMinor, txHash, block }: SeenTransfer): string {
  const { chains, tokens } = till.settings().chains
  const listed = tokens.find(
    ({ chain, address }) => chain === key && address.toLowerCase() === token.toLowerCase(),
  )
  const what = listed
    ? formatMoney(amountMinor, { currency: listed.currency, scale: listed.decimals })
    : `${amountMinor} of the smallest units of ${token}`
  const where = chains.find((chain) => chain.key === key)?.name ?? key
  return `The issuer took ${what} on ${where} in block ${block.number}, transaction ${txHash}`
}

/**
 * Opens a case for money that an issuer took from a receive address, about the payments that lay there. The books do not
 * change by it: whether the money is lost or comes back a person decides. The same wipe again is nothing new.
 * @returns the sale of the address, when something was written
 */
export function recordWiped(till: Till, chain: string, wiped: SeenTransfer): string | undefined {
  return till.ledger.transact((transaction) => {
    const saleId = transaction.findSaleByAddress(wiped.from)
    const facts = saleId === undefined ? undefined : transaction.findSale(saleId)
    if (!facts) return undefined
    const key = `wiped:${chain}:${wiped.txHash}:${wiped.logIndex}`
    if (transaction.findByKey(key)) return undefined
    const known = transaction.casesOf(facts.sale.id).find(({ kind }) => kind === 'wiped')
    const caseId = known?.id ?? till.ids.next('case')
    const things = facts.payments
      .filter(
        (payment) =>
          payment.chain === chain && isLive(payment.status) && !known?.things.includes(payment.key),
      )
      .map((payment) => payment.key)
    const subject = { kind: 'case', id: caseId } as const
    const actor = watcherActor
    if (!known)
      transaction.append({
        type: 'case.opened',
        subject,
        body: { caseId, kind: 'wiped', saleId: facts.sale.id, saleNumber: facts.sale.number, things },
        actor,
      })
    else if (known.status === 'resolved')
      transaction.append({ type: 'case.reopened', subject, body: { caseId, things }, actor })
    else if (things.length > 0)
      transaction.append({ type: 'case.joined', subject, body: { caseId, things }, actor })
    transaction.append({
      type: 'case.noted',
      subject,
      body: { caseId, text: noteOf(till, chain, wiped) },
      actor,
      key,
    })
    return facts.sale.id
  })
}
