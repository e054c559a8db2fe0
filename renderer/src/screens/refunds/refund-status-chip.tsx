import { useTranslation } from 'react-i18next'
import { ToneChip } from '../../components/tone-chip.tsx'
import { refundLooks } from './refund-status.ts'
import type { RefundStatus } from './refund-types.ts'

/** Where a refund stands: icon, word and colour. */
export function RefundStatusChip({ status }: Readonly<{ status: RefundStatus }>) {
  const { t } = useTranslation()
  const { tone, icon } = refundLooks[status]
  return <ToneChip tone={tone} icon={icon} word={t(`refunds.status.${status}`)} />
}
