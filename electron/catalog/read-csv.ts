import { createHash } from 'node:crypto'
import Papa from 'papaparse'
import { catalogLimits, type CatalogItem } from '../../shared/domain/catalog/item.ts'
import { fiatUnit, type FiatCurrency } from '../../shared/domain/money/currency.ts'
import { parseMoney } from '../../shared/domain/money/parse-money.ts'
import { saleLimits } from '../../shared/domain/sale/sale.ts'
import type { TaxRate } from '../../shared/domain/tax/tax-rate.ts'
import { PosError } from '../../shared/errors/pos-error.ts'

/** Something wrong with one row; `line` is the line of the file, the header being line 1. */
type RowProblem = Readonly<{ line: number; field: string; problem: string; value: string }>

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

/** One row as it stands in the file; `line` is where it begins, and a quoted cell may go on over several. */
type FileRow = Readonly<{ line: number; cells: readonly string[]; quoteProblem: boolean }>

function countOf(text: string, part: string): number {
  let count = 0
  for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + part.length)) count += 1
  return count
}

/** Splits a text into rows, without the empty ones. */
function splitRows(text: string): readonly FileRow[] {
  const rows: FileRow[] = []
  let readTo = 0
  let line = 1
  Papa.parse<string[]>(text, {
    skipEmptyLines: 'greedy',
    step: ({ data, errors, meta: { cursor, linebreak } }) => {
      const passed = countOf(text.slice(readTo, cursor), linebreak)
      const within = data.reduce((sum, cell) => sum + countOf(cell, linebreak), 0)
      // Where a quotation mark is never closed, the last break of the file is inside the cell.
      const isUnclosed = errors.some((error) => error.code === 'MissingQuotes')
      const endsInBreak = !isUnclosed && text.startsWith(linebreak, cursor - linebreak.length)
      rows.push({
        line: line + passed - within - (endsInBreak ? 1 : 0),
        cells: data,
        quoteProblem: errors.some((error) => error.type === 'Quotes'),
      })
      readTo = cursor
      line += passed
    },
  })
  return rows
}

function readTable(text: string): { header: string[]; rows: readonly FileRow[] } {
  const [header, ...rows] = splitRows(text.replace(/^\uFEFF/, ''))
  const names = header?.cells.map((cell) => cell.trim().toLowerCase()) ?? []
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

type ReadRow = Readonly<{ line: number; item: CatalogItem } | { line: number; wrong: RowProblem }>

function readRow(
  { line, cells, quoteProblem }: FileRow,
  header: readonly string[],
  terms: CatalogTerms,
): ReadRow {
  const row = toRow(header, cells)
  if (quoteProblem) {
    const problem =
      'A quotation mark is missing here: this row, and what follows it, may be cut off or joined'
    return { line, wrong: { line, field: 'row', problem, value: row.name.slice(0, 80) } }
  }
  const item = toItem(row, terms)
  return 'problem' in item
    ? { line, wrong: { line, field: item.field, problem: item.problem, value: row[item.field].slice(0, 80) } }
    : { line, item }
}

/** A row that repeats an id or barcode of an earlier one; the first is kept in `seen`. */
function findRepeated(line: number, item: CatalogItem, seen: Map<string, number>): RowProblem | undefined {
  const keys = [
    { field: 'id', value: item.id },
    ...(item.barcode === undefined ? [] : [{ field: 'barcode', value: item.barcode }]),
  ].map(({ field, value }) => ({ field, value, key: `${field} ${value}` }))
  for (const { field, value, key } of keys) {
    const earlier = seen.get(key)
    if (earlier !== undefined)
      return { line, field, problem: `The same ${field} stands on line ${earlier}`, value }
  }
  for (const { key } of keys) seen.set(key, line)
  return undefined
}

/** A barcode that another item of the catalogue has and keeps: a scan would not know which of the two to sell. */
function findTaken(
  line: number,
  { id, barcode }: CatalogItem,
  ids: ReadonlySet<string>,
  terms: CatalogTerms,
): RowProblem | undefined {
  const owner = barcode === undefined ? undefined : terms.findIdByBarcode(barcode)
  if (barcode === undefined || owner === undefined || owner === id || ids.has(owner)) return undefined
  return { line, field: 'barcode', problem: 'Another item of the catalogue has this barcode', value: barcode }
}

/**
 * Reads a catalogue from CSV text. Good rows are taken and bad ones named; a row that repeats an id or barcode of an earlier
 * row, or takes the barcode of an item that is not in the file, is a bad one.
 * @throws {PosError} `catalog.importInvalid` when the text has no usable header or too many rows
 */
export function readCatalogCsv(text: string, terms: CatalogTerms): ReadCatalog {
  const { header, rows } = readTable(text)
  const problems: RowProblem[] = []
  const seen = new Map<string, number>()
  const single = rows.flatMap((fileRow) => {
    const read = readRow(fileRow, header, terms)
    const wrong = 'wrong' in read ? read.wrong : findRepeated(read.line, read.item, seen)
    if (wrong) problems.push(wrong)
    return wrong || 'wrong' in read ? [] : [read]
  })
  const ids = new Set(single.map(({ item }) => item.id))
  const items = single.flatMap(({ line, item }) => {
    const taken = findTaken(line, item, ids, terms)
    if (taken) problems.push(taken)
    return taken ? [] : [item]
  })
  return { columns: header, items, problems: problems.toSorted((left, right) => left.line - right.line) }
}
