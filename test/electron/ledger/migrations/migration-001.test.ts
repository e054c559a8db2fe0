import { describe, expect, it } from 'vitest'
import { openLedger } from '../../../../electron/ledger/open-ledger.ts'
import { makeSale } from '../support/made-sale.ts'
import { openRaw } from '../support/raw-file.ts'
import { temporaryFolder, testOptions } from '../support/test-ledger.ts'

/** Copies the second entry under another number, with or without its key. */
function copyEntry(seq: string, key: 'key' | 'NULL', actor = 'actor', verb = 'INSERT'): string {
  return `${verb} INTO journal SELECT ${seq}, id, at, ${actor}, type, subject_kind, subject_id, ${key}, body, prev, hash
    FROM journal WHERE seq = 2`
}

describe('migration001', () => {
  const refused: readonly [string, string, string][] = [
    ['an entry cannot be changed', "UPDATE journal SET actor = 'x' WHERE seq = 2", 'append-only'],
    ['an entry cannot be removed', 'DELETE FROM journal WHERE seq = 9', 'append-only'],
    ['an entry cannot be replaced', copyEntry('2', 'key', "'x'", 'REPLACE'), 'the journal grows by one'],
    ['an entry cannot be put in front', copyEntry('0', 'NULL'), 'the journal grows by one'],
    ['an entry cannot leave a gap', copyEntry('99', 'NULL'), 'the journal grows by one'],
    [
      'an entry cannot push another out by its key',
      copyEntry('10', 'key', 'actor', 'REPLACE'),
      'append-only',
    ],
    ['a key cannot be used twice', copyEntry('10', 'key'), 'UNIQUE constraint failed: journal.key'],
    ['a posting cannot be changed', "UPDATE posting SET amount = '1'", 'never edited'],
    ['a posting cannot be removed', 'DELETE FROM posting', 'never edited'],
    [
      'a posting comes with its entry',
      "INSERT INTO posting VALUES (4, 9, 'sales', 'USD', '1')",
      'with its entry',
    ],
    ['a posting has an entry', "INSERT INTO posting VALUES (99, 0, 'sales', 'USD', '1')", 'with its entry'],
    ['a number is no text', "UPDATE sale SET seq = 'one'", 'cannot store TEXT value'],
    [
      'one log cannot pay two sales',
      "INSERT INTO payment SELECT 2, key, first_entry, entry, status, currency, tx_hash, payer, '[]', NULL FROM payment",
      'UNIQUE constraint failed: payment.tx_hash, payment.key',
    ],
    [
      'one address cannot serve two sales',
      'UPDATE sale SET address = (SELECT upper(address) FROM sale WHERE number = 1)',
      'UNIQUE constraint failed: sale.address',
    ],
  ]
  it.each(refused)('holds that %s', (_, sql, because) => {
    const directory = temporaryFolder()
    const ledger = openLedger(testOptions(directory))
    ledger.transact((transaction) => {
      const second = makeSale(2)
      for (const entry of [...makeSale(1).story, second.opened, second.invoiced]) transaction.append(entry)
    })
    ledger.close()
    const database = openRaw(directory)
    database.pragma('recursive_triggers = ON')
    expect(() => database.prepare(sql).run()).toThrow(because)
    database.close()
  })
})
