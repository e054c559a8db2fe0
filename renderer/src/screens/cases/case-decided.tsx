import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Notice } from '../../components/notice.tsx'
import { navigate } from '../../stores/router.ts'
import type { CaseDetail } from './use-cases.ts'

/** What was decided. Where money is to go back, the way to do it: a decision alone sends nothing. */
export function CaseDecided({ detail }: Readonly<{ detail: CaseDetail }>) {
  const { t } = useTranslation()
  const { resolution = 'curedItself', resolvedReason, saleId } = detail
  const isReturn = resolution === 'returnExcess' || resolution === 'returnAll'
  return (
    <>
      <Notice
        kind="good"
        title={t('cases.case.decided', { choice: t(`cases.choice.${resolution}`) })}
        {...(resolvedReason === undefined ? {} : { hint: resolvedReason })}
      />
      {isReturn ? (
        <Button size="lg" onClick={() => navigate('refunds', 'new', saleId, 'excess')}>
          {t('cases.case.refund')}
        </Button>
      ) : null}
    </>
  )
}
