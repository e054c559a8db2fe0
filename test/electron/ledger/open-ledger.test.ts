import { copyFileSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Database } from 'better-sqlite3'
import Sqlite from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { openLedger, type LedgerOptions } from '../../../electron/ledger/open-ledger.ts'
import type { Ledger } from '../../../electron/ledger/port.ts'
import { isPosError, type PosError } from '../../../shared/errors/pos-error.ts'
import { makeSale } from './support/made-sale.ts'
import { tamper } from './support/raw-file.ts'
import { noon, openTestLedger, temporaryFolder, testClock, testOptions } from './support/test-ledger.ts'

function refusal(options: LedgerOptions): PosError {
  try {
    openLedger(options).close()
  } catch (error) {
    if (isPosError(error)) return error
    throw error
  }
  throw new Error('The ledger opened')
}

function sell(ledger: Ledger, number: number): void {
  ledger.transact((transaction) => {
    for (const entry of makeSale(number).story) transaction.append(entry)
  })
}

function ledgerWithSales(count: number): string {
  const directory = temporaryFolder()
  const ledger = openLedger(testOptions(directory))
  for (let number = 1; number <= count; number += 1) sell(ledger, number)
  ledger.close()
  return directory
}

describe('openLedger', () => {
  it('makes a ledger whose first entry says whose it is', () => {
    const ledger = openTestLedger({ product: 'Stablepoint 9' })
    expect(ledger.entriesAfter(0, 10)).toMatchObject([
      {
        seq: 1,
        at: noon,
        prev: '',
        type: 'ledger.opened',
        subject: { kind: 'ledger', id: 'practice' },
        body: { environment: 'practice', product: 'Stablepoint 9' },
      },
    ])
  })

  it('finds everything again after it was closed', () => {
    const directory = temporaryFolder()
    const options = testOptions(join(directory, 'deep', 'practice'))
    const ledger = openLedger(options)
    sell(ledger, 1)
    ledger.transact((transaction) => {
      transaction.savePinHash('ada', 'scrypt')
      transaction.saveNote('seen', '7')
    })
    const before = [ledger.head(), ledger.findSale('sale_00000001'), ledger.balances()]
    ledger.close()
    ledger.close()
    const again = openLedger(options)
    expect([again.head(), again.findSale('sale_00000001'), again.balances()]).toEqual(before)
    expect([again.pinHash('ada'), again.findNote('seen')]).toEqual(['scrypt', '7'])
    again.close()
  })

  it('keeps its files for their owner only', () => {
    const directory = ledgerWithSales(1)
    expect(statSync(join(directory, 'ledger.db')).mode & 0o077).toBe(0)
  })

  it('refuses a second start on the same folder and says who holds it', () => {
    const options = testOptions(temporaryFolder(), { product: 'Stablepoint 1' })
    const ledger = openLedger(options)
    expect(refusal(options)).toMatchObject({
      code: 'ledger.locked',
      details: { pid: process.pid, product: 'Stablepoint 1' },
    })
    ledger.close()
    openLedger(options).close()
  })

  it('refuses a ledger of another environment', () => {
    const directory = ledgerWithSales(1)
    expect(refusal(testOptions(directory, { environment: 'live' })).code).toBe('ledger.otherEnvironment')
  })

  it('gives the folder free again when it refuses to open', () => {
    const directory = ledgerWithSales(1)
    refusal(testOptions(directory, { environment: 'live' }))
    const ledger = openLedger(testOptions(directory))
    expect(ledger.listSales({ limit: 1 }).total).toBe(1)
    ledger.close()
  })

  const cutOff: readonly [string, (file: string) => void][] = [
    ['an empty file', (file) => writeFileSync(file, '')],
    [
      'a file without a table',
      (file) => {
        const database = new Sqlite(file)
        database.pragma('journal_mode = WAL')
        database.close()
      },
    ],
  ]
  it.each(cutOff)('starts afresh where an earlier start left %s before it kept anything', (_, leave) => {
    const directory = temporaryFolder()
    leave(join(directory, 'ledger.db'))
    const ledger = openLedger(testOptions(directory))
    expect(ledger.head().seq).toBe(1)
    ledger.close()
  })

  it('leaves neither lock nor log of SQLite behind when it is closed', () => {
    expect(readdirSync(ledgerWithSales(1)).toSorted()).toEqual(['ledger.db', 'till.lock'])
  })

  const damages: readonly [string, (directory: string) => void, string][] = [
    [
      'an entry was changed',
      (directory) => tamper(directory, "UPDATE journal SET actor = 'x' WHERE seq = 5"),
      'entry 5',
    ],
    [
      'a balance was changed',
      (directory) => tamper(directory, "UPDATE balance SET amount = '1'"),
      'the balance of',
    ],
    [
      'the file is text',
      (directory) => writeFileSync(join(directory, 'ledger.db'), 'not a database '.repeat(400)),
      'damaged',
    ],
    [
      'the file is another database',
      (directory) => {
        const database = new Sqlite(join(directory, 'other.db'))
        database.exec('CREATE TABLE t (a)')
        database.close()
        copyFileSync(join(directory, 'other.db'), join(directory, 'ledger.db'))
      },
      'not a ledger',
    ],
    [
      'pages were overwritten',
      (directory) => {
        const file = join(directory, 'ledger.db')
        const bytes = readFileSync(file)
        writeFileSync(file, bytes.fill(0x5a, 4_096, bytes.length - 4_096))
      },
      '',
    ],
  ]
  it.each(damages)('refuses to open when %s, says what is wrong and alters nothing', (_, damage, problem) => {
    const directory = ledgerWithSales(2)
    damage(directory)
    const bytes = readFileSync(join(directory, 'ledger.db'))
    const error = refusal(testOptions(directory))
    expect(error.code).toBe('ledger.corrupt')
    expect(error.message).toContain(problem)
    expect(readFileSync(join(directory, 'ledger.db')).equals(bytes)).toBe(true)
    expect(
      readdirSync(directory).filter(
        (name) => name.endsWith('-wal') && statSync(join(directory, name)).size > 0,
      ),
    ).toEqual([])
  })

  it('names the first broken entry of a long ledger, wherever the newest ones show that something is wrong', () => {
    const directory = ledgerWithSales(250)
    tamper(directory, "UPDATE journal SET actor = 'x' WHERE seq IN (100, 1400)")
    expect(refusal(testOptions(directory)).message).toContain('entry 100 (')
  })
})

/** A ledger whose file may not grow, and the way to let it grow again. */
function fullLedger(): { ledger: Ledger; free: () => void; logged: string[] } {
  let database: Database | undefined
  const logged: string[] = []
  const keep = (message: string): void => void logged.push(message)
  const ledger = openTestLedger(
    { log: { info: keep, warn: keep, error: keep }, clock: testClock() },
    { onFileOpen: (opened) => (database = opened) },
  )
  sell(ledger, 1)
  const pages = Number(database?.pragma('page_count', { simple: true }))
  database?.pragma(`max_page_count = ${pages}`)
  return { ledger, free: () => database?.pragma('max_page_count = 1000000'), logged }
}

function sellUntilFull(ledger: Ledger): PosError {
  for (let number = 2; number < 200; number += 1) {
    try {
      sell(ledger, number)
    } catch (error) {
      if (isPosError(error)) return error
      throw error
    }
  }
  throw new Error('The disk was never full')
}

describe('isDiskFull', () => {
  it('refuses what cannot be kept, keeps nothing of it, and goes on reading', () => {
    const { ledger } = fullLedger()
    expect(ledger.isDiskFull()).toBe(false)
    const error = sellUntilFull(ledger)
    expect(error.code).toBe('ledger.diskFull')
    expect(error.hint).toContain('Free disk space')
    expect(ledger.isDiskFull()).toBe(true)
    const { seq } = ledger.head()
    expect((seq - 1) % 6).toBe(0)
    expect(ledger.findSale('sale_00000001')?.invoice.status).toBe('confirmed')
    expect(ledger.listSales({ limit: 10, search: 'croissant' }).sales).not.toEqual([])
    expect(ledger.entriesAfter(0, 100).length).toBeGreaterThan(6)
    expect(ledger.verify().ok).toBe(true)
  })

  it('is over with the first write that works again, and is logged once each way', () => {
    const { ledger, free, logged } = fullLedger()
    sellUntilFull(ledger)
    sellUntilFull(ledger)
    ledger.transact((transaction) => transaction.head())
    expect(ledger.isDiskFull()).toBe(true)
    free()
    sell(ledger, ledger.nextSaleNumber())
    expect(ledger.isDiskFull()).toBe(false)
    expect(logged.filter((message) => message.includes('disk'))).toEqual([
      'the disk is full: nothing is kept until there is space',
      'the disk has space again',
    ])
  })
})
