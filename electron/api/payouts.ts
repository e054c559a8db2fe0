import { expectedArrival } from '../../shared/domain/payout/bank-calendar.ts'
import { custodyOf } from '../../shared/domain/payout/payout-rule.ts'
import { formatCustody } from '../../shared/domain/settlement/asset.ts'
import type { Payout } from '../../shared/domain/payout/payout.ts'
import { reject } from '../../shared/errors/rejected.ts'
import { askFunding } from '../payouts/ask-funding.ts'
import { approvePayout, cancelPayout, freeOf, requestPayout, whyNotPaid } from '../payouts/decide-payout.ts'
import { approversOf, toBalancesView, toCheckView } from '../payouts/desk-views.ts'
import { linkReturn, returnCandidates, unexplainedDollars } from '../payouts/link-return.ts'
import { dollarText, toPayoutView, type PayoutView } from '../payouts/payout-view.ts'
import type { Payouts } from '../payouts/payouts.ts'
import type { PayoutDesk } from '../payouts/payout-desk.ts'
import { createLatest } from '../platform/latest.ts'
import { callerOf } from './caller.ts'
import type { ApiContext } from './context.ts'
import { answer, refuseWith } from './failure.ts'
import { followOrder } from './follow-order.ts'
import { os } from './middleware.ts'

/** What the api of payouts works with. */
export type PayoutParts = Readonly<{ payouts: Payouts }>

/** Who calls. */
export function personOf(context: ApiContext): Readonly<{ id: string; name: string }> {
  const { staffId, name } = callerOf(context)
  return { id: staffId, name }
}

const centMinor = 10n ** 16n

/** What a payout would come to now. */
function plan(
  desk: PayoutDesk,
  asked: Readonly<{ asset: string; bankId: string; dollarsMinor?: bigint | undefined }>,
  askerId: string,
) {
  const { ledger, clock } = desk
  const bank = ledger.findBank(asked.bankId)
  if (!bank) return refuseWith(reject('bank.notFound', {}))
  const freeDollarsMinor = (freeOf(desk, ledger, asked.asset) ?? 0n) / centMinor
  const dollarsMinor = asked.dollarsMinor ?? freeDollarsMinor
  const refused = whyNotPaid(desk, ledger, { asset: asked.asset, dollarsMinor }, bank)
  const { earliest, latest, isNextDay, holidays } = expectedArrival(bank, clock.now())
  return {
    dollarsMinor,
    amountText: dollarText(dollarsMinor),
    fromText: formatCustody(custodyOf({ dollarsMinor }), asked.asset),
    freeDollarsMinor,
    expected: { earliest, latest, isNextDay },
    holidays: [...holidays],
    ...(refused ? { problem: refused.code } : {}),
    approvers: approversOf(desk, askerId),
  }
}

/** Sending money of the account to the bank. */
export function payoutsApi({ payouts: { desk } }: PayoutParts) {
  const { ledger } = desk
  const view = (payout: Payout): PayoutView => toPayoutView(ledger, payout)
  const find = (payoutId: string): Payout =>
    ledger.findPayout(payoutId) ?? refuseWith(reject('payout.notFound', { payoutId }))
  return {
    plan: os.payouts.plan.handler(async ({ input, context }) => {
      await desk.balances.read()
      return plan(desk, input, callerOf(context).staffId)
    }),
    request: os.payouts.request.handler(async ({ input, context }) =>
      view(answer(await requestPayout(desk, { ...input, person: personOf(context) })).payout),
    ),
    approvers: os.payouts.approvers.handler(({ input }) => ({
      approvers: approversOf(desk, find(input.payoutId).requestedBy),
    })),
    approve: os.payouts.approve.handler(async ({ input }) =>
      view(answer(await approvePayout(desk, input)).payout),
    ),
    cancel: os.payouts.cancel.handler(({ input, context }) =>
      view(answer(cancelPayout(desk, { ...input, person: personOf(context) })).payout),
    ),
    get: os.payouts.get.handler(({ input }) => view(find(input.payoutId))),
    follow: os.payouts.follow.handler(async function* ({ input, signal }) {
      find(input.payoutId)
      yield* followOrder(ledger, 'payout', () => view(find(input.payoutId)), signal)
    }),
    list: os.payouts.list.handler(({ input: { statuses, before, limit } }) => {
      const rows = ledger.listPayouts({ statuses, before, limit: limit + 1 })
      const page = rows.slice(0, limit)
      const last = page.at(-1)
      return { payouts: page.map(view), ...(rows.length > limit && last ? { next: last.number } : {}) }
    }),
    returnCandidates: os.payouts.returnCandidates.handler(({ input }) => {
      const payout = find(input.payoutId)
      const moreMinor = unexplainedDollars(desk, payout.backend)
      return {
        movements: returnCandidates(ledger, payout).map(({ id, createdAt, totalMinor, memo }) => ({
          movementId: id,
          at: createdAt,
          amountText: formatCustody(totalMinor, 'USD'),
          memo: (memo ?? '').slice(0, 200),
        })),
        ...(moreMinor === 0n ? {} : { unexplainedText: formatCustody(moreMinor, 'USD') }),
      }
    }),
    linkReturn: os.payouts.linkReturn.handler(async ({ input, context }) =>
      view(answer(await linkReturn(desk, { ...input, person: personOf(context) })).payout),
    ),
  }
}

/** What is in the account, how it is filled, and whether the books agree. */
export function balancesApi({ payouts: { desk, checks } }: PayoutParts) {
  const { balances } = desk
  return {
    read: os.balances.read.handler(async ({ input }) => {
      if (input.fresh) await balances.read()
      return toBalancesView(desk)
    }),
    follow: os.balances.follow.handler(async function* ({ signal }) {
      const latest = createLatest<ReturnType<typeof toBalancesView>>()
      const stop = balances.onChanged(() => latest.push(toBalancesView(desk)))
      try {
        latest.push(toBalancesView(desk))
        void balances.read()
        yield* latest.follow(signal)
      } finally {
        stop()
      }
    }),
    funding: os.balances.funding.handler(async ({ input: { network, routing } }) => {
      const way = network === 'WIRE' ? ({ network, routing } as const) : ({ network } as const)
      const { funding, checkedAt } = answer(await askFunding(desk, way))
      return { memo: funding.memo, checkedAt, lines: [...funding.lines].slice(0, 20) }
    }),
    check: os.balances.check.handler(async () => {
      const found = await checks.check()
      return found ? toCheckView(found) : refuseWith(reject('payout.noBackend', {}))
    }),
    lastCheck: os.balances.lastCheck.handler(() => {
      const found = checks.last()
      return found ? { check: toCheckView(found) } : {}
    }),
  }
}
