import { createHash } from 'node:crypto'
import Papa from 'papaparse'
import { catalogLimits, type CatalogItem } from '../../shared/domain/catalog/item.ts'
import { fiatUnit, type FiatCurrency } from '../../shared/domain/money/currency.ts'
import { parseMoney } from '../../shared/domain/money/parse-money.ts'
import { saleLimits } from '../../shared/domain/sale/sale.ts'
import type { TaxRate } from '../../shared/domain/tax/tax-rate.ts'
import { PosError } from '../../shared/errors/pos-error.ts'

/** Something wrong with one row; `line` is the line of the file, the header being line 1. */
export type RowProblem = Readonly<{ line: number; field: string; problem: string; value: string }>

/** What a CSV text holds: good rows as items, and every problem. */
export type ReadCatalog = Readonly<{
  columns: readonly string[]
  items: readonly CatalogItem[]
  problems: readonly RowProblem[]
}>

/** What a row is read against. */
export type CatalogTerms = Readonly<{
  currency: FiatCurrency
  taxRates: readonly TaxRate[]
  findIdByBarcode: (barcode: string) => string | undefined
}>

/** Column names that a header may use for each field, in lower case. */
const columnNames = {
  id: ['id', 'sku', 'item id'],
  name: ['name', 'item', 'product', 'title'],
  price: ['price', 'unit price', 'amount'],
  category: ['category', 'group', 'department'],
  barcode: ['barcode', 'ean', 'upc', 'gtin'],
  tax: ['tax', 'tax rate', 'vat'],
} as const

type Field = keyof typeof columnNames
type Row = Readonly<Record<Field, string>>

function readTable(text: string): { header: string[]; rows: string[][] } {
  const parsed = Papa.parse<string[]>(text.replace(/^\uFEFF/, ''), { skipEmptyLines: 'greedy' })
  const [header, ...rows] = parsed.data
  const names = header?.map((cell) => cell.trim().toLowerCase()) ?? []
  const known = (field: Field): boolean => columnNames[field].some((name) => names.includes(name))
  if (!known('name') || !known('price')) {
    throw new PosError(
      'catalog.importInvalid',
      'The first line must name the columns, with at least "name" and "price".',
      { details: { header: names.join(', ').slice(0, 200) } },
    )
  }
  if (rows.length > catalogLimits.importRowsMax) {
    throw new PosError(
      'catalog.importInvalid',
      `The file has ${rows.length} rows; at most ${catalogLimits.importRowsMax} are taken at once.`,
    )
  }
  return { header: names, rows }
}

function toRow(header: readonly string[], cells: readonly string[]): Row {
  const cell = (field: Field): string => {
    const index = header.findIndex((name) => columnNames[field].some((candidate) => candidate === name))
    return (cells[index] ?? '').trim()
  }
  return {
    id: cell('id'),
    name: cell('name'),
    price: cell('price'),
    category: cell('category') || 'General',
    barcode: cell('barcode'),
    tax: cell('tax'),
  }
}

type Complaint = Readonly<{ field: Field; problem: string }>

function checkTexts(row: Row): Complaint | undefined {
  if (row.name === '') return { field: 'name', problem: 'The name is missing' }
  if (row.name.length > catalogLimits.nameMax)
    return { field: 'name', problem: `The name has more than ${catalogLimits.nameMax} characters` }
  if (row.category.length > catalogLimits.categoryMax)
    return {
      field: 'category',
      problem: `The category has more than ${catalogLimits.categoryMax} characters`,
    }
  if (row.barcode.length > catalogLimits.barcodeMax)
    return { field: 'barcode', problem: `The barcode has more than ${catalogLimits.barcodeMax} characters` }
  if (row.id !== '' && !/^[A-Za-z0-9_-]{1,64}$/.test(row.id))
    return { field: 'id', problem: 'An id has at most 64 letters, digits, - or _' }
  return undefined
}

function priceComplaint(code: string, currency: FiatCurrency): string {
  if (code === 'money.tooPrecise') return `The price has more decimals than ${currency} has`
  return code === 'money.negative' ? 'The price is below zero' : 'The price is not a number such as 12.50'
}

/** An item without an id keeps the one its name and category give it, so that the same file twice changes nothing. */
function idFor(row: Row, terms: CatalogTerms): string {
  if (row.id !== '') return row.id
  const known = row.barcode === '' ? undefined : terms.findIdByBarcode(row.barcode)
  return (
    known ??
    `item_${createHash('sha256').update(`${row.category}\n${row.name}\n${row.barcode}`).digest('hex').slice(0, 24)}`
  )
}

function toItem(row: Row, terms: CatalogTerms): CatalogItem | Complaint {
  const wrong = checkTexts(row)
  if (wrong) return wrong
  const price = parseMoney(row.price.replace(/^[$€£]\s?/, ''), fiatUnit(terms.currency))
  if (!price.ok) return { field: 'price', problem: priceComplaint(price.code, terms.currency) }
  if (price.money.minor > saleLimits.unitPriceMinorMax)
    return { field: 'price', problem: 'The price is higher than the till takes' }
  const rate = terms.taxRates.find(
    (candidate) => candidate.id === row.tax || candidate.name.toLowerCase() === row.tax.toLowerCase(),
  )
  if (row.tax !== '' && !rate)
    return {
      field: 'tax',
      problem: `No tax rate has this name. Known: ${terms.taxRates.map((known) => known.name).join(', ') || 'none'}`,
    }
  return {
    id: idFor(row, terms),
    name: row.name,
    category: row.category,
    priceMinor: price.money.minor,
    currency: terms.currency,
    ...(row.barcode === '' ? {} : { barcode: row.barcode }),
    ...(rate === undefined ? {} : { taxRateId: rate.id }),
  }
}

/**
 * Reads a catalogue from CSV text. Good rows are taken and bad ones named; a row that repeats an id or barcode of an earlier
 * row is a bad one.
 * @throws {PosError} `catalog.importInvalid` when the text has no usable header or too many rows
 */
export function readCatalogCsv(text: string, terms: CatalogTerms): ReadCatalog {
  const { header, rows } = readTable(text)
  const items: CatalogItem[] = []
  const problems: RowProblem[] = []
  const seen = new Map<string, number>()
  for (const [index, cells] of rows.entries()) {
    const line = index + 2
    const row = toRow(header, cells)
    const item = toItem(row, terms)
    if ('problem' in item) {
      problems.push({ line, field: item.field, problem: item.problem, value: row[item.field].slice(0, 80) })
      continue
    }
    const keys = [`id ${item.id}`, ...(item.barcode === undefined ? [] : [`barcode ${item.barcode}`])]
    const repeated = keys.find((key) => seen.has(key))
    if (repeated !== undefined) {
      problems.push({
        line,
        field: repeated.startsWith('id') ? 'id' : 'barcode',
        problem: `The same ${repeated.split(' ')[0] ?? ''} stands on line ${seen.get(repeated) ?? 0}`,
        value: repeated.slice(repeated.indexOf(' ') + 1),
      })
      continue
    }
    for (const key of keys) seen.set(key, line)
    items.push(item)
  }
  return { columns: header, items, problems }
}
