import { describe, expect, it } from 'vitest'
import { openLedger } from '../../../../electron/ledger/open-ledger.ts'
import { makeSale } from '../support/made-sale.ts'
import { openRaw } from '../support/raw-file.ts'
import { temporaryFolder, testOptions } from '../support/test-ledger.ts'

describe('migration001', () => {
  const refused: readonly [string, string][] = [
    ['an entry cannot be changed', "UPDATE journal SET actor = 'nobody' WHERE seq = 2"],
    ['an entry cannot be removed', 'DELETE FROM journal WHERE seq = 7'],
    [
      'an entry cannot be replaced',
      "REPLACE INTO journal SELECT seq, id, at, 'x', type, subject_kind, subject_id, key, body, prev, hash FROM journal WHERE seq = 2",
    ],
    [
      'an entry cannot be put in front',
      'INSERT INTO journal SELECT 0, id, at, actor, type, subject_kind, subject_id, NULL, body, prev, hash FROM journal WHERE seq = 2',
    ],
    [
      'an entry cannot leave a gap',
      'INSERT INTO journal SELECT 99, id, at, actor, type, subject_kind, subject_id, NULL, body, prev, hash FROM journal WHERE seq = 2',
    ],
    [
      'a key cannot be used twice',
      'INSERT INTO journal SELECT 8, id, at, actor, type, subject_kind, subject_id, key, body, prev, hash FROM journal WHERE seq = 2',
    ],
    ['a posting cannot be changed', "UPDATE posting SET amount = '1'"],
    ['a posting cannot be removed', 'DELETE FROM posting'],
    ['a posting cannot be added to an older entry', "INSERT INTO posting VALUES (4, 9, 'sales', 'USD', '1')"],
    ['a posting cannot stand without its entry', "INSERT INTO posting VALUES (99, 0, 'sales', 'USD', '1')"],
    ['a number cannot be stored where text belongs', "UPDATE sale SET number = 'one'"],
    [
      'one log cannot pay two sales',
      'INSERT INTO payment SELECT 2, key, first_entry, entry, status, currency, tx_hash, payer FROM payment',
    ],
    [
      'one address cannot serve two sales',
      'UPDATE sale SET address = (SELECT upper(address) FROM sale WHERE number = 1)',
    ],
  ]
  it.each(refused)('holds that %s', (_, sql) => {
    const directory = temporaryFolder()
    const ledger = openLedger(testOptions(directory))
    ledger.transact((transaction) => {
      for (const entry of makeSale(1).story) transaction.append(entry)
      const second = makeSale(2)
      transaction.append(second.opened)
      transaction.append(second.invoiced)
    })
    ledger.close()
    const database = openRaw(directory)
    database.pragma('recursive_triggers = ON')
    expect(() => database.prepare(sql.replace(/SELECT 8,/, 'SELECT 10,')).run()).toThrow()
    database.close()
  })
})
