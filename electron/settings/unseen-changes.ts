import type { JournalEntry } from '../../shared/domain/ledger/journal-entry.ts'
import type { SettingsSection } from '../../shared/domain/settings/settings.ts'
import type { Ledger } from '../ledger/port.ts'

/** The newest change that an owner has looked at. */
const seenKey = 'owner.changesSeen'
const changesMax = 100
const scanMax = 5_000

/** One change an owner should know of. */
export type SensitiveChange = Readonly<{ seq: number; at: number; actor: string; what: string }>

const sensitiveSections: ReadonlySet<SettingsSection> = new Set([
  'backend',
  'settlement',
  'chains',
  'releaseRules',
  'exposureCaps',
  'tolerances',
  'rates',
  'refunds',
  'payouts',
])

/** What the set-up itself wrote is no change of anything: whoever set the till up saw it. */
function isSensitive(entry: JournalEntry): boolean {
  if (entry.actor === 'setup') return false
  if (entry.type === 'settings.changed') return sensitiveSections.has(entry.body.section)
  return (
    entry.type === 'staff.added' ||
    entry.type === 'staff.changed' ||
    entry.type === 'staff.pinChanged' ||
    entry.type === 'staff.lockedOut' ||
    entry.type === 'bank.added' ||
    entry.type === 'bank.approved' ||
    entry.type === 'bank.changedOutside' ||
    entry.type === 'rule.added' ||
    entry.type === 'rule.approved'
  )
}

function describe(entry: JournalEntry): string {
  if (entry.type === 'settings.changed') return `settings.${entry.body.section}`
  if (entry.type === 'staff.added' || entry.type === 'staff.changed')
    return `${entry.type}:${entry.body.name}`
  if (entry.type === 'bank.added' || entry.type === 'rule.added') return `${entry.type}:${entry.body.name}`
  if (
    entry.type === 'bank.approved' ||
    entry.type === 'bank.changedOutside' ||
    entry.type === 'rule.approved'
  )
    return `${entry.type}:${entry.body.text}`
  return entry.type
}

function lastSeen(ledger: Ledger): number {
  return Number(ledger.findNote(seenKey) ?? '0')
}

/** Changes of receive addresses, networks, release rules and staff since an owner last looked, oldest first, at most 100. */
export function listUnseenChanges(ledger: Ledger): SensitiveChange[] {
  const names = new Map(ledger.staff().map((member) => [member.id, member.name]))
  return ledger
    .entriesAbout(['settings', 'staff'], lastSeen(ledger), scanMax)
    .filter(isSensitive)
    .slice(0, changesMax)
    .map((entry) => ({
      seq: entry.seq,
      at: entry.at,
      actor: names.get(entry.actor) ?? entry.actor,
      what: describe(entry),
    }))
}

/** How many such changes there are, at most 100. */
export function countUnseenChanges(ledger: Ledger): number {
  return listUnseenChanges(ledger).length
}

/** An owner has looked at everything up to an entry; the mark never goes back. */
export function markChangesSeen(ledger: Ledger, seq: number): number {
  const seen = Math.min(Math.max(lastSeen(ledger), seq), ledger.head().seq)
  ledger.transact((transaction) => transaction.saveNote(seenKey, String(seen)))
  return seen
}
