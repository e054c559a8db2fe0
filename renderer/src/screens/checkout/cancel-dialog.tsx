import { Button, Modal, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { FailureNotice } from '../../components/failure-notice.tsx'
import { Notice } from '../../components/notice.tsx'
import classes from './cancel-dialog.module.css'
import type { Action } from './use-action.ts'

const presets = ['changedMind', 'paidOtherwise', 'cannotPay', 'mistake'] as const

type CancelDialogProps = Readonly<{
  isOpen: boolean
  hasMoney: boolean
  cancel: Action<[reason: string]>
  onClose: () => void
}>

/** Asks why a sale is cancelled, and says what happens to money that was seen or still comes. */
export function CancelDialog({ isOpen, hasMoney, cancel, onClose }: CancelDialogProps) {
  const { t } = useTranslation()
  return (
    <Modal
      closeButtonProps={{ 'aria-label': t('common.close') }}
      opened={isOpen}
      onClose={onClose}
      title={t('checkout.cancelDialog.title')}
      size={520}
    >
      <CancelForm hasMoney={hasMoney} cancel={cancel} onClose={onClose} />
    </Modal>
  )
}

function CancelForm({ hasMoney, cancel, onClose }: Omit<CancelDialogProps, 'isOpen'>) {
  const { t } = useTranslation()
  const [reason, setReason] = useState('')
  const [isAsked, setAsked] = useState(false)
  const submit = async (): Promise<void> => {
    setAsked(true)
    if (reason.trim() !== '' && (await cancel.run(reason.trim()))) onClose()
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
        kind={hasMoney ? 'warning' : 'info'}
        title={t(hasMoney ? 'checkout.cancelDialog.moneySeen' : 'checkout.cancelDialog.noMoney')}
      />
      <div role="group" aria-label={t('checkout.cancelDialog.presets.label')} className={classes['presets']}>
        {presets.map((preset) => {
          const text = t(`checkout.cancelDialog.presets.${preset}`)
          return (
            <Button
              key={preset}
              variant={reason === text ? 'light' : 'default'}
              aria-pressed={reason === text}
              onClick={() => setReason(text)}
            >
              {text}
            </Button>
          )
        })}
      </div>
      <TextInput
        label={t('checkout.cancelDialog.reason')}
        value={reason}
        maxLength={200}
        data-autofocus
        error={isAsked && reason.trim() === '' ? t('checkout.cancelDialog.reasonMissing') : null}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      {cancel.failure === undefined ? null : <FailureNotice failure={cancel.failure} />}
      <div className={classes['buttons']}>
        <Button variant="default" onClick={onClose}>
          {t('checkout.cancelDialog.keep')}
        </Button>
        <Button type="submit" className={classes['danger'] ?? ''} loading={cancel.isBusy}>
          {t('checkout.cancelDialog.confirm')}
        </Button>
      </div>
    </form>
  )
}
