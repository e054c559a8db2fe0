import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Database } from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { openLedger } from '../../../electron/ledger/open-ledger.ts'
import type { Ledger } from '../../../electron/ledger/port.ts'
import { verifyFile } from '../../../electron/ledger/verify-file.ts'
import { makeSale } from './support/made-sale.ts'
import { openTestLedger, temporaryFolder, testOptions } from './support/test-ledger.ts'

function sell(ledger: Ledger, number: number): void {
  ledger.transact((transaction) => {
    for (const entry of makeSale(number).story) transaction.append(entry)
  })
}

describe('backup', () => {
  it('writes a proven copy that is one file and opens as a ledger', async () => {
    const ledger = openTestLedger()
    for (const number of [1, 2, 3]) sell(ledger, number)
    ledger.transact((transaction) => transaction.savePinHash('ada', 'scrypt'))
    const directory = join(temporaryFolder(), 'copies', 'practice')
    const file = join(directory, 'ledger.db')
    const { seq, hash } = ledger.head()
    const told = await ledger.backup(file)
    expect(told).toEqual({ entries: seq, newestHash: hash, bytes: statSync(file).size })
    expect(readdirSync(directory)).toEqual(['ledger.db'])
    expect(verifyFile(file)).toMatchObject({ ok: true, entries: seq })
    const copy = openLedger(testOptions(directory))
    expect(copy.findSale('sale_00000002')).toEqual(ledger.findSale('sale_00000002'))
    expect(copy.balances()).toEqual(ledger.balances())
    expect(copy.pinHash('ada')).toBe('scrypt')
    copy.close()
  })

  it('is whole and of one moment while selling goes on', async () => {
    const ledger = openTestLedger()
    for (let number = 1; number <= 400; number += 1) sell(ledger, number)
    const before = ledger.head().seq
    const file = join(temporaryFolder(), 'copy.db')
    let isDone = false
    let sold = 0
    const copying = ledger.backup(file).finally(() => (isDone = true))
    while (!isDone) {
      if (sold < 60) sell(ledger, ledger.nextSaleNumber())
      sold += 1
      await new Promise((resolve) => setImmediate(resolve))
    }
    const told = await copying
    expect(sold).toBeGreaterThan(1)
    expect(told.entries).toBeGreaterThanOrEqual(before)
    expect(told.entries).toBeLessThanOrEqual(ledger.head().seq)
    expect(verifyFile(file)).toMatchObject({ ok: true, entries: told.entries, newestHash: told.newestHash })
    expect(ledger.entriesAfter(told.entries - 1, 1)[0]?.hash).toBe(told.newestHash)
    expect(ledger.verify().ok).toBe(true)
  })

  it('replaces an older copy only once the new one is proven', async () => {
    const ledger = openTestLedger()
    const file = join(temporaryFolder(), 'copy.db')
    await ledger.backup(file)
    sell(ledger, 1)
    const { entries } = await ledger.backup(file)
    expect(verifyFile(file).entries).toBe(entries)
    expect(existsSync(`${file}.partial`)).toBe(false)
  })

  it('gives no file its name when the copy does not prove', async () => {
    let database: Database | undefined
    const ledger = openTestLedger({}, { onFileOpen: (opened) => (database = opened) })
    sell(ledger, 1)
    database?.exec("DROP TRIGGER journal_no_update; UPDATE journal SET actor = 'x' WHERE seq = 3")
    const directory = temporaryFolder()
    const file = join(directory, 'copy.db')
    writeFileSync(file, 'the copy before')
    await expect(ledger.backup(file)).rejects.toMatchObject({ code: 'backup.corrupt' })
    expect(readdirSync(directory)).toEqual(['copy.db'])
    expect(readFileSync(file, 'utf8')).toBe('the copy before')
  })

  it('fails where it may not write, and the ledger goes on', async () => {
    const ledger = openTestLedger()
    const blocked = join(temporaryFolder(), 'file')
    writeFileSync(blocked, '')
    await expect(ledger.backup(join(blocked, 'copy.db'))).rejects.toThrow(blocked)
    sell(ledger, 1)
    expect(ledger.verify().ok).toBe(true)
  })
})
