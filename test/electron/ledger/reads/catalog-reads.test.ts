import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { itemSortKey } from '../../../../electron/ledger/item-order.ts'
import type { Ledger } from '../../../../electron/ledger/port.ts'
import type { CatalogItem } from '../../../../shared/domain/catalog/item.ts'
import { openTestLedger, unsynced } from '../support/test-ledger.ts'

function item(id: string, name: string, more: Partial<CatalogItem> = {}): CatalogItem {
  return { id, name, category: 'Drinks', priceMinor: 300n, currency: 'USD', ...more }
}

function save(ledger: Ledger, items: readonly CatalogItem[]): void {
  ledger.transact((transaction) =>
    transaction.append({
      type: 'catalog.imported',
      subject: { kind: 'catalog', id: 'import' },
      actor: 'staff_owner',
      body: { importId: 'import', part: 0, items },
    }),
  )
}

function remove(ledger: Ledger, itemId: string): void {
  ledger.transact((transaction) =>
    transaction.append({
      type: 'catalog.removed',
      subject: { kind: 'catalog', id: itemId },
      actor: 'staff_owner',
      body: { itemId },
    }),
  )
}

function shop(): Ledger {
  const ledger = openTestLedger()
  save(ledger, [
    item('a', 'Flat white', { barcode: '4001' }),
    item('b', 'Éclair', { category: 'Cakes', taxRateId: 'vat' }),
    item('c', 'espresso'),
    item('d', 'Carrot cake', { category: 'Cakes' }),
    item('e', 'Flat bread', { category: 'Bakery', barcode: '4005' }),
  ])
  return ledger
}

const namesOf = (items: readonly CatalogItem[]): readonly string[] => items.map(({ name }) => name)

describe('searchCatalog', () => {
  it('lists items in the order of their names, whatever their case and accents', () => {
    const page = shop().searchCatalog({ limit: 10 })
    expect(namesOf(page.items)).toEqual(['Carrot cake', 'Éclair', 'espresso', 'Flat bread', 'Flat white'])
    expect(page.total).toBe(5)
    expect(page.next).toBeUndefined()
  })

  const searches: readonly [string, string, readonly string[]][] = [
    ['a word', 'white', ['Flat white']],
    ['the beginning of words', 'fl', ['Flat bread', 'Flat white']],
    ['a name without its accents', 'eclair', ['Éclair']],
    ['a category', 'cakes', ['Carrot cake', 'Éclair']],
    ['a code', '4005', ['Flat bread']],
    ['all words in any order', 'bread flat', ['Flat bread']],
    ['nothing typed yet', '  ', ['Carrot cake', 'Éclair', 'espresso', 'Flat bread', 'Flat white']],
    ['what nobody sells', 'lobster', []],
    ['signs alone', '"*', []],
  ]
  it.each(searches)('finds by %s', (_, search, names) => {
    const page = shop().searchCatalog({ search, limit: 10 })
    expect(namesOf(page.items)).toEqual(names)
    expect(page.total).toBe(names.length)
  })

  it('stays within a category', () => {
    const ledger = shop()
    expect(namesOf(ledger.searchCatalog({ category: 'Cakes', limit: 10 }).items)).toEqual([
      'Carrot cake',
      'Éclair',
    ])
    const both = ledger.searchCatalog({ category: 'Bakery', search: 'flat', limit: 10 })
    expect(namesOf(both.items)).toEqual(['Flat bread'])
    expect(both.total).toBe(1)
  })

  it('pages through any names, few or many, without a gap or a repeat', () => {
    const names = fc.array(fc.constantFrom('A', 'a', 'Ä', 'b c', 'B', 'ß', '日本', '1 x', 'z'.repeat(120)), {
      maxLength: 30,
    })
    fc.assert(
      fc.property(names, fc.integer({ min: 1, max: 7 }), (all, limit) => {
        const ledger = openTestLedger({}, unsynced)
        const items = all.map((name, index) => item(`id_${index}`, name))
        if (items.length > 0) save(ledger, items)
        const seen: CatalogItem[] = []
        let after: string | undefined
        do {
          const page = ledger.searchCatalog({ after, limit })
          expect(page.total).toBe(items.length)
          expect((page.next ?? '').length).toBeLessThanOrEqual(200)
          seen.push(...page.items)
          after = page.next
        } while (after !== undefined)
        expect(seen.map(({ id }) => id).toSorted()).toEqual(items.map(({ id }) => id).toSorted())
        const keys = seen.map(({ name }) => itemSortKey(name))
        expect(keys).toEqual(
          keys.toSorted((left, right) => Buffer.compare(Buffer.from(left), Buffer.from(right))),
        )
        ledger.close()
      }),
      { numRuns: 25 },
    )
  })

  it('goes on at the right place when the last item of the page before is gone', () => {
    const ledger = shop()
    const { next } = ledger.searchCatalog({ limit: 2 })
    remove(ledger, 'b')
    expect(namesOf(ledger.searchCatalog({ after: next, limit: 2 }).items)).toEqual(['espresso', 'Flat bread'])
  })

  it('finds the same few and the same many: thousands of matches are walked and not sorted', () => {
    const ledger = openTestLedger()
    save(
      ledger,
      Array.from({ length: 2_500 }, (_, index) =>
        item(
          `id_${index}`,
          `Tea ${String(2_499 - index).padStart(4, '0')}${index % 5 === 0 ? ' green' : ''}`,
        ),
      ),
    )
    const many = ledger.searchCatalog({ search: 'tea', limit: 3 })
    expect([many.total, namesOf(many.items)]).toEqual([2_500, ['Tea 0000', 'Tea 0001', 'Tea 0002']])
    const few = ledger.searchCatalog({ search: 'tea green', limit: 2 })
    expect([few.total, namesOf(few.items)]).toEqual([500, ['Tea 0004 green', 'Tea 0009 green']])
    const later = ledger.searchCatalog({ search: 'tea', limit: 1, after: many.next })
    expect(namesOf(later.items)).toEqual(['Tea 0003'])
  })
})

describe('an item', () => {
  it('is found by its id and its code, as it was saved', () => {
    const ledger = shop()
    expect(ledger.findItem('b')).toEqual(item('b', 'Éclair', { category: 'Cakes', taxRateId: 'vat' }))
    expect(ledger.findItemByBarcode('4001')).toEqual(item('a', 'Flat white', { barcode: '4001' }))
    expect([ledger.findItem('x'), ledger.findItemByBarcode('4'), ledger.findItemByBarcode('')]).toEqual([
      undefined,
      undefined,
      undefined,
    ])
  })

  it('is replaced by the next one with its id, and its old words find nothing', () => {
    const ledger = shop()
    save(ledger, [item('a', 'Cortado', { barcode: '4009' })])
    expect(ledger.searchCatalog({ search: 'white', limit: 5 }).total).toBe(0)
    expect(namesOf(ledger.searchCatalog({ search: 'cort', limit: 5 }).items)).toEqual(['Cortado'])
    expect([ledger.findItemByBarcode('4001'), ledger.findItemByBarcode('4009')?.id]).toEqual([undefined, 'a'])
    expect(ledger.searchCatalog({ limit: 1 }).total).toBe(5)
  })

  it('is gone when it is removed', () => {
    const ledger = shop()
    remove(ledger, 'a')
    remove(ledger, 'never there')
    expect([ledger.findItem('a'), ledger.findItemByBarcode('4001')]).toEqual([undefined, undefined])
    expect(ledger.searchCatalog({ search: 'flat', limit: 5 }).total).toBe(1)
  })

  it('with a code that two carry is the one saved last', () => {
    const ledger = shop()
    save(ledger, [item('z', 'New white', { barcode: '4001' })])
    expect(ledger.findItemByBarcode('4001')?.id).toBe('z')
  })
})

describe('catalogCategories', () => {
  it('counts the items of each', () => {
    expect(shop().catalogCategories()).toEqual([
      { name: 'Bakery', items: 1 },
      { name: 'Cakes', items: 2 },
      { name: 'Drinks', items: 2 },
    ])
  })
})
