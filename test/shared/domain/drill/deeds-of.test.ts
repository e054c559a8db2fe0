import { describe, expect, it } from 'vitest'
import { deedsOf } from '../../../../shared/domain/drill/deeds-of.ts'
import type { DrillAct, DrillDeed } from '../../../../shared/domain/drill/drill.ts'
import type { JournalEntry } from '../../../../shared/domain/ledger/journal-entry.ts'

/** As much of an entry as is looked at. */
function entry(type: JournalEntry['type'], body: object): JournalEntry {
  // The rest of an entry plays no part in what is judged.
  return { type, body } as JournalEntry
}

const played = (act: DrillAct, drillId = 'now'): JournalEntry => entry('drill.played', { drillId, act })
const voided = (saleId: string): JournalEntry => entry('invoice.voided', { saleId })
const opened = (id: string): JournalEntry => entry('sale.opened', { id })
const paid = entry('invoice.confirmed', { saleId: 'sale' })
const reverted = entry('invoice.reverted', { saleId: 'sale' })

const rows: readonly (readonly [string, readonly JournalEntry[], readonly DrillDeed[]])[] = [
  ['nothing happened', [opened('sale')], []],
  ['cancelled before the customer sent anything', [opened('sale'), voided('sale'), played('payExact')], []],
  ['cancelled afterwards', [opened('sale'), played('payExact'), voided('sale')], ['cancelledWithMoney']],
  ['another sale is cancelled', [opened('sale'), played('payExact'), voided('other')], []],
  ['rung up again', [opened('sale'), played('payLess'), opened('again')], ['rangUpAgain']],
  ['rung up again before anything was sent', [opened('sale'), opened('again'), played('payLess')], []],
  ['the next customer comes', [opened('sale'), played('payExact'), paid, opened('next')], []],
  [
    'rung up again after the payment was taken back',
    [opened('sale'), played('payExact'), paid, reverted, opened('again')],
    ['rangUpAgain'],
  ],
  ['the node went down and nobody paid', [opened('sale'), played('nodeDown'), voided('sale')], []],
  ['an earlier drill paid', [opened('sale'), played('payExact', 'before'), voided('sale')], []],
  [
    'both',
    [opened('sale'), played('payTwice'), opened('again'), voided('sale')],
    ['cancelledWithMoney', 'rangUpAgain'],
  ],
]

describe('deedsOf', () => {
  it.each(rows)('%s', (_, entries, expected) => {
    expect(deedsOf(entries, { drillId: 'now', saleId: 'sale' })).toEqual(expected)
  })
})
