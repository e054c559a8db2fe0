import type { Refund, RefundStatus } from '../../shared/domain/refund/refund.ts'
import { toCustodyMinor } from '../../shared/domain/settlement/asset.ts'
import type { EvmAddress } from '../../shared/domain/tokens/token.ts'
import type { Chain } from '../../shared/domain/tokens/chain.ts'
import type { ChainStep, SeenTransfer } from '../chains/port.ts'
import type { Ledger, LedgerTransaction } from '../ledger/port.ts'
import type { Log } from '../platform/log.ts'
import { recordRefundConfirmed, refundActor } from './record-refund-word.ts'
import { stepRefund, type RefundNews } from './step-refund.ts'

/** Refunds that may be on their way to a customer. */
const awaited: readonly RefundStatus[] = ['reserved', 'submitted', 'broadcast', 'unknown']
const awaitedMax = 1_000

/** What the chain loops see of refunds. */
export type RefundWatch = Readonly<{
  /** Addresses that a refund may reach on a chain. */
  targets: (chain: string) => readonly EvmAddress[]
  /** Applies what a step of a chain says of refunds, in its transaction. @returns sales that it touched */
  apply: (transaction: LedgerTransaction, step: ChainStep) => readonly string[]
  stop: () => void
}>

function isIts(refund: Refund, { token, to, amountMinor, txHash }: SeenTransfer): boolean {
  const isMoney =
    refund.tokenAddress.toLowerCase() === token.toLowerCase() &&
    refund.target.toLowerCase() === to.toLowerCase() &&
    refund.amountMinor === amountMinor
  return isMoney && (refund.txHash === undefined || refund.txHash === txHash.toLowerCase())
}

/** A transfer belongs to one refund: the one whose transaction it is, else the oldest that waits for just this money. */
function findAwaiting(refunds: readonly Refund[], transfer: SeenTransfer): Refund | undefined {
  const fitting = refunds.filter((refund) => isIts(refund, transfer))
  return (
    fitting.find(({ txHash }) => txHash === transfer.txHash.toLowerCase()) ??
    fitting.find(({ txHash }) => txHash === undefined)
  )
}

/** What the till itself saw; for a wallet that is all there is, for a backend it is the second witness. */
function newsOf(refund: Refund, { txHash, block }: SeenTransfer): RefundNews {
  const amountMinor = toCustodyMinor(refund.amountMinor, refund.decimals)
  const isWallet = refund.backend === 'selfcustody'
  return {
    txHash,
    seenInBlock: block.number,
    ...(isWallet
      ? { sent: { asset: refund.symbol, amountMinor, feeMinor: 0n, totalMinor: amountMinor } }
      : {}),
  }
}

/**
 * Watches the chains for refunds that arrive: those a manager's own wallet signed are recognised by token, receiver and amount,
 * and those of a backend are seen a second time. What a backend has not said that it took is never believed on sight.
 */
export function openRefundWatch({
  ledger,
  chains,
  log,
}: Readonly<{ ledger: Ledger; chains: () => readonly Chain[]; log: Log }>): RefundWatch {
  let waiting: readonly Refund[] = []
  const read = (): void => {
    waiting = ledger.listRefunds({ statuses: awaited, limit: awaitedMax }).toReversed()
  }
  read()
  const stop = ledger.onCommitted((entries) => {
    if (entries.some(({ type }) => type.startsWith('refund.'))) read()
  })

  const seen = (transaction: LedgerTransaction, refund: Refund, transfer: SeenTransfer): boolean => {
    const isWallet = refund.backend === 'selfcustody'
    // A backend's refund is in the books when the backend has taken it; before that somebody else sent this money.
    if (!isWallet && refund.sent === undefined) return false
    const stepped = stepRefund(transaction, refund, 'broadcast', newsOf(refund, transfer), refundActor)
    if (!stepped.ok)
      log.warn('A refund was seen where it cannot be', { refundId: refund.id, status: refund.status })
    return stepped.ok
  }
  const isFinal = (refund: Refund, step: ChainStep): boolean => {
    const depth = chains().find(({ key }) => key === step.chain)?.finality.depth
    return (
      refund.backend === 'selfcustody' &&
      refund.status === 'broadcast' &&
      refund.seenInBlock !== undefined &&
      depth !== undefined &&
      step.cursor.number - refund.seenInBlock >= depth
    )
  }
  const isLost = (refund: Refund, { rewoundTo }: ChainStep): boolean =>
    rewoundTo !== undefined && refund.status === 'broadcast' && (refund.seenInBlock ?? 0) > rewoundTo.number

  return {
    targets: (chain) => waiting.filter((refund) => refund.chain === chain).map(({ target }) => target),
    apply: (transaction, step) => {
      const ours = waiting.filter(({ chain }) => chain === step.chain)
      if (ours.length === 0) return []
      const touched = new Set<string>()
      const now = (refund: Refund): Refund => transaction.findRefund(refund.id) ?? refund
      for (const refund of ours.map(now).filter((refund) => isLost(refund, step))) {
        stepRefund(transaction, refund, 'blockLost', {}, refundActor)
        touched.add(refund.saleId)
      }
      for (const transfer of step.transfers) {
        if (transfer.isForeign) continue
        const refund = findAwaiting(ours.map(now), transfer)
        if (refund && seen(transaction, refund, transfer)) touched.add(refund.saleId)
      }
      for (const refund of ours.map(now).filter((refund) => isFinal(refund, step))) {
        recordRefundConfirmed(transaction, refund)
        touched.add(refund.saleId)
      }
      return [...touched]
    },
    stop,
  }
}
