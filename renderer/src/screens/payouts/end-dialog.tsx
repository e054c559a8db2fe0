import { Button, Modal, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { FailureNotice } from '../../components/failure-notice.tsx'
import { Notice } from '../../components/notice.tsx'
import { useAction } from '../checkout/use-action.ts'
import classes from '../refunds/refund-screen.module.css'

type EndProps = Readonly<{
  what: 'payout' | 'bankDecline' | 'bankRemove' | 'ruleDecline' | 'ruleEnd'
  name: string
  about: string
  close: () => void
  end: (reason: string) => Promise<void>
}>

/** Takes something back, says no to it, or ends it; always with a reason. */
export function EndDialog({ what, name, about, close, end }: EndProps) {
  const { t } = useTranslation()
  const [reason, setReason] = useState('')
  const [isAsked, setAsked] = useState(false)
  const ending = useAction(end)
  const isMissing = isAsked && reason.trim() === ''
  const submit = async (): Promise<void> => {
    setAsked(true)
    if (reason.trim() !== '' && (await ending.run(reason.trim()))) close()
  }
  return (
    <Modal
      closeButtonProps={{ 'aria-label': t('common.close') }}
      opened
      onClose={close}
      title={t(`payouts.end.${what}Title`, { name })}
      size={520}
    >
      <form
        className={classes['form']}
        onSubmit={(event) => {
          event.preventDefault()
          void submit()
        }}
      >
        <Notice kind="info" title={about} hint={t(`payouts.end.${what}Hint`)} />
        <Textarea
          label={t('payouts.end.reason')}
          value={reason}
          maxLength={200}
          minRows={2}
          data-autofocus
          error={isMissing ? t('payouts.end.reasonMissing') : null}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        {ending.failure === undefined ? null : <FailureNotice failure={ending.failure} />}
        <div className={classes['buttons']}>
          <Button variant="default" onClick={close}>
            {t('payouts.end.keep')}
          </Button>
          <Button type="submit" loading={ending.isBusy}>
            {t(`payouts.end.${what}Do`)}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
