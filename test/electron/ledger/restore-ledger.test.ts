import { copyFileSync, existsSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openLedger } from '../../../electron/ledger/open-ledger.ts'
import type { Ledger } from '../../../electron/ledger/port.ts'
import {
  environmentOfBackup,
  restoreLedger,
  type RestoreOptions,
} from '../../../electron/ledger/restore-ledger.ts'
import { verifyFile } from '../../../electron/ledger/verify-file.ts'
import { makeSale } from './support/made-sale.ts'
import { tamper } from './support/raw-file.ts'
import { temporaryFolder, testOptions } from './support/test-ledger.ts'

function sell(ledger: Ledger, count: number): void {
  for (let sold = 0; sold < count; sold += 1) {
    ledger.transact((transaction) => {
      const sale = makeSale(transaction.nextSaleNumber(), { addressIndex: transaction.nextAddressIndex() })
      for (const entry of sale.story) transaction.append(entry)
    })
  }
}

/** A ledger with five sales of which its backup has three. */
async function shop(): Promise<{ directory: string; backup: string; options: RestoreOptions }> {
  const directory = temporaryFolder()
  const backup = join(temporaryFolder(), 'backup.db')
  const options = testOptions(directory)
  const ledger = openLedger(options)
  sell(ledger, 3)
  await ledger.backup(backup)
  sell(ledger, 2)
  ledger.close()
  return { directory, backup, options: { ...options, from: backup } }
}

describe('restoreLedger', () => {
  it('puts the backup in the place of the ledger, keeps the replaced file and says so in the journal', async () => {
    const { directory, backup, options } = await shop()
    const before = readFileSync(join(directory, 'ledger.db'))
    const backupBefore = readFileSync(backup)
    const restored = await restoreLedger(options)
    expect(restored.knowsWhatWasUsed).toBe(true)
    expect(readFileSync(restored.setAside ?? '').equals(before)).toBe(true)
    expect(readFileSync(backup).equals(backupBefore)).toBe(true)
    expect(readdirSync(directory).toSorted()).toEqual(['backups', 'ledger.db', 'till.lock'])
    const ledger = openLedger(testOptions(directory))
    expect(ledger.head()).toMatchObject({ seq: restored.entries, hash: restored.newestHash })
    expect(ledger.entriesAfter(19, 5)).toMatchObject([
      { seq: 20, type: 'ledger.restored', body: { entries: 19, saleNumberMin: 6, addressIndexMin: 5 } },
    ])
    expect(ledger.listSales({ limit: 10 }).total).toBe(3)
    expect(ledger.verify().ok).toBe(true)
    ledger.close()
  })

  it('never uses a number or an address again that the replaced ledger had used', async () => {
    const { directory, options } = await shop()
    await restoreLedger(options)
    const ledger = openLedger(testOptions(directory))
    expect([ledger.nextSaleNumber(), ledger.nextAddressIndex()]).toEqual([6, 5])
    sell(ledger, 1)
    expect([ledger.nextSaleNumber(), ledger.nextAddressIndex()]).toEqual([7, 6])
    ledger.close()
  })

  it('finds what was used also in the write-ahead log of a till that was killed', async () => {
    const { directory, options } = await shop()
    const running = openLedger(testOptions(directory))
    sell(running, 4)
    const killed = temporaryFolder()
    for (const name of ['ledger.db', 'ledger.db-wal']) copyFileSync(join(directory, name), join(killed, name))
    running.close()
    const restored = await restoreLedger({ ...options, directory: killed })
    expect(existsSync(`${restored.setAside ?? ''}-wal`)).toBe(true)
    expect(verifyFile(restored.setAside ?? '')).toMatchObject({ ok: true, entries: 55 })
    const ledger = openLedger(testOptions(killed))
    expect(ledger.nextSaleNumber()).toBe(10)
    ledger.close()
  })

  it('makes a ledger where there was none', async () => {
    const { options } = await shop()
    const directory = join(temporaryFolder(), 'practice')
    const restored = await restoreLedger({ ...options, directory })
    expect(restored).toMatchObject({ entries: 20, knowsWhatWasUsed: true })
    expect(restored.setAside).toBeUndefined()
    expect(verifyFile(join(directory, 'ledger.db')).ok).toBe(true)
  })

  it('replaces a damaged ledger, keeps it as it is, and says that nothing is known of what it had used', async () => {
    const { directory, options } = await shop()
    const file = join(directory, 'ledger.db')
    writeFileSync(file, 'rubbish '.repeat(2_000))
    const restored = await restoreLedger(options)
    expect(restored.knowsWhatWasUsed).toBe(false)
    expect(readFileSync(restored.setAside ?? '', 'utf8')).toMatch(/^rubbish/)
    expect(verifyFile(file).ok).toBe(true)
  })

  it('refuses while a till holds the folder, and changes nothing', async () => {
    const { directory, options } = await shop()
    const till = openLedger(testOptions(directory))
    await expect(restoreLedger(options)).rejects.toMatchObject({ code: 'ledger.locked' })
    expect(till.listSales({ limit: 1 }).total).toBe(5)
    till.close()
    expect(existsSync(join(directory, 'backups'))).toBe(false)
  })

  it('refuses a backup that does not prove, before anything is touched', async () => {
    const { directory, backup, options } = await shop()
    const broken = temporaryFolder()
    copyFileSync(backup, join(broken, 'ledger.db'))
    tamper(broken, "UPDATE journal SET actor = 'x' WHERE seq = 4")
    const bytes = readFileSync(join(directory, 'ledger.db'))
    const restoring = restoreLedger({ ...options, from: join(broken, 'ledger.db') })
    await expect(restoring).rejects.toMatchObject({ code: 'backup.corrupt' })
    await expect(restoring).rejects.toThrow('entry 4 (payment.detected)')
    expect(readFileSync(join(directory, 'ledger.db')).equals(bytes)).toBe(true)
  })

  it('is run again when it was cut off before its last step: no till opens in between', async () => {
    const { directory, backup, options } = await shop()
    const file = join(directory, 'ledger.db')
    copyFileSync(backup, `${file}.restored`)
    renameSync(file, `${file}.gone`)
    expect(() => openLedger(testOptions(directory))).toThrow('A restore was cut off before its last step')
    await restoreLedger(options)
    openLedger(testOptions(directory)).close()
  })
})

describe('environmentOfBackup', () => {
  it('reads it from the first entry', async () => {
    const { backup } = await shop()
    expect(environmentOfBackup(backup)).toBe('practice')
  })

  it('refuses a file that is no backup', () => {
    const file = join(temporaryFolder(), 'x.db')
    writeFileSync(file, 'text')
    expect(() => environmentOfBackup(file)).toThrow('cannot be read')
  })
})
