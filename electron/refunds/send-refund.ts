import { toCustodyMinor } from '../../shared/domain/settlement/asset.ts'
import type { Refund } from '../../shared/domain/refund/refund.ts'
import { formatRefundNumber } from '../../shared/domain/refund/refund-number.ts'
import { formatMoney } from '../../shared/domain/money/format-money.ts'
import { isPosError, PosError } from '../../shared/errors/pos-error.ts'
import type { ErrorCode } from '../../shared/errors/codes.ts'
import { reject } from '../../shared/errors/rejected.ts'
import type { SettlementBackend } from '../backends/settlement-port.ts'
import type { Ledger, LedgerTransaction } from '../ledger/port.ts'
import type { OutboxOwner, OutboxResult } from '../outbox/outbox-handler.ts'
import type { Clock } from '../platform/clock.ts'
import type { Log } from '../platform/log.ts'
import type { CheckAddress } from './prepare-refund.ts'
import { recordRefundWord, refundActor } from './record-refund-word.ts'
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
  'money.tooPrecise',
])

/** The outbox's side of refunds: sends each under its own id, and says what became of it. */
export function refundSender(parts: SendParts): OutboxOwner {
  const { ledger, clock, log } = parts
  /** Quotes that the backend has called expired before their time. */
  const spentQuotes = new Set<string>()

  const fresh = (transaction: LedgerTransaction, id: string): Refund => {
    const refund = transaction.findRefund(id)
    if (!refund) throw new PosError('invariant.broken', 'A refund that is sent is in the ledger')
    return refund
  }
  const fail = (id: string, error: PosError): OutboxResult => ({
    outcome: 'dead',
    error,
    apply: (transaction) => {
      let refund = fresh(transaction, id)
      if (refund.status === 'unknown') {
        const reopened = stepRefund(transaction, refund, 'provenAbsent', {}, refundActor)
        if (reopened.ok) refund = reopened.refund
      }
      stepRefund(
        transaction,
        refund,
        'failed',
        { problem: { code: error.code, text: error.message } },
        refundActor,
      )
    },
  })
  const again = (error: PosError, apply?: OutboxResult['apply']): OutboxResult => ({
    outcome: 'again',
    error,
    ...(apply === undefined ? {} : { apply }),
  })
  const lost = (id: string, error: PosError): OutboxResult =>
    again(error, (transaction) => {
      stepRefund(transaction, fresh(transaction, id), 'answerLost', {}, refundActor)
    })

  /** A fee that the shop has agreed to; the quote it was shown, or a new one that costs no more. */
  const quoteFor = async (backend: SettlementBackend, refund: Refund, network: string): Promise<string> => {
    const { quote } = refund
    if (quote && !spentQuotes.has(quote.id) && quote.expiresAt - quoteMarginMs > clock.now()) return quote.id
    const { symbol: asset, target: address, decimals } = refund
    const next = await backend.quoteRefund({
      asset,
      network,
      address,
      amountMinor: toCustodyMinor(refund.amountMinor, decimals),
    })
    if (next.feeMinor > refund.feeMaxMinor)
      throw new PosError('refund.feeRose', 'Sending costs more now than was agreed to.')
    return next.id
  }
  /** What a try that was refused means where an earlier one may have been taken. */
  const judgeRefusal = async (
    backend: SettlementBackend,
    refund: Refund,
    error: PosError,
  ): Promise<OutboxResult> => {
    const found = await backend.findMovement(refund.refId)
    if (found) return done(refund.id, found)
    const isOld = clock.now() - refund.at > listLagMs
    return isOld ? fail(refund.id, error) : again(error)
  }
  const done = (id: string, movement: Parameters<typeof recordRefundWord>[2]): OutboxResult => ({
    outcome: 'done',
    apply: (transaction) => recordRefundWord(transaction, fresh(transaction, id), movement, log),
  })
  const sendOnce = async (
    backend: SettlementBackend,
    refund: Refund,
    network: string,
  ): Promise<OutboxResult> => {
    const { id, refId, symbol: asset, balanceAsset, target: address, decimals } = refund
    const quoteId = await quoteFor(backend, refund, network)
    const amountMinor = toCustodyMinor(refund.amountMinor, decimals)
    try {
      return done(
        id,
        await backend.sendRefund({ refId, asset, balanceAsset, network, address, amountMinor, quoteId }),
      )
    } catch (error) {
      if (isPosError(error, 'backend.quoteExpired')) spentQuotes.add(quoteId)
      throw error
    }
  }

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
      if (!refund || (refund.status !== 'reserved' && refund.status !== 'unknown'))
        return { outcome: 'done', apply: () => undefined }
      const backend = parts.backend()
      const network = backend?.networks.find(({ chain }) => chain === refund.chain)?.network
      if (!backend || network === undefined)
        return again(new PosError('backend.unavailable', 'No account is connected that can send this.'))
      const mayHaveLeft = wasTriedBefore || refund.status === 'unknown'
      try {
        if (mayHaveLeft) {
          const found = await backend.findMovement(refund.refId)
          if (found) return done(refund.id, found)
        } else {
          const { verdict } = await parts.checkAddress({
            saleId: refund.saleId,
            chain: refund.chain,
            text: refund.target,
          })
          if (verdict === 'refuse')
            return fail(
              refund.id,
              new PosError('refund.addressRefused', 'The address was refused before sending.'),
            )
          if (verdict === 'cannotTell')
            return again(new PosError('refund.addressUnknown', 'The address could not be checked.'))
        }
        return await sendOnce(backend, refund, network)
      } catch (error) {
        if (!isPosError(error)) throw error
        if (error.code === 'backend.outcomeUnknown') return lost(refund.id, error)
        const isRefusal = refusals.has(error.code) || error.code === 'refund.feeRose'
        if (isRefusal)
          return mayHaveLeft ? await judgeRefusal(backend, refund, error) : fail(refund.id, error)
        // Another record under this id: whatever it is, a person has to look, and nothing is sent or taken back.
        if (error.code === 'paxos.refIdConflict') return { outcome: 'dead', error }
        return again(error)
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
