import { approvalMax, type RefundPolicy } from '../../shared/domain/refund/approval.ts'
import { payersOf } from '../../shared/domain/refund/payers.ts'
import { earlierParts, tokensLeft, type RefundFacts } from '../../shared/domain/refund/refundable.ts'
import { sumMinor } from '../../shared/domain/money/money.ts'
import type { Settings } from '../../shared/domain/settings/settings.ts'
import type { LedgerReader } from '../ledger/port.ts'
import type { SaleToRefund } from './load-refund-facts.ts'
import { senderOf } from './plan-sale-refund.ts'
import { senderName, toRefundView } from './refund-view.ts'

type Reader = Pick<LedgerReader, 'findQueued' | 'entriesOf' | 'staff' | 'pinHash'>

function tokensOf(settings: Settings, facts: RefundFacts, backendKey: string) {
  const sender = senderOf(facts, backendKey)
  return tokensLeft(facts).flatMap(({ currency, ...left }) => {
    const token =
      settings.chains.tokens.find((candidate) => candidate.currency === currency) ??
      facts.invoice.offers.find((candidate) => candidate.currency === currency)
    if (!token) return []
    const { chain, symbol, decimals } = token
    return [
      {
        ...left,
        token: currency,
        chain,
        chainName: settings.chains.chains.find(({ key }) => key === chain)?.name ?? chain,
        symbol,
        decimals,
        backend: sender === 'selfcustody' ? ('selfcustody' as const) : ('paxos' as const),
        backendName: senderName(sender),
      },
    ]
  })
}

/** Wallets that paid, best first; what only plants an address is named as that. */
function payerViews(settings: Settings, { payments, invoice }: RefundFacts) {
  const payers = payersOf({ payments, tokens: [...settings.chains.tokens, ...invoice.offers] })
  return payers.map(({ address, currency: token, amountMinor, warning }) => {
    return { address, token, amountMinor, ...(warning ? { warning } : {}) }
  })
}

function approversOf(reader: Reader, policy: RefundPolicy) {
  return reader
    .staff()
    .filter(
      ({ id, active, role }) =>
        active && reader.pinHash(id) !== undefined && approvalMax(policy, role) !== 0n,
    )
    .map(({ id, name, role }) => {
      const maxMinor = approvalMax(policy, role)
      return { staffId: id, name, role, ...(maxMinor === undefined ? {} : { maxMinor }) }
    })
}

/** Everything that the refund screen shows of a sale, from the ledger alone. */
export function toRefundDesk(
  reader: Reader,
  settings: Settings,
  { sale, facts }: SaleToRefund,
  backendKey: string,
) {
  const isRecognised = facts.used.length > 0
  const earlier = earlierParts(facts.refunds)
  const lines = sale.lines.map(({ id, name, quantity }) => {
    const sold = sale.totals.lines.find(({ lineId }) => lineId === id)
    const back = earlier.flatMap((part) => part.lines.filter(({ lineId }) => lineId === id))
    const backMinor = sumMinor(back.map(({ netMinor, taxMinor }) => netMinor + taxMinor))
    const pieces = back.reduce((sum, part) => sum + part.quantity, 0)
    const paidMinor = isRecognised ? (sold?.netMinor ?? 0n) + (sold?.taxMinor ?? 0n) : 0n
    return {
      lineId: id,
      name,
      quantity,
      quantityLeft: isRecognised ? quantity - pieces : 0,
      leftMinor: isRecognised ? paidMinor - backMinor : 0n,
    }
  })
  const tipBack = sumMinor(earlier.map(({ tipMinor }) => tipMinor))
  const tipLeftMinor = isRecognised ? sale.totals.tipMinor - tipBack : 0n
  return {
    saleId: sale.id,
    saleNumber: sale.number,
    openedAt: sale.openedAt,
    currency: sale.currency,
    totalMinor: sale.totals.totalMinor,
    lines,
    tipLeftMinor,
    goodsLeftMinor: sumMinor(lines.map(({ leftMinor }) => leftMinor)) + tipLeftMinor,
    tokens: tokensOf(settings, facts, backendKey),
    payers: payerViews(settings, facts).slice(0, 50),
    refunds: facts.refunds.map((refund) => toRefundView(reader, settings, refund)).slice(-200),
    approvers: approversOf(reader, settings.refunds),
  }
}
