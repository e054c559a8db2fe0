import { fiatUnit } from '../../../../shared/domain/money/currency.ts'
import { formatMoney } from '../../../../shared/domain/money/format-money.ts'

/** US cents for people: payouts are counted in dollars, whatever the shop sells in. */
export function formatDollars(minor: bigint): string {
  return formatMoney(minor, fiatUnit('USD'))
}
