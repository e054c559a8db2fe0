import {
  fiatCurrencies,
  fiatUnit,
  isFiatCurrency,
  type FiatCurrency,
} from '../../../shared/domain/money/currency.ts'
import { parseMoney } from '../../../shared/domain/money/parse-money.ts'
import { matchAllWords } from './match-words.ts'

/** An amount in minor units with the currencies in which it was meant. */
type SearchedAmount = Readonly<{ minor: bigint; currencies: readonly FiatCurrency[] }>

/** What a search text asks for, told from its shape alone. */
export type SaleSearch =
  | Readonly<{ kind: 'any' }>
  | Readonly<{ kind: 'none' }>
  | Readonly<{ kind: 'number'; number: number }>
  | Readonly<{ kind: 'amount'; amounts: readonly SearchedAmount[] }>
  | Readonly<{ kind: 'address'; address: string }>
  | Readonly<{ kind: 'transaction'; txHash: string }>
  | Readonly<{ kind: 'words'; match: string }>

/** A sale number as it is printed or as somebody says it. */
const saleNumber = /^(?:s-)?0*([1-9]\d{0,14})$/i

/**
 * Reads a search text: `S-000012` or `12` is a number, `12.50` or `$12` an amount, `0x` with 40 digits an address, with
 * 64 a transaction, and everything else words.
 */
export function parseSaleSearch(text: string): SaleSearch {
  const trimmed = text.trim()
  if (trimmed === '') return { kind: 'any' }
  const number = saleNumber.exec(trimmed)?.[1]
  if (number !== undefined) return { kind: 'number', number: Number(number) }
  if (/^0x[0-9a-f]{40}$/i.test(trimmed)) return { kind: 'address', address: trimmed }
  if (/^0x[0-9a-f]{64}$/i.test(trimmed)) return { kind: 'transaction', txHash: trimmed }
  const amounts = parseAmounts(trimmed)
  if (amounts.length > 0) return { kind: 'amount', amounts }
  const match = matchAllWords(trimmed)
  return match === undefined ? { kind: 'none' } : { kind: 'words', match }
}

/** An amount means something in each currency that has its decimals; a symbol or code in front narrows it to one. */
function parseAmounts(text: string): readonly SearchedAmount[] {
  const [, unit = '', digits = ''] = /^([^\d\s]{0,3})\s?(\d+(?:\.\d+)?)$/.exec(text) ?? []
  // Without a unit, digits alone are the number of a sale.
  if (digits === '' || (unit === '' && !digits.includes('.'))) return []
  const byMinor = new Map<bigint, FiatCurrency[]>()
  for (const currency of Object.keys(fiatCurrencies).filter(isFiatCurrency)) {
    const isMeant = unit === '' || unit === fiatCurrencies[currency].symbol || unit.toUpperCase() === currency
    const parsed = parseMoney(digits, fiatUnit(currency))
    if (!isMeant || !parsed.ok) continue
    byMinor.set(parsed.money.minor, [...(byMinor.get(parsed.money.minor) ?? []), currency])
  }
  return [...byMinor].map(([minor, currencies]) => ({ minor, currencies }))
}
