import type { z } from 'zod'
import type { refundView } from '../../shared/contract/refunds.ts'
import { formatEip681 } from '../../shared/domain/invoice/eip681.ts'
import { formatMoney } from '../../shared/domain/money/format-money.ts'
import { applyRefundEvent } from '../../shared/domain/refund/refund-lifecycle.ts'
import { formatRefundNumber } from '../../shared/domain/refund/refund-number.ts'
import type { Refund, RefundStatus } from '../../shared/domain/refund/refund.ts'
import type { Settings } from '../../shared/domain/settings/settings.ts'
import { formatCustody } from '../../shared/domain/settlement/asset.ts'
import type { LedgerReader } from '../ledger/port.ts'
import { refundCallId } from './decide-refund.ts'

/** A refund as the contract carries it. */
export type RefundView = z.infer<typeof refundView>

/** Names of those who send money, for people. */
export function senderName(backend: string): string {
  return backend === 'selfcustody' ? 'Own wallet' : backend.charAt(0).toUpperCase() + backend.slice(1)
}

function feeTextOf({ sent, quote, backend, symbol, balanceAsset }: Refund): string | undefined {
  if (backend === 'selfcustody') return undefined
  if (sent) return formatCustody(sent.feeMinor, balanceAsset)
  return quote && formatCustody(quote.feeMinor, symbol)
}

/** Sent by a wallet: what to scan, as long as nothing was seen of it. */
function signUriOf(settings: Settings, refund: Refund): string | undefined {
  const chain = settings.chains.chains.find(({ key }) => key === refund.chain)
  if (refund.backend !== 'selfcustody' || refund.status !== 'reserved' || !chain) return undefined
  return formatEip681({
    tokenAddress: refund.tokenAddress,
    chainId: chain.chainId,
    recipient: refund.target,
    amountMinor: refund.amountMinor,
  })
}

/** What a person may do with it now. */
function choicesOf(reader: Pick<LedgerReader, 'findQueued'>, refund: Refund): RefundView['can'] {
  const { status, backend } = refund
  const isAllowed = (event: 'approved' | 'declined' | 'cancelled'): boolean =>
    applyRefundEvent(status, event).ok
  const call = reader.findQueued(refundCallId(refund))
  const isUntouched = backend === 'selfcustody' || status !== 'reserved' || call?.attempts === 0
  return {
    approve: isAllowed('approved'),
    decline: isAllowed('declined'),
    cancel: isAllowed('cancelled') && isUntouched,
    repeat: status === 'failed' || status === 'declined' || status === 'cancelled',
  }
}

type ViewReader = Pick<LedgerReader, 'findQueued' | 'entriesOf'>

const entriesMax = 10_000

/** When a refund first came into each status, from the history of its sale. */
function stepsOf(reader: ViewReader, { id, saleId, requestedAt }: Refund): RefundView['steps'] {
  const steps = new Map<RefundStatus, number>([['requested', requestedAt]])
  for (const entry of reader.entriesOf('sale', saleId, entriesMax)) {
    if (!('refundId' in entry.body) || entry.body.refundId !== id) continue
    const { status } = entry.body
    if (!steps.has(status)) steps.set(status, entry.at)
  }
  return [...steps].map(([status, at]) => ({ status, at }))
}

/** A refund as the screens show it. */
export function toRefundView(reader: ViewReader, settings: Settings, refund: Refund): RefundView {
  const chain = settings.chains.chains.find(({ key }) => key === refund.chain)
  const explorer = chain?.explorer
  const place = refund.txHash === undefined ? `address/${refund.target}` : `tx/${refund.txHash}`
  const {
    id,
    number,
    saleId,
    saleNumber,
    kind,
    status,
    currency,
    parts,
    token,
    symbol,
    decimals,
    amountMinor,
  } = refund
  const { backend, target, proof, warnings, reason, requestedAt, requestedByName, at, seq } = refund
  const { approvedByName, txHash, transferId, seenInBlock, problem } = refund
  const feeText = feeTextOf(refund)
  const signUri = signUriOf(settings, refund)
  return {
    refundId: id,
    number,
    numberText: formatRefundNumber(number),
    saleId,
    saleNumber,
    kind,
    status,
    currency,
    parts,
    token,
    symbol,
    chain: refund.chain,
    chainName: chain?.name ?? refund.chain,
    decimals,
    amountMinor,
    amountText: formatMoney(amountMinor, { currency: token, scale: decimals }),
    backend,
    backendName: senderName(backend),
    target,
    proof,
    warnings,
    reason,
    requestedAt,
    requestedByName,
    at,
    steps: stepsOf(reader, refund),
    valueMinor: refund.valueMinor,
    seq,
    can: choicesOf(reader, refund),
    shopName: settings.shop.name,
    ...(feeText === undefined ? {} : { feeText }),
    ...(approvedByName === undefined ? {} : { approvedByName }),
    ...(txHash === undefined ? {} : { txHash }),
    ...(transferId === undefined ? {} : { transferId }),
    ...(seenInBlock === undefined ? {} : { seenInBlock }),
    ...(problem === undefined ? {} : { problem }),
    ...(signUri === undefined ? {} : { signUri }),
    ...(explorer === undefined || explorer === '' ? {} : { explorerUrl: `${explorer}/${place}` }),
  }
}
