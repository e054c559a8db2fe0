import { describe, expect, it } from 'vitest'
import { readCatalogCsv, type CatalogTerms } from '../../../electron/catalog/read-csv.ts'

const terms: CatalogTerms = {
  currency: 'USD',
  taxRates: [{ id: 'vat', name: 'Sales tax', bps: 825 }],
  findIdByBarcode: (barcode) => (barcode === '999' ? 'old' : undefined),
}
const read = (text: string) => readCatalogCsv(text, terms)
const rowsOf = (...rows: string[]) => read(['id,name,price,category,barcode,tax', ...rows].join('\n'))
const namesOf = (text: string) => read(text).items.map(({ name, priceMinor }) => [name, priceMinor])

describe('readCatalogCsv', () => {
  it.each([
    ['line feeds', 'name,price\nTea,3.50\nPie,4\n'],
    ['carriage returns and line feeds', 'name,price\r\nTea,3.50\r\nPie,4\r\n'],
    ['a byte order mark', '\uFEFFname,price\nTea,3.50\nPie,4'],
    ['semicolons', 'name;price\nTea;3.50\nPie;4'],
    ['tabs', 'Name\tPrice\nTea\t3.50\nPie\t4'],
    ['other words and order', 'Unit Price, Product \n$3.50, Tea\n4,Pie'],
    ['quotation marks', '"name","price"\n"Tea","3.50"\n"Pie","4"'],
    ['empty lines', '\n\nname,price\n\nTea,3.50\n  ,\n\nPie,4\n\n'],
  ])('reads %s', (_what, text) => {
    expect(namesOf(text)).toEqual([
      ['Tea', 350n],
      ['Pie', 400n],
    ])
    expect(read(text).problems).toEqual([])
  })

  it('keeps commas, quotation marks and line breaks inside a quoted cell', () => {
    expect(namesOf('name,price\n"Tea, ""green""\nlarge",3.50')).toEqual([['Tea, "green"\nlarge', 350n]])
  })

  it.each([
    ['', 'a,,1,,,', 'name'],
    ['', `a,${'x'.repeat(121)},1,,,`, 'name'],
    ['', `a,Tea,1,${'x'.repeat(61)},,`, 'category'],
    ['', `a,Tea,1,,${'1'.repeat(65)},`, 'barcode'],
    ['', 'a b,Tea,1,,,', 'id'],
    ['missing', 'a,Tea,,,,', 'price'],
    ['negative', 'a,Tea,-1,,,', 'price'],
    ['too precise', 'a,Tea,1.005,,,', 'price'],
    ['absurd', 'a,Tea,99999999999999999999999,,,', 'price'],
    ['no number', 'a,Tea,1e3,,,', 'price'],
    ['no number', 'a,Tea,NaN,,,', 'price'],
    ['unknown', 'a,Tea,1,,,Luxury', 'tax'],
  ])('names a row whose field is wrong (%s: %s), and takes the others', (_why, row, field) => {
    const { items, problems } = rowsOf('first,Pie,4,,,', row, 'last,Jam,5,,,Sales tax')
    expect(items.map((item) => item.id)).toEqual(['first', 'last'])
    expect(problems).toMatchObject([{ line: 3, field }])
  })

  it.each([
    ['id', 'a,Tea,1,,1,', 'a,Pie,2,,2,'],
    ['barcode', 'a,Tea,1,,1,', 'b,Pie,2,,1,'],
  ])('refuses a row that repeats an %s, naming the line of the first', (field, ...rows) => {
    const { items, problems } = rowsOf(...rows)
    expect(items).toHaveLength(1)
    expect(problems).toMatchObject([{ line: 3, field, problem: expect.stringContaining('line 2') }])
  })

  it('refuses the barcode of another item, but not when the file gives that item another one', () => {
    expect(rowsOf('new,Tea,1,,999,').problems).toMatchObject([{ line: 2, field: 'barcode' }])
    expect(rowsOf('new,Tea,1,,999,', 'old,Pie,2,,111,').problems).toEqual([])
    expect(rowsOf('old,Pie,2,,999,').problems).toEqual([])
    expect(rowsOf(',Pie,2,,999,').items).toMatchObject([{ id: 'old' }])
  })

  it('gives the line of the file, whatever is empty or goes on over several lines', () => {
    for (const end of ['\n', '\r\n']) {
      const text = ['name,price', '', '"Tea', 'large",3.50', '', 'Pie,x', '"Jam', '', 'red",y'].join(end)
      expect(read(text).problems.map(({ line }) => line)).toEqual([6, 7])
      expect(read(`${text}${end}`).problems.map(({ line }) => line)).toEqual([6, 7])
    }
  })

  it('names a quotation mark that is never closed instead of swallowing the rows after it', () => {
    const { items, problems } = read('name,price\nTea,3.50\n"Pie,4\nJam,5\n')
    expect(items.map(({ name }) => name)).toEqual(['Tea'])
    expect(problems).toMatchObject([{ line: 3, field: 'row' }])
  })

  it('gives a row without an id the same id every time', () => {
    const ids = () => read('name,price,category\nTea,3.50,Hot\nTea,3.50,Cold').items.map(({ id }) => id)
    expect(ids()).toEqual(ids())
    expect(new Set(ids()).size).toBe(2)
  })

  it.each(['', '\n\n', 'Tea,3.50', 'name\nTea', '\u0000\u0001', '{"name":"Tea"}'])(
    'refuses %j without columns',
    (text) => {
      expect(() => read(text)).toThrowError(expect.objectContaining({ code: 'catalog.importInvalid' }))
    },
  )

  it('takes a hundred thousand rows, and refuses one more', () => {
    const rows = Array.from(
      { length: 100_000 },
      (_, index) => `i${index},Item ${index},1.00,,${index + 10_000},`,
    )
    expect(rowsOf(...rows).items).toHaveLength(100_000)
    expect(() => rowsOf(...rows, 'more,More,1,,,')).toThrowError(/at most 100000/)
  })
})
