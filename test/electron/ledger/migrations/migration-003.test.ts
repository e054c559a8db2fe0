import { describe, expect, it } from 'vitest'
import { migrations } from '../../../../electron/ledger/migrations/migrations.ts'
import { openLedger } from '../../../../electron/ledger/open-ledger.ts'
import type { Ledger } from '../../../../electron/ledger/port.ts'
import { caseEntries } from '../support/case-history.ts'
import { makeSale, type MadeSale } from '../support/made-sale.ts'
import { openRaw } from '../support/raw-file.ts'
import { temporaryFolder, testOptions } from '../support/test-ledger.ts'

/** A closed ledger of version 2 with a sale that was paid. */
function ledgerOfVersion2(made: MadeSale): string {
  const directory = temporaryFolder()
  const ledger = openLedger(testOptions(directory))
  ledger.transact((transaction) => {
    for (const entry of made.story) transaction.append(entry)
  })
  ledger.close()
  const database = openRaw(directory)
  database.exec('DROP TABLE arrival; DROP TABLE case_file')
  database.pragma('user_version = 2')
  database.close()
  return directory
}

function append(ledger: Ledger, ...entries: ReturnType<typeof caseEntries>): void {
  ledger.transact((transaction) => {
    for (const entry of entries) transaction.append(entry)
  })
}

describe('migration003', () => {
  it('gives a ledger of the version before room for arrivals and cases, and changes nothing else', () => {
    const made = makeSale(1)
    const directory = ledgerOfVersion2(made)
    const ledger = openLedger(testOptions(directory), { migrations: migrations.slice(0, 3) })
    expect(ledger.findSale(made.sale.id)?.invoice.status).toBe('confirmed')
    expect(ledger.arrivalsOf(made.sale.id)).toEqual([])
    expect(ledger.countCases({ status: 'open' })).toBe(0)
    append(ledger, ...caseEntries(made, 'arrival', 0), ...caseEntries(made, 'case', 0))
    expect(ledger.arrivalsOf(made.sale.id)).toHaveLength(1)
    expect(ledger.casesOf(made.sale.id)).toMatchObject([{ kind: 'underpaid', status: 'open' }])
    expect(ledger.verify()).toMatchObject({ ok: true })
    ledger.close()
  })

  it('holds that a sale has one case of a kind', () => {
    const made = makeSale(1)
    const directory = ledgerOfVersion2(made)
    const ledger = openLedger(testOptions(directory), { migrations: migrations.slice(0, 3) })
    append(ledger, ...caseEntries(made, 'case', 0))
    ledger.close()
    const database = openRaw(directory)
    const again =
      "INSERT INTO case_file SELECT 'other', kind, sale_id, sale_number, status, entry, NULL, NULL, NULL, things, seq FROM case_file"
    expect(() => database.prepare(again).run()).toThrow(
      'UNIQUE constraint failed: case_file.sale_id, case_file.kind',
    )
    database.close()
  })
})
