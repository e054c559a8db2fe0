import { Button, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { FailureNotice } from '../../components/failure-notice.tsx'
import { Notice } from '../../components/notice.tsx'
import { terminal } from '../../host/terminal.ts'
import { useAction } from '../checkout/use-action.ts'
import type { OutboxCallView } from './call-words.ts'
import classes from './outbox-screen.module.css'

type GiveUpFormProps = Readonly<{ call: OutboxCallView; close: () => void }>

/** Why a call is given up. Says first whether it may have arrived. */
export function GiveUpForm({ call, close }: GiveUpFormProps) {
  const { t } = useTranslation()
  const [reason, setReason] = useState('')
  const [isAsked, setAsked] = useState(false)
  const giveUp = useAction((text: string) => terminal().outbox.giveUp({ callId: call.id, reason: text }))
  const submit = async (): Promise<void> => {
    setAsked(true)
    if (reason.trim() !== '' && (await giveUp.run(reason.trim()))) close()
  }
  const left = call.attempts === 0 ? 'neverLeft' : 'mayHaveLeft'
  return (
    <form
      className={classes['form']}
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      <p className={classes['about']}>{call.aboutText ?? t(`outbox.kind.${call.kind}`)}</p>
      <Notice
        kind={call.attempts === 0 ? 'info' : 'warning'}
        title={t(`outbox.giveUpForm.${left}`)}
        hint={t(`outbox.giveUpForm.${left}Hint`)}
      />
      <Textarea
        label={t('outbox.giveUpForm.reason')}
        description={t('outbox.giveUpForm.reasonHint')}
        value={reason}
        maxLength={200}
        minRows={2}
        data-autofocus
        error={isAsked && reason.trim() === '' ? t('outbox.giveUpForm.reasonMissing') : null}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      {giveUp.failure === undefined ? null : <FailureNotice failure={giveUp.failure} />}
      <div className={classes['buttons']}>
        <Button variant="default" size="md" onClick={close}>
          {t('common.cancel')}
        </Button>
        <Button type="submit" size="md" color="red" loading={giveUp.isBusy}>
          {t('outbox.giveUpForm.confirm')}
        </Button>
      </div>
    </form>
  )
}
