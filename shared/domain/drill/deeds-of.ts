import type { JournalEntry } from '../ledger/journal-entry.ts'
import type { DrillAct, DrillDeed } from './drill.ts'

const payingActs: readonly DrillAct[] = [
  'payExact',
  'payLess',
  'payTwice',
  'payUnlisted',
  'payCounterfeit',
  'payOtherChain',
]

function isPaying(entry: JournalEntry, drillId: string): boolean {
  return (
    entry.type === 'drill.played' && entry.body.drillId === drillId && payingActs.includes(entry.body.act)
  )
}

/**
 * What a cashier did on the till after the customer of a drill had sent money: cancelled the sale, or rang it up again.
 * @param entries of the drill ledger from the drill's start on, in order
 */
export function deedsOf(
  entries: readonly JournalEntry[],
  drill: Readonly<{ drillId: string; saleId: string }>,
): readonly DrillDeed[] {
  const sentAt = entries.findIndex((entry) => isPaying(entry, drill.drillId))
  if (sentAt === -1) return []
  const after = entries.slice(sentAt + 1)
  const deeds: DrillDeed[] = []
  if (after.some((entry) => entry.type === 'invoice.voided' && entry.body.saleId === drill.saleId))
    deeds.push('cancelledWithMoney')
  if (after.some((entry) => entry.type === 'sale.opened' && entry.body.id !== drill.saleId))
    deeds.push('rangUpAgain')
  return deeds
}
