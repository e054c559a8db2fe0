import { formatMoney } from '../../../../shared/domain/money/format-money.ts'
import type { CaseDetail } from './use-cases.ts'

type Thing = Pick<CaseDetail['things'][number], 'amountMinor' | 'decimals' | 'symbol' | 'chain'>

/** An amount as text and the symbol behind it; a contract without a name has none. */
export function thingAmount({ amountMinor, decimals, symbol, chain }: Thing): {
  text: string
  symbol: string | undefined
} {
  // Of a stranger the symbol may hold anything, so it is never made part of a currency's name.
  const text = formatMoney(amountMinor, { currency: `X.${chain}`, scale: decimals }).replace(/ X$/, '')
  return { text, symbol: symbol === '' ? undefined : symbol }
}
