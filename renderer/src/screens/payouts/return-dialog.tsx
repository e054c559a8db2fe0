import { Button, Modal, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { FailureNotice } from '../../components/failure-notice.tsx'
import { Notice } from '../../components/notice.tsx'
import { ScreenLoading } from '../../components/screen-message.tsx'
import { terminal } from '../../host/terminal.ts'
import { useRead } from '../../host/use-read.ts'
import { RadioChips } from '../checkout/radio-chips.tsx'
import { useAction } from '../checkout/use-action.ts'
import classes from '../refunds/refund-screen.module.css'
import { formatInstant } from '../sales/format-instant.ts'
import type { PayoutView } from './payout-types.ts'

type ReturnProps = Readonly<{ payout: PayoutView; close: () => void; take: (payout: PayoutView) => void }>

/** Says which money that came in is this payout, sent back by the bank. */
export function ReturnDialog({ payout, close, take }: ReturnProps) {
  const { t } = useTranslation()
  return (
    <Modal
      closeButtonProps={{ 'aria-label': t('common.close') }}
      opened
      onClose={close}
      title={t('payouts.back.title', { number: payout.numberText })}
      size={640}
    >
      <ReturnForm payout={payout} close={close} take={take} />
    </Modal>
  )
}

type Money = Readonly<{ movementId: string; label: string; note: string }>

/** What may be chosen; the empty id is money that only the balance tells of. */
function useMoney(payoutId: string) {
  const { t, i18n } = useTranslation()
  const read = useRead(`return:${payoutId}`, 0, () => terminal().payouts.returnCandidates({ payoutId }))
  const { movements = [], unexplainedText } = read.value ?? {}
  const money: Money[] = movements.map(({ movementId, at, amountText, memo }) => ({
    movementId,
    label: amountText,
    note: [formatInstant(at, i18n.language), memo].filter((part) => part !== '').join(' · '),
  }))
  if (unexplainedText !== undefined && !unexplainedText.startsWith('-'))
    money.push({ movementId: '', label: unexplainedText, note: t('payouts.back.unexplained') })
  return { ...read, money }
}

function ReturnForm({ payout: { payoutId }, close, take }: ReturnProps) {
  const { t } = useTranslation()
  const { value, failure, reload, money } = useMoney(payoutId)
  const [chosen, choose] = useState<string | undefined>()
  const [reason, setReason] = useState('')
  const [isAsked, setAsked] = useState(false)
  const link = useAction(async (movementId: string) => {
    const which = movementId === '' ? {} : { movementId }
    take(await terminal().payouts.linkReturn({ payoutId, reason: reason.trim(), ...which }))
  })
  if (value === undefined)
    return failure ? (
      <FailureNotice failure={failure} onRetry={reload} />
    ) : (
      <ScreenLoading label={t('payouts.back.loading')} />
    )
  if (money.length === 0)
    return <Notice kind="info" title={t('payouts.back.none')} hint={t('payouts.back.noneHint')} />
  const submit = async (): Promise<void> => {
    setAsked(true)
    if (chosen !== undefined && reason.trim() !== '' && (await link.run(chosen))) close()
  }
  return (
    <form
      className={classes['form']}
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      <Notice kind="info" title={t('payouts.back.hint')} />
      <RadioChips
        name="return-movement"
        label={t('payouts.back.which')}
        look="field"
        value={chosen === undefined ? 'none' : `m:${chosen}`}
        chips={money.map(({ movementId, label, note }) => ({ value: `m:${movementId}`, label, note }))}
        onChange={(picked) => choose(picked.slice(2))}
      />
      {isAsked && chosen === undefined ? <Notice kind="problem" title={t('payouts.back.choose')} /> : null}
      <Textarea
        label={t('payouts.end.reason')}
        value={reason}
        maxLength={200}
        error={isAsked && reason.trim() === '' ? t('payouts.end.reasonMissing') : null}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      {link.failure === undefined ? null : <FailureNotice failure={link.failure} />}
      <div className={classes['buttons']}>
        <Button variant="default" onClick={close}>
          {t('payouts.end.keep')}
        </Button>
        <Button type="submit" loading={link.isBusy}>
          {t('payouts.back.submit')}
        </Button>
      </div>
    </form>
  )
}
