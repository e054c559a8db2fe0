import { messageOf } from '../../shared/errors/pos-error.ts'
import { payingBackend, type PayingBackend, type PayoutDesk } from './payout-desk.ts'
import { recordBankWord } from './decide-bank.ts'
import { recordPayoutWord } from './record-payout-word.ts'
import { runSweeps } from './run-sweeps.ts'
import { recordRuleWord } from './send-rule.ts'

/** Follows what the till has asked the backend for, and does what is due. */
export type PayoutWatch = Readonly<{
  /** Looks at everything once, now. */
  step: () => Promise<void>
  /** Something changed: look soon. */
  wake: () => void
  stop: () => Promise<void>
}>

/** What is on its way is asked for this often; far below a tenth of what an account may ask. */
const busyMs = 5_000
/** Each payout is asked for alone: more of them are asked for less often, and the cost of an hour stays the same. */
const openPerRound = 8
const idleMs = 30_000
/** A review takes days. */
const reviewEveryMs = 60_000
const openMax = 100

async function followPayouts({ ledger, log }: PayoutDesk, backend: PayingBackend): Promise<void> {
  const open = ledger
    .listPayouts({ statuses: ['submitted', 'processing'], limit: openMax })
    .filter((payout) => payout.backend === backend.key)
  for (const { id, refId, asset } of open) {
    const word = await backend.payouts.findPayout({ refId, asset })
    if (!word) continue
    ledger.transact((transaction) => {
      const payout = transaction.findPayout(id)
      if (payout) recordPayoutWord(transaction, payout, word, log)
    })
  }
}

async function followBanks({ ledger }: PayoutDesk, { key, payouts }: PayingBackend): Promise<void> {
  const mine = ledger
    .listBanks(key)
    .filter(({ status, bankAccountId }) => status !== 'removed' && status !== 'declined' && bankAccountId)
  if (mine.length === 0) return
  const told = await payouts.listBanks()
  ledger.transact((transaction) => {
    for (const bank of mine) {
      const now = transaction.findBank(bank.id)
      const word = told.find(({ id }) => id === bank.bankAccountId)
      // One that the list does not show any more is not paid to.
      if (now)
        recordBankWord(transaction, now, word ?? { ...now, id: bank.bankAccountId ?? '', review: 'unknown' })
    }
  })
}

async function followRules({ ledger }: PayoutDesk, { key, payouts }: PayingBackend): Promise<void> {
  const mine = ledger
    .listRules(key)
    .filter(
      ({ kind, ruleId, status }) =>
        kind === 'address' && ruleId && (status === 'sending' || status === 'active'),
    )
  if (mine.length === 0) return
  const told = await payouts.listRules()
  ledger.transact((transaction) => {
    for (const rule of mine) {
      const now = transaction.findRule(rule.id)
      const word = told.find(({ id }) => id === rule.ruleId)
      if (now && word) recordRuleWord(transaction, now, word)
    }
  })
}

/** Opens the watch; it looks by itself until it is stopped. */
export function openPayoutWatch(
  desk: PayoutDesk,
  { nightly, isManual = false }: Readonly<{ nightly: () => Promise<void>; isManual?: boolean }>,
): PayoutWatch {
  const { ledger, clock, log } = desk
  let reviewedAt = 0
  let timer: NodeJS.Timeout | undefined
  let running: Promise<void> | undefined
  let isStopped = false

  /** One part that fails holds up no other. */
  const attempt = async (what: string, work: () => Promise<void>): Promise<void> => {
    try {
      await work()
    } catch (error) {
      log.warn('Payouts could not be followed', { what, problem: messageOf(error) })
    }
  }
  const lookOnce = async (): Promise<void> => {
    const backend = payingBackend(desk)
    if (!backend) return
    await attempt('payouts', () => followPayouts(desk, backend))
    if (isManual || Math.abs(clock.now() - reviewedAt) >= reviewEveryMs) {
      reviewedAt = clock.now()
      await attempt('banks', () => followBanks(desk, backend))
      await attempt('rules', () => followRules(desk, backend))
    }
    await attempt('sweeps', () => runSweeps(desk))
    await attempt('nightly check', nightly)
  }
  const step = (): Promise<void> => {
    running ??= lookOnce().finally(() => {
      running = undefined
    })
    return running
  }
  const pauseMs = (): number => {
    const open = ledger.listPayouts({ statuses: ['submitted', 'processing'], limit: openMax }).length
    return open === 0 ? idleMs : busyMs * Math.ceil(open / openPerRound)
  }
  const plan = (): void => {
    if (isStopped || isManual) return
    clearTimeout(timer)
    timer = setTimeout(() => void step().finally(plan), pauseMs())
  }
  const wake = (): void => {
    if (!isStopped && !isManual) void step().finally(plan)
  }
  const stopListening = ledger.onCommitted((entries) => {
    if (entries.some(({ type }) => type === 'payout.submitted' || type === 'rule.approved')) plan()
  })
  plan()
  return {
    step,
    wake,
    stop: async () => {
      isStopped = true
      clearTimeout(timer)
      stopListening()
      await running
    },
  }
}
