import { Button, Modal, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { FailureNotice } from '../../components/failure-notice.tsx'
import { Notice } from '../../components/notice.tsx'
import { terminal } from '../../host/terminal.ts'
import { newId } from '../../stores/new-id.ts'
import { navigate } from '../../stores/router.ts'
import { useAction } from '../checkout/use-action.ts'
import classes from '../refunds/refund-screen.module.css'
import type { BanksView } from './payout-types.ts'

type AdoptProps = Readonly<{
  bank: BanksView['found'][number]
  close: () => void
  reload: () => void
}>

/** Takes up a bank account that the backend knows already. */
export function AdoptDialog({ bank, close, reload }: AdoptProps) {
  const { t } = useTranslation()
  const [name, setName] = useState('')
  const [isAsked, setAsked] = useState(false)
  // Made once for this dialog: an answer that was lost takes the account up once.
  const [key] = useState(newId)
  const { bankAccountId } = bank
  const adopt = useAction(async () => {
    const taken = await terminal().banks.adopt({ key, bankAccountId, name: name.trim() })
    reload()
    close()
    navigate('payouts', 'banks', taken.bankId)
  })
  return (
    <Modal
      closeButtonProps={{ 'aria-label': t('common.close') }}
      opened
      onClose={close}
      title={t('payouts.banks.adoptTitle', { bank: bank.text })}
      size={520}
    >
      <form
        className={classes['form']}
        onSubmit={(event) => {
          event.preventDefault()
          setAsked(true)
          if (name.trim() !== '') void adopt.run()
        }}
      >
        <Notice kind="info" title={t('payouts.banks.adoptHint')} />
        <TextInput
          label={t('payouts.banks.name')}
          value={name}
          maxLength={60}
          data-autofocus
          error={isAsked && name.trim() === '' ? t('payouts.banks.nameMissing') : null}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        {adopt.failure === undefined ? null : <FailureNotice failure={adopt.failure} />}
        <div className={classes['buttons']}>
          <Button variant="default" onClick={close}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" loading={adopt.isBusy}>
            {t('payouts.banks.adopt')}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
