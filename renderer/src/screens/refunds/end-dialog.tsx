import { Button, Modal, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { FailureNotice } from '../../components/failure-notice.tsx'
import { Notice } from '../../components/notice.tsx'
import { terminal } from '../../host/terminal.ts'
import { useAction } from '../checkout/use-action.ts'
import classes from './refund-screen.module.css'
import type { RefundView } from './refund-types.ts'

type EndProps = Readonly<{
  refund: RefundView
  how: 'decline' | 'cancel' | undefined
  close: () => void
  take: (refund: RefundView) => void
}>

/** Says no to a refund, or takes it back; both with a reason. */
export function EndDialog({ refund, how, close, take }: EndProps) {
  const { t } = useTranslation()
  return (
    <Modal
      closeButtonProps={{ 'aria-label': t('common.close') }}
      opened={how !== undefined}
      onClose={close}
      title={how === undefined ? '' : t(`refunds.end.${how}Title`)}
      size={520}
    >
      {how === undefined ? null : <EndForm key={how} refund={refund} how={how} close={close} take={take} />}
    </Modal>
  )
}

function EndForm({ refund, how, close, take }: EndProps & Readonly<{ how: 'decline' | 'cancel' }>) {
  const { t } = useTranslation()
  const [reason, setReason] = useState('')
  const [isAsked, setAsked] = useState(false)
  const end = useAction(async (text: string) => {
    take(await terminal().refunds[how]({ refundId: refund.refundId, reason: text }))
  })
  const submit = async (): Promise<void> => {
    setAsked(true)
    if (reason.trim() !== '' && (await end.run(reason.trim()))) close()
  }
  return (
    <form
      className={classes['form']}
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      <Notice
        kind="info"
        title={`${refund.numberText}, ${refund.amountText}`}
        hint={t(`refunds.end.${how}Hint`)}
      />
      <Textarea
        label={t('refunds.end.reason')}
        value={reason}
        maxLength={200}
        minRows={2}
        data-autofocus
        error={isAsked && reason.trim() === '' ? t('refunds.end.reasonMissing') : null}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      {end.failure === undefined ? null : <FailureNotice failure={end.failure} />}
      <div className={classes['buttons']}>
        <Button variant="default" onClick={close}>
          {t('refunds.end.keep')}
        </Button>
        <Button type="submit" loading={end.isBusy}>
          {t(`refunds.end.${how}`)}
        </Button>
      </div>
    </form>
  )
}
