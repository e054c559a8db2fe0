import { useTranslation } from 'react-i18next'
import { fiatUnit } from '../../../../shared/domain/money/currency.ts'
import { formatMoney } from '../../../../shared/domain/money/format-money.ts'
import { Amount } from '../../components/amount.tsx'
import { AmountPad as Pad } from '../../components/amount-pad.tsx'
import type { DeskWork } from './use-desk.ts'

/** Types an amount of the sale's currency. */
export function AmountPad({ work: { desk, draft, change } }: Readonly<{ work: DeskWork }>) {
  const { t } = useTranslation()
  const { currency, goodsLeftMinor } = desk
  return (
    <Pad
      label={t('refunds.what.amountLabel')}
      digits={draft.digits}
      shown={<Amount minor={draft.digits === '' ? 0n : BigInt(draft.digits)} currency={currency} />}
      note={t('refunds.what.upTo', { amount: formatMoney(goodsLeftMinor, fiatUnit(currency)) })}
      onChange={(digits) => change({ digits })}
    />
  )
}
