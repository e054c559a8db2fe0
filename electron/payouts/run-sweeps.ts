import { formatBankName } from '../../shared/domain/payout/bank-account.ts'
import {
  lastDueAt,
  sweepDollars,
  type PayoutRule,
  type SweepOutcome,
} from '../../shared/domain/payout/payout-rule.ts'
import type { LedgerTransaction } from '../ledger/port.ts'
import { freeOf, promisePayout, toRequest, whyNotPaid } from './decide-payout.ts'
import { accountKey, type PayoutDesk } from './payout-desk.ts'
import { stepRule } from './step-rule.ts'

/** Nothing is swept by an older word on the balance. */
const freshMs = 60_000

type SweepRule = PayoutRule & Readonly<{ kind: 'sweep' }>

/** The key of one run: there is one for each moment at which a rule is due, ever, whoever looks and however often. */
function runKey(ruleId: string, dueAt: number): string {
  return `sweep:${ruleId}:${dueAt}`
}

function isSweep(rule: PayoutRule): rule is SweepRule {
  return rule.kind === 'sweep' && rule.status === 'active'
}

/** The moment for which a rule has to run now; nothing where it ran, or was not agreed to yet. */
function dueOf(
  reader: Pick<LedgerTransaction, 'findByKey'>,
  rule: SweepRule,
  now: number,
): number | undefined {
  const dueAt = lastDueAt(rule.when, now)
  const isOld = dueAt <= (rule.approvedAt ?? now) || dueAt <= (rule.lastRun?.dueAt ?? 0)
  return isOld || reader.findByKey(runKey(rule.id, dueAt)) ? undefined : dueAt
}

/** Asks for the payout of a run, agrees to it in the name of who agreed to the rule, and queues it. */
function payOut(
  desk: PayoutDesk,
  transaction: LedgerTransaction,
  rule: SweepRule,
  { dueAt, dollarsMinor }: Readonly<{ dueAt: number; dollarsMinor: bigint }>,
): string | undefined {
  const bank = transaction.findBank(rule.bankId)
  const wish = { asset: rule.asset, bankId: rule.bankId, dollarsMinor, note: rule.name }
  if (whyNotPaid(desk, transaction, wish, bank) || !bank) return undefined
  const asker = { id: rule.requestedBy, name: rule.requestedByName, rule: { id: rule.id, dueAt } }
  const body = toRequest(desk, transaction, wish, bank, asker)
  transaction.append({
    type: 'payout.requested',
    subject: { kind: 'account', id: bank.backend },
    body,
    actor: 'till',
    key: `payout.${runKey(rule.id, dueAt)}`,
  })
  const payout = transaction.findPayout(body.id)
  const approver = { id: rule.approvedBy ?? rule.requestedBy, name: rule.approvedByName ?? '' }
  const promised = payout && promisePayout(transaction, payout, approver, desk.clock.now())
  return promised?.ok === true ? body.id : undefined
}

function run(desk: PayoutDesk, transaction: LedgerTransaction, ruleId: string): void {
  const rule = transaction.findRule(ruleId)
  if (!rule || !isSweep(rule)) return
  const dueAt = dueOf(transaction, rule, desk.clock.now())
  // One that looks at an amount would send the same money twice while the first payout is on its way.
  if (dueAt === undefined || transaction.hasOpenPayoutOf(rule.id)) return
  const freeMinor = freeOf(desk, transaction, rule.asset)
  if (freeMinor === undefined) return
  const dollarsMinor = sweepDollars(rule, freeMinor)
  const payoutId = dollarsMinor > 0n ? payOut(desk, transaction, rule, { dueAt, dollarsMinor }) : undefined
  const refused: SweepOutcome = dollarsMinor > 0n ? 'notAllowed' : 'nothingToSend'
  // A rule above an amount looks every hour, and says only when it did something.
  if (rule.when.kind === 'above' && payoutId === undefined) return
  const lastRun =
    payoutId === undefined ? { dueAt, outcome: refused } : { dueAt, outcome: 'paid' as const, payoutId }
  const key = runKey(rule.id, dueAt)
  stepRule(transaction, rule, { type: 'rule.ran', news: { lastRun }, key }, 'till')
}

/**
 * Runs every sweep that is due, each moment once and for ever: the run and its payout are one transaction under one key, so that
 * neither a restart nor a second look makes another. Without a fresh word on the balance nothing runs; it is looked at again.
 */
export async function runSweeps(desk: PayoutDesk): Promise<void> {
  const { ledger, clock, balances, log } = desk
  const due = ledger
    .listRules(accountKey(desk))
    .filter(isSweep)
    .filter((rule) => dueOf(ledger, rule, clock.now()) !== undefined)
  if (due.length === 0) return
  const reading = await balances.read()
  const isOld = reading.readAt === undefined || Math.abs(clock.now() - reading.readAt) > freshMs
  if (reading.problem !== undefined || isOld) return
  for (const { id, bankId } of due) {
    ledger.transact((transaction) => run(desk, transaction, id))
    const bank = ledger.findBank(bankId)
    log.info('A sweep was looked at', { rule: id, bank: bank ? formatBankName(bank) : bankId })
  }
}
