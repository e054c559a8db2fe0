import { toCustodyMinor } from '../../shared/domain/settlement/asset.ts'
import type { Refund } from '../../shared/domain/refund/refund.ts'
import { formatRefundNumber } from '../../shared/domain/refund/refund-number.ts'
import { formatMoney } from '../../shared/domain/money/format-money.ts'
import { isPosError, PosError } from '../../shared/errors/pos-error.ts'
import type { ErrorCode } from '../../shared/errors/codes.ts'
import { reject } from '../../shared/errors/rejected.ts'
import type { SettlementBackend } from '../backends/settlement-port.ts'
import type { Ledger } from '../ledger/port.ts'
import type { OutboxOwner, OutboxResult } from '../outbox/outbox-handler.ts'
import type { Clock } from '../platform/clock.ts'
import type { Log } from '../platform/log.ts'
import type { CheckAddress } from './prepare-refund.ts'
import { refundActor } from './record-refund-word.ts'
import { refundLost, refundRefused, refundTaken } from './refund-results.ts'
import { stepRefund } from './step-refund.ts'

type SendParts = Readonly<{
  ledger: Ledger
  clock: Clock
  log: Log
  backend: () => SettlementBackend | undefined
  checkAddress: CheckAddress
}>

/** After so long a list that did not show an order does not have it. */
const listLagMs = 120_000
/** A quote that ends within this time is asked for anew. */
const quoteMarginMs = 5_000

/** Refusals that say the money did not leave, and will not as it was asked for. */
const refusals: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'backend.insufficientFunds',
  'backend.belowMinimum',
  'backend.aboveMaximum',
  'backend.addressRefused',
  'backend.travelRule',
  'backend.refused',
  'refund.feeRose',
  'refund.addressRefused',
  'money.tooPrecise',
])

/** Where a refund is sent: the backend, and its name of the network. */
type Way = Readonly<{ backend: SettlementBackend; network: string }>

/** A try of a refund, and whether an earlier one may have been taken. */
type Try = Way & Readonly<{ refund: Refund; mayHaveLeft: boolean }>

function isWaiting(refund: Refund | undefined): refund is Refund {
  return refund?.status === 'reserved' || refund?.status === 'unknown'
}

/** A fee that the shop has agreed to: the quote it was shown, or a new one that costs no more. */
async function quoteFor(
  { backend, network, refund }: Try,
  isUsable: (quote: NonNullable<Refund['quote']>) => boolean,
): Promise<string> {
  const { quote, symbol: asset, target: address, decimals, feeMaxMinor } = refund
  if (quote && isUsable(quote)) return quote.id
  const amountMinor = toCustodyMinor(refund.amountMinor, decimals)
  const next = await backend.quoteRefund({ asset, network, address, amountMinor })
  if (next.feeMinor <= feeMaxMinor) return next.id
  throw new PosError('refund.feeRose', 'Sending costs more now than was agreed to.')
}

/** Looks at the address once more: between the promise and the sending it may have come on a list. */
async function requireSafeAddress(checkAddress: CheckAddress, refund: Refund): Promise<void> {
  const { saleId, chain, target: text } = refund
  const { verdict } = await checkAddress({ saleId, chain, text })
  if (verdict === 'refuse')
    throw new PosError('refund.addressRefused', 'The address was refused before sending.')
  if (verdict === 'cannotTell')
    throw new PosError('refund.addressUnknown', 'The address could not be checked.')
}

/** Where a refund can be sent now. */
function findWay(backend: SettlementBackend | undefined, { chain }: Refund): Way | undefined {
  const network = backend?.networks.find((candidate) => candidate.chain === chain)?.network
  return backend && network !== undefined ? { backend, network } : undefined
}

/** One try: sends a refund once, and says what a failure means. */
function openTries({ clock, log, checkAddress }: SendParts) {
  /** Quotes that the backend has called expired before their time. */
  const spentQuotes = new Set<string>()

  const sendOnce = async (attempt: Try): Promise<OutboxResult> => {
    const { backend, network, refund, mayHaveLeft } = attempt
    const found = mayHaveLeft ? await backend.findMovement(refund.refId) : undefined
    if (found) return refundTaken(refund.id, found, log)
    await requireSafeAddress(checkAddress, refund)
    const quoteId = await quoteFor(
      attempt,
      ({ id, expiresAt }) => !spentQuotes.has(id) && expiresAt - quoteMarginMs > clock.now(),
    )
    const { refId, symbol: asset, balanceAsset, target: address, decimals } = refund
    const amountMinor = toCustodyMinor(refund.amountMinor, decimals)
    try {
      const order = { refId, asset, balanceAsset, network, address, amountMinor, quoteId }
      return refundTaken(refund.id, await backend.sendRefund(order), log)
    } catch (error) {
      if (isPosError(error, 'backend.quoteExpired')) spentQuotes.add(quoteId)
      throw error
    }
  }
  /** A refusal of this try says nothing about an earlier one that may have been taken: that is looked up. */
  const judgeRefusal = async (
    { backend, refund, mayHaveLeft }: Try,
    error: PosError,
  ): Promise<OutboxResult> => {
    if (!mayHaveLeft) return refundRefused(refund.id, error)
    const found = await backend.findMovement(refund.refId)
    if (found) return refundTaken(refund.id, found, log)
    return clock.now() - refund.at > listLagMs ? refundRefused(refund.id, error) : { outcome: 'again', error }
  }
  const judge = async (attempt: Try, error: PosError): Promise<OutboxResult> => {
    if (error.code === 'backend.outcomeUnknown') return refundLost(attempt.refund.id, error)
    if (refusals.has(error.code)) return await judgeRefusal(attempt, error)
    // Another record under this id: whatever it is, a person has to look, and nothing is sent or taken back.
    return error.code === 'paxos.refIdConflict' ? { outcome: 'dead', error } : { outcome: 'again', error }
  }
  return { sendOnce, judge }
}

/** The outbox's side of refunds: sends each under its own id, and says what became of it. */
export function refundSender(parts: SendParts): OutboxOwner {
  const { ledger } = parts
  const { sendOnce, judge } = openTries(parts)
  return {
    describe: ({ body }) => {
      const refund = ledger.findRefund(body['refundId'] ?? '')
      if (!refund) return ''
      const { number, amountMinor, token, decimals } = refund
      return `${formatRefundNumber(number)}: ${formatMoney(amountMinor, { currency: token, scale: decimals })}`
    },
    send: async (call, { wasTriedBefore }) => {
      const refund = ledger.findRefund(call.body['refundId'] ?? '')
      // A poll may have told what became of it before this try.
      if (!isWaiting(refund)) return { outcome: 'done', apply: () => undefined }
      const way = findWay(parts.backend(), refund)
      if (!way) {
        const error = new PosError('backend.unavailable', 'No account is connected that can send this.')
        return { outcome: 'again', error }
      }
      const attempt = { ...way, refund, mayHaveLeft: wasTriedBefore || refund.status === 'unknown' }
      try {
        return await sendOnce(attempt)
      } catch (error) {
        if (!isPosError(error)) throw error
        return await judge(attempt, error)
      }
    },
    givenUp: (call, transaction) => {
      const refund = transaction.findRefund(call.body['refundId'] ?? '')
      if (!refund) return undefined
      if (call.attempts > 0) return reject('refund.mayHaveLeft')
      const stepped = stepRefund(transaction, refund, 'cancelled', {}, refundActor)
      return stepped.ok ? undefined : stepped
    },
  }
}
