import type { BankAccount, BankProgress } from '../../../shared/domain/payout/bank-account.ts'
import type { Payout, PayoutProgress } from '../../../shared/domain/payout/payout.ts'
import type { PayoutRule, RuleProgress } from '../../../shared/domain/payout/payout-rule.ts'
import { decodeBody } from '../entry-codec.ts'
import type { LedgerReader } from '../port.ts'
import type { Store } from '../store.ts'
import { bodyAt } from './body-at.ts'
import { findStoredEntry } from './journal-reads.ts'

type Row = Readonly<{ entry: number; step_entry: number; progress: string }>

const columns = 'entry, step_entry, progress'

function newestOf(store: Store, { step_entry }: Row): Readonly<{ at: number; seq: number }> {
  return { at: findStoredEntry(store, step_entry)?.at ?? 0, seq: step_entry }
}

// Each column of progress holds what the projections wrote.

function toPayout(store: Store, row: Row): Payout {
  const request = bodyAt(store, row.entry, 'payout.requested')
  return { ...request, ...(decodeBody(row.progress) as PayoutProgress), ...newestOf(store, row) }
}

function toBank(store: Store, row: Row): BankAccount {
  const request = bodyAt(store, row.entry, 'bank.added')
  return { ...request, ...(decodeBody(row.progress) as BankProgress), ...newestOf(store, row) }
}

function toRule(store: Store, row: Row): PayoutRule {
  const request = bodyAt(store, row.entry, 'rule.added')
  return { ...request, ...(decodeBody(row.progress) as RuleProgress), ...newestOf(store, row) }
}

type PayoutReads = Pick<
  LedgerReader,
  | 'findPayout'
  | 'findPayoutByRef'
  | 'findPayoutByTransfer'
  | 'findPayoutByMemo'
  | 'listPayouts'
  | 'nextPayoutNumber'
  | 'hasOpenPayoutOf'
  | 'findBank'
  | 'listBanks'
  | 'findRule'
  | 'listRules'
>

/** Reads of payouts, bank accounts and standing orders. */
export function payoutReads(store: Store): PayoutReads {
  const findBy = (condition: string, value: string): Payout | undefined => {
    const row = store.find<Row>(`SELECT ${columns} FROM payout WHERE ${condition}`, [value])
    return row && toPayout(store, row)
  }
  const listOf = (table: 'bank_account' | 'payout_rule', backend: string): readonly Row[] =>
    store.list<Row>(`SELECT ${columns} FROM ${table} WHERE backend = ? ORDER BY entry`, [backend])
  const findOf = (table: 'bank_account' | 'payout_rule', id: string): Row | undefined =>
    store.find<Row>(`SELECT ${columns} FROM ${table} WHERE id = ?`, [id])
  return {
    findPayout: (id) => findBy('id = ?', id),
    findPayoutByRef: (refId) => findBy('ref_id = ?', refId),
    findPayoutByTransfer: (transferId) =>
      findBy('id = (SELECT payout_id FROM payout_transfer WHERE transfer_id = ?)', transferId),
    findPayoutByMemo: (memo) => findBy('memo = ?', memo),
    listPayouts: ({ statuses, before = Number.MAX_SAFE_INTEGER, limit }) =>
      store
        .list<Row>(
          `SELECT ${columns} FROM payout
           WHERE number < ?1 AND (?2 IS NULL OR status IN (SELECT value FROM json_each(?2)))
           ORDER BY number DESC LIMIT ?3`,
          [before, statuses === undefined ? null : JSON.stringify(statuses), limit],
        )
        .map((row) => toPayout(store, row)),
    nextPayoutNumber: () =>
      (store.find<{ number: number | null }>('SELECT max(number) AS number FROM payout')?.number ?? 0) + 1,
    hasOpenPayoutOf: (ruleId) =>
      store.find(
        `SELECT 1 FROM payout WHERE rule_id = ?
         AND status IN ('requested', 'approved', 'unknown', 'submitted', 'processing') LIMIT 1`,
        [ruleId],
      ) !== undefined,
    findBank: (id) => {
      const row = findOf('bank_account', id)
      return row && toBank(store, row)
    },
    listBanks: (backend) => listOf('bank_account', backend).map((row) => toBank(store, row)),
    findRule: (id) => {
      const row = findOf('payout_rule', id)
      return row && toRule(store, row)
    },
    listRules: (backend) => listOf('payout_rule', backend).map((row) => toRule(store, row)),
  }
}
