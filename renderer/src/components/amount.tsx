import { fiatUnit, type CurrencyUnit, type FiatCurrency } from '../../../shared/domain/money/currency.ts'
import { formatMoney } from '../../../shared/domain/money/format-money.ts'

/** An amount in a fiat currency, in tabular digits. */
export function Amount({ minor, currency }: Readonly<{ minor: bigint; currency: FiatCurrency }>) {
  return <span className="amount">{formatMoney(minor, fiatUnit(currency))}</span>
}

/** An amount in any unit, such as a token, in tabular digits. */
export function UnitAmount({ minor, unit }: Readonly<{ minor: bigint; unit: CurrencyUnit }>) {
  return <span className="amount">{formatMoney(minor, unit)}</span>
}
