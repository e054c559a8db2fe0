import { isAddress, getAddress } from 'viem/utils'
import { formatMoney } from '../../shared/domain/money/format-money.ts'
import type { SaleRefundWish } from '../refunds/plan-sale-refund.ts'
import { formatCustody } from '../../shared/domain/settlement/asset.ts'
import type { Refund } from '../../shared/domain/refund/refund.ts'
import { reject } from '../../shared/errors/rejected.ts'
import {
  approveRefund,
  cancelRefund,
  declineRefund,
  findRequested,
  requestRefund,
} from '../refunds/decide-refund.ts'
import { loadRefundFacts } from '../refunds/load-refund-facts.ts'
import { planSaleRefund } from '../refunds/plan-sale-refund.ts'
import { preparedMs, type PreparedRefund } from '../refunds/prepare-refund.ts'
import { toRefundDesk } from '../refunds/refund-desk-view.ts'
import { senderName, toRefundView, type RefundView } from '../refunds/refund-view.ts'
import type { TerminalParts } from '../terminal-parts.ts'
import { callerOf } from './caller.ts'
import type { ApiContext } from './context.ts'
import { answer, refuseWith } from './failure.ts'
import { followOrder } from './follow-order.ts'
import { os } from './middleware.ts'

function personOf(context: ApiContext): { id: string; name: string } {
  const { staffId, name } = callerOf(context)
  return { id: staffId, name }
}

/** What was prepared, as the screen shows it. */
function toPreparedView({ settings, clock }: TerminalParts, prepared: PreparedRefund, typed: string) {
  const { id, planned, judgement, quote, float, needsReceiver, preparedAt, target } = prepared
  const { parts, token, symbol, decimals, amountMinor, valueMinor, chain, backend } = planned
  const known = settings.current().chains.chains.find(({ key }) => key === chain)
  const shown = target ?? (isAddress(typed, { strict: false }) ? getAddress(typed) : undefined)
  return {
    preparedId: id,
    now: clock.now(),
    validUntil: preparedAt + preparedMs,
    parts,
    token,
    symbol,
    decimals,
    chainName: known?.name ?? chain,
    amountMinor,
    amountText: formatMoney(amountMinor, { currency: token, scale: decimals }),
    valueMinor,
    backend,
    backendName: senderName(backend),
    ...(shown === undefined ? {} : { target: shown }),
    verdict: judgement.verdict,
    problems: [...judgement.problems].slice(0, 20),
    needsReceiver,
    ...(quote ? { fee: { text: formatCustody(quote.feeMinor, symbol), expiresAt: quote.expiresAt } } : {}),
    ...(float
      ? {
          float: {
            asset: float.asset,
            availableText: formatCustody(float.availableMinor, float.asset),
            neededText: formatCustody(float.neededMinor, float.asset),
            isEnough: float.availableMinor >= float.neededMinor,
            isFresh: float.isFresh,
          },
        }
      : {}),
  }
}

/** The steps in which a refund is asked for and decided. */
function decisionsApi({ refunds, settings }: TerminalParts, view: (refund: Refund) => RefundView) {
  const { till, prepared } = refunds
  return {
    prepare: (terminal: TerminalParts) =>
      os.refunds.prepare.handler(async ({ input }) => {
        const { prepared: made } = answer(await prepared.prepare(input))
        return toPreparedView(terminal, made, input.address)
      }),
    nameReceiver: os.refunds.nameReceiver.handler(async ({ input }) => {
      answer(await prepared.nameReceiver(input.preparedId, input.receiver))
      return { saved: true }
    }),
    request: os.refunds.request.handler(({ input, context }) => {
      const repeated = findRequested(till.ledger, input.key)
      if (repeated) return view(repeated)
      const wanted = prepared.find(input.preparedId) ?? refuseWith(reject('refund.notPrepared'))
      return view(answer(requestRefund(till, wanted, { ...input, person: personOf(context) })).refund)
    }),
    approve: os.refunds.approve.handler(async ({ input }) =>
      view(answer(await approveRefund(till, input)).refund),
    ),
    decline: os.refunds.decline.handler(({ input, context }) =>
      view(answer(declineRefund(till, { ...input, person: personOf(context) })).refund),
    ),
    cancel: os.refunds.cancel.handler(({ input, context }) =>
      view(answer(cancelRefund(till, { ...input, person: personOf(context) })).refund),
    ),
    askCustomer: os.refunds.askCustomer.handler(({ input }) => {
      const { tokens, chains } = settings.current().chains
      const token = tokens.find(({ currency }) => currency === input.token)
      if (!token || !isAddress(input.address, { strict: false }))
        return refuseWith(reject('refund.addressRefused'))
      return refunds.questions.ask({
        saleId: input.saleId,
        address: getAddress(input.address),
        amountText: formatMoney(input.amountMinor, { currency: token.currency, scale: token.decimals }),
        chainName: chains.find(({ key }) => key === token.chain)?.name ?? token.chain,
      })
    }),
    followAnswer: os.refunds.followAnswer.handler(async function* ({ input, signal }) {
      yield* refunds.questions.follow(input.askId, signal)
    }),
    takeBackQuestion: os.refunds.takeBackQuestion.handler(({ input }) =>
      refunds.questions.takeBack(input.askId),
    ),
  }
}

/** Giving money back. */
export function refundsApi(terminal: TerminalParts) {
  const { ledger, settings, refunds } = terminal
  const view = (refund: Refund): RefundView => toRefundView(ledger, settings.current(), refund)
  const find = (refundId: string): RefundView => {
    const refund = ledger.findRefund(refundId)
    return refund ? view(refund) : refuseWith(reject('refund.notFound', { refundId }))
  }
  const { prepare, ...decisions } = decisionsApi(terminal, view)
  return {
    ...decisions,
    prepare: prepare(terminal),
    desk: os.refunds.desk.handler(({ input }) => {
      const { loaded } = answer(loadRefundFacts(ledger, input.saleId))
      return toRefundDesk(ledger, settings.current(), loaded, refunds.backendKey())
    }),
    plan: os.refunds.plan.handler(({ input }) => {
      const { loaded } = answer(loadRefundFacts(ledger, input.saleId))
      const wish: SaleRefundWish = input.wish
      const { planned } = answer(
        planSaleRefund(settings.current(), loaded, wish, input.token, refunds.backendKey()),
      )
      const { parts, amountMinor, valueMinor, decimals, symbol, token } = planned
      const amountText = formatMoney(amountMinor, { currency: token, scale: decimals })
      return { parts, amountMinor, amountText, valueMinor, decimals, symbol }
    }),
    get: os.refunds.get.handler(({ input }) => find(input.refundId)),
    follow: os.refunds.follow.handler(async function* ({ input, signal }) {
      find(input.refundId)
      yield* followOrder(ledger, 'refund', () => find(input.refundId), signal)
    }),
    list: os.refunds.list.handler(({ input: { statuses, before, limit } }) => {
      const rows = ledger.listRefunds({ statuses, before, limit: limit + 1 })
      const page = rows.slice(0, limit)
      const last = page.at(-1)
      return {
        refunds: page.map(view),
        ...(rows.length > limit && last ? { next: last.number } : {}),
      }
    }),
  }
}
