import lookAlikeRows from '../../resources/look-alikes.json' with { type: 'json' }
import type { Arrival } from '../../shared/domain/arrival/arrival.ts'
import { classifyArrival } from '../../shared/domain/arrival/classify-arrival.ts'
import { paymentKey } from '../../shared/domain/payment/payment.ts'
import type { EvmAddress } from '../../shared/domain/tokens/token.ts'
import type { ChainStep, SeenTransfer } from '../chains/port.ts'
import type { LedgerTransaction, SaleFacts } from '../ledger/port.ts'
import type { Till } from './till.ts'

/** More than this many transfers that credit nothing are spam, and one line says that there were more. */
export const arrivalsPerSaleMax = 50

const actor = 'till'
// The rows are shipped with the till and checked by a test.
const lookAlikes = lookAlikeRows as readonly Readonly<{ chainId: number; address: EvmAddress }>[]

function toArrival(
  till: Till,
  step: ChainStep,
  transfer: SeenTransfer,
  facts: SaleFacts,
): Arrival | undefined {
  const { chains, tokens } = till.settings().chains
  const chainId = chains.find(({ key }) => key === step.chain)?.chainId
  const kind = classifyArrival(
    {
      token: transfer.token,
      amountMinor: transfer.amountMinor,
      ...(transfer.says?.symbol === undefined ? {} : { symbol: transfer.says.symbol }),
    },
    {
      tokens: tokens.filter(({ chain }) => chain === step.chain),
      lookAlikes: lookAlikes.filter((row) => row.chainId === chainId),
    },
  )
  if (kind === undefined) return undefined
  const { token, amountMinor, from, to, txHash, logIndex, block, says } = transfer
  return {
    key: paymentKey(step.chain, txHash, logIndex),
    saleId: facts.sale.id,
    invoiceId: facts.invoice.id,
    kind,
    chain: step.chain,
    token,
    ...says,
    amountMinor,
    from,
    to,
    txHash,
    logIndex,
    blockNumber: block.number,
    blockHash: block.hash,
    blockTimestamp: block.timestamp,
    detectedAt: step.at,
    source: step.source,
    status: 'seen',
  }
}

function cap(transaction: LedgerTransaction, saleId: string, recorded: number): void {
  const key = `arrival.capped:${saleId}`
  // How many there were is fixed with the first that was left out, so that a repeat says the same.
  if (transaction.findByKey(key)) return
  transaction.append({
    type: 'arrival.capped',
    subject: { kind: 'sale', id: saleId },
    body: { saleId, recorded },
    actor,
    key,
  })
}

/**
 * Records a transfer that credits nothing, once for each block it is seen in. No posting follows: what an unlisted
 * contract counts is no money of the books.
 * @returns true when something was recorded
 */
export function recordArrival(
  till: Till,
  transaction: LedgerTransaction,
  step: ChainStep,
  transfer: SeenTransfer,
  facts: SaleFacts,
): boolean {
  const arrival = toArrival(till, step, transfer, facts)
  if (!arrival) return false
  const saleId = facts.sale.id
  const earlier = transaction.arrivalsOf(saleId)
  const known = earlier.find(({ key }) => key === arrival.key)
  if (known?.status === 'seen' && known.blockHash === arrival.blockHash) return false
  if (!known && earlier.length >= arrivalsPerSaleMax) {
    cap(transaction, saleId, earlier.length)
    return false
  }
  if (known?.status === 'seen') orphanArrival(transaction, known)
  transaction.append({
    type: 'arrival.recorded',
    subject: { kind: 'sale', id: saleId },
    body: arrival,
    actor,
  })
  return true
}

/** The block of an arrival is on the chain no more; the arrival may come back in another. */
export function orphanArrival(transaction: LedgerTransaction, arrival: Arrival): void {
  const { key, saleId, blockNumber, blockHash } = arrival
  transaction.append({
    type: 'arrival.orphaned',
    subject: { kind: 'sale', id: saleId },
    body: { key, saleId, blockNumber, blockHash },
    actor,
  })
}
