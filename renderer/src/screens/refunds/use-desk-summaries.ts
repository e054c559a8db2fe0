import { useTranslation } from 'react-i18next'
import { shortenHash } from '../checkout/group-address.ts'
import type { DeskWork } from './use-desk.ts'

/** What was chosen in each step, in a line: what the closed steps show. */
export function useDeskSummaries({ draft, plan }: DeskWork): Readonly<{ what: string; whom: string }> {
  const { t } = useTranslation()
  const amount = plan.value?.amountText ?? ''
  return {
    what: t('refunds.what.summary', { what: t(`refunds.what.${draft.kind}`), amount }),
    whom: `${t(`refunds.whom.summary.${draft.proof}`)}: ${shortenHash(draft.address)}`,
  }
}
