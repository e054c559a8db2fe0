import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { FailureNotice } from '../../components/failure-notice.tsx'
import { Icon } from '../../components/icon.tsx'
import { ScreenLoading, ScreenMessage } from '../../components/screen-message.tsx'
import { failureText } from '../../i18n/failure-text.ts'
import { navigate } from '../../stores/router.ts'
import { formatInstant } from '../sales/format-instant.ts'
import { ApproveDialog } from './approve-dialog.tsx'
import { EndDialog } from './end-dialog.tsx'
import { RefundAbout } from './refund-about.tsx'
import { RefundProgress } from './refund-progress.tsx'
import classes from './refund-screen.module.css'
import { RefundSlip } from './refund-slip.tsx'
import { RefundStatusChip } from './refund-status-chip.tsx'
import type { RefundView } from './refund-types.ts'
import { useRefund, type FollowedRefund } from './use-refund.ts'

type Dialog = 'approve' | 'decline' | 'cancel'

/** One refund: what goes back, how far it is, and what may be done with it. */
export function RefundScreen({
  refundId,
  isApproving,
}: Readonly<{ refundId: string; isApproving: boolean }>) {
  const { t } = useTranslation()
  const followed = useRefund(refundId)
  const { value, failure } = followed
  if (value === undefined) {
    if (failure === undefined) return <ScreenLoading label={t('refunds.refund.loading')} />
    const words = failureText(failure)
    return (
      <ScreenMessage
        icon="question"
        title={words.text}
        body={words.hint}
        action={<Button onClick={() => navigate('refunds')}>{t('refunds.refund.back')}</Button>}
      />
    )
  }
  return <Refund refund={value} followed={followed} isApproving={isApproving} />
}

type RefundProps = Readonly<{ refund: RefundView; followed: FollowedRefund; isApproving: boolean }>

function Refund({ refund, followed: { seen, take, failure }, isApproving }: RefundProps) {
  const [dialog, open] = useState<Dialog | undefined>(isApproving ? 'approve' : undefined)
  const close = (): void => open(undefined)
  return (
    <div className={classes['screen']}>
      <RefundHead refund={refund} />
      {failure === undefined ? null : <FailureNotice failure={failure} />}
      <div className={classes['columns']}>
        <div className={classes['column']}>
          <RefundAbout refund={refund} />
        </div>
        <div className={classes['column']}>
          <RefundProgress refund={refund} seen={seen} act={open} />
        </div>
      </div>
      <ApproveDialog
        refund={refund}
        isOpen={dialog === 'approve' && refund.can.approve}
        close={close}
        take={take}
      />
      <EndDialog
        refund={refund}
        how={dialog === 'decline' || dialog === 'cancel' ? dialog : undefined}
        close={close}
        take={take}
      />
      <RefundSlip refund={refund} />
    </div>
  )
}

function RefundHead({ refund }: Readonly<{ refund: RefundView }>) {
  const { t, i18n } = useTranslation()
  return (
    <header className={classes['head']}>
      <Button
        variant="default"
        leftSection={<Icon name="left" size={20} />}
        onClick={() => navigate('refunds')}
      >
        {t('refunds.refund.back')}
      </Button>
      <div>
        <h1 className={classes['title']}>{t('refunds.refund.title', { number: refund.numberText })}</h1>
        <span className={classes['asked']}>
          {t('refunds.refund.asked', {
            time: formatInstant(refund.requestedAt, i18n.language),
            name: refund.requestedByName,
          })}
        </span>
      </div>
      <RefundStatusChip status={refund.status} />
      <span className={classes['space']} />
      <Button variant="default" onClick={() => window.print()}>
        {t('refunds.refund.slip')}
      </Button>
    </header>
  )
}
