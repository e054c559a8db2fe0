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

/** Whether somebody rang up another sale while the money for the first was on its way and not yet there. */
function isRungUpAgain(entries: readonly JournalEntry[], saleId: string): boolean {
  let isPaid = false
  for (const entry of entries) {
    if (entry.type === 'sale.opened' && entry.body.id !== saleId && !isPaid) return true
    if (entry.type === 'invoice.confirmed' && entry.body.saleId === saleId) isPaid = true
    if (entry.type === 'invoice.reverted' && entry.body.saleId === saleId) isPaid = false
  }
  return false
}

/**
 * What a cashier did on the till after the customer of a drill had sent money: cancelled the sale, or rang it up again.
 * The next customer's sale, once the first is paid, is no mistake.
 * @param entries of the drill ledger from the drill's start on, in order
 */
export function deedsOf(
  entries: readonly JournalEntry[],
  { drillId, saleId }: Readonly<{ drillId: string; saleId: string }>,
): readonly DrillDeed[] {
  const sentAt = entries.findIndex((entry) => isPaying(entry, drillId))
  if (sentAt === -1) return []
  const after = entries.slice(sentAt + 1)
  const isCancelled = after.some((entry) => entry.type === 'invoice.voided' && entry.body.saleId === saleId)
  return [
    ...(isCancelled ? (['cancelledWithMoney'] as const) : []),
    ...(isRungUpAgain(after, saleId) ? (['rangUpAgain'] as const) : []),
  ]
}
