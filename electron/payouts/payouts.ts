import type { OutboxOwner } from '../outbox/outbox-handler.ts'
import { openBalanceChecks, type BalanceChecks } from '../reconciliation/check-balances.ts'
import { openBalances } from './balances.ts'
import { accountKey, type PayoutDesk } from './payout-desk.ts'
import { bankSender } from './send-bank.ts'
import { payoutSender } from './send-payout.ts'
import { ruleEnder, ruleMaker } from './send-rule.ts'
import { openPayoutWatch, type PayoutWatch } from './watch-payouts.ts'

/** Banks, payouts, standing orders and balances of a terminal. */
export type Payouts = Readonly<{
  desk: PayoutDesk
  checks: BalanceChecks
  watch: PayoutWatch
  /** What the outbox sends for them. */
  handlers: Readonly<
    Record<'payout.send' | 'bankAccount.create' | 'rule.create' | 'rule.delete', OutboxOwner>
  >
  stop: () => Promise<void>
}>

type Given = Omit<PayoutDesk, 'balances'> &
  Readonly<{
    /** Reads what the backend has said of movements until now into the ledger. */
    catchUp: () => Promise<void>
    /** Set in tests that step by hand. */
    isManual?: boolean
  }>

/** Opens payouts of a till; nothing is asked of a backend before the first step. */
export function openPayouts({ catchUp, isManual = false, ...given }: Given): Payouts {
  const { ledger, clock, ids, log, backend } = given
  const balances = openBalances({ ledger, clock, log, backend })
  const desk: PayoutDesk = { ...given, balances }
  const checks = openBalanceChecks({
    ledger,
    clock,
    ids,
    log,
    backend,
    accountKey: () => accountKey(desk),
    catchUp,
  })
  const watch = openPayoutWatch(desk, { nightly: checks.nightly, isManual })
  return {
    desk,
    checks,
    watch,
    handlers: {
      'payout.send': payoutSender(desk),
      'bankAccount.create': bankSender(desk),
      'rule.create': ruleMaker(desk),
      'rule.delete': ruleEnder(desk),
    },
    stop: async () => {
      balances.stop()
      await watch.stop()
    },
  }
}
