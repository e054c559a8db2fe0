import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Failure } from '../../../shared/contract/procedure.ts'
import { failureText } from '../i18n/failure-text.ts'
import { Notice } from './notice.tsx'

type FailureNoticeProps = Readonly<{ failure: Failure; onRetry?: () => void }>

/** A failure in words, with its next step. */
export function FailureNotice({ failure, onRetry }: FailureNoticeProps) {
  const { t } = useTranslation()
  const { text, hint } = failureText(failure)
  const action =
    onRetry === undefined ? null : (
      <Button variant="default" onClick={onRetry}>
        {t('common.retry')}
      </Button>
    )
  return <Notice kind="problem" title={text} hint={hint} action={action} />
}
