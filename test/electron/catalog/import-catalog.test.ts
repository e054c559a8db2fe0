import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  openCatalogImports,
  type CatalogImports,
  type ImportProgress,
} from '../../../electron/catalog/import-catalog.ts'
import { openTestTill, type TestTill } from '../../fixtures/test-till.ts'

let directory: string
let test: TestTill
let imports: CatalogImports

function open(): void {
  test = openTestTill(directory)
  imports = openCatalogImports(test.ledger, () => ({
    currency: 'USD',
    taxRates: [],
    findIdByBarcode: (barcode) => test.ledger.findItemByBarcode(barcode)?.id,
  }))
}

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'stablepoint-import-'))
  open()
})
afterEach(() => {
  const proof = test.ledger.verify()
  test.watchlist.stop()
  test.ledger.close()
  rmSync(directory, { recursive: true, force: true })
  expect(proof).toMatchObject({ ok: true })
})

const header = 'id,name,price\n'
const rows = (count: number, price = 1) =>
  Array.from({ length: count }, (_, index) => `i${index},Item ${index},${price}\n`).join('')

async function take(importId: string, limit = Number.MAX_SAFE_INTEGER): Promise<ImportProgress[]> {
  const seen: ImportProgress[] = []
  for await (const progress of imports.apply(importId, 'manager', undefined)) {
    seen.push(progress)
    if (seen.length >= limit) break
  }
  return seen
}

const total = () => test.ledger.searchCatalog({ limit: 1 }).total
const failing = (code: string) => expect.objectContaining({ code })

describe('openCatalogImports', () => {
  it('joins the parts in their order, whichever came first', () => {
    imports.receive('i', 1, 'm 0,1\n')
    expect(imports.receive('i', 0, `${header}i0,Ite`)).toBe(header.length + 12)
    expect(imports.preview('i')).toMatchObject({ newItems: 1, problemCount: 0, items: [{ name: 'Item 0' }] })
  })

  it('refuses a file of which a part has not arrived', () => {
    imports.receive('i', 0, header)
    imports.receive('i', 2, rows(3))
    expect(() => imports.preview('i')).toThrowError(failing('catalog.importInvalid'))
  })

  it('writes nothing before it is taken, and counts what it would change', async () => {
    imports.receive('a', 0, header + rows(3))
    imports.preview('a')
    expect(total()).toBe(0)
    await take('a')
    imports.receive('b', 0, `${header}i0,Item 0,1\ni1,Item 1,2\ni9,Item 9,1\nbad,,1\n`)
    expect(imports.preview('b')).toMatchObject({
      newItems: 1,
      changedItems: 1,
      unchangedItems: 1,
      problemCount: 1,
    })
  })

  it('goes on where it stopped, and writes no part twice', async () => {
    imports.receive('i', 0, header + rows(1_200))
    expect(await take('i', 1)).toEqual([{ done: 500, total: 1_200, finished: false }])
    const { seq } = test.ledger.head()
    expect((await take('i')).at(-1)).toEqual({ done: 1_200, total: 1_200, finished: true })
    expect(test.ledger.head().seq).toBe(seq + 2)
    expect(total()).toBe(1_200)
  })

  it('goes on after a restart when the page hands the same file over again', async () => {
    imports.receive('i', 0, header + rows(600))
    await take('i', 1)
    test.watchlist.stop()
    test.ledger.close()
    open()
    await expect(take('i')).rejects.toThrowError(failing('catalog.importGone'))
    imports.receive('i', 0, header + rows(600))
    await take('i')
    expect(total()).toBe(600)
  })

  it('refuses another file under the name of one that was taken', async () => {
    imports.receive('i', 0, header + rows(2))
    await take('i')
    imports.receive('i', 0, header + rows(2, 9))
    await expect(take('i')).rejects.toThrowError(failing('ledger.keyConflict'))
    expect(test.ledger.findItem('i0')?.priceMinor).toBe(100n)
  })

  it('forgets the oldest of more than four files', () => {
    for (const importId of ['a', 'b', 'c', 'd', 'e']) imports.receive(importId, 0, header + rows(1))
    expect(() => imports.preview('a')).toThrowError(failing('catalog.importGone'))
    expect(imports.preview('b')).toMatchObject({ newItems: 1 })
  })

  it('shows no more than a thousand problems and fifty items, and counts all', () => {
    imports.receive('i', 0, header + rows(60) + 'x,,1\n'.repeat(1_500))
    const preview = imports.preview('i')
    expect([preview.items.length, preview.problems.length, preview.problemCount]).toEqual([50, 1_000, 1_500])
  })
})
