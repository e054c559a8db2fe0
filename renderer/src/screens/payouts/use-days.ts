import { useTranslation } from 'react-i18next'
import { formatDays } from './format-day.ts'
import type { PayoutPlan } from './payout-types.ts'

/** Says in words on which days money is to arrive. */
export function useDays(): (days: Pick<PayoutPlan['expected'], 'earliest' | 'latest'>) => string {
  const { t, i18n } = useTranslation()
  return (days) => formatDays(days, i18n.language, ({ from, to }) => t('payouts.days.range', { from, to }))
}
