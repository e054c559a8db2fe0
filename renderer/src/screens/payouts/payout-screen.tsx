import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ScreenLoading, ScreenMessage } from '../../components/screen-message.tsx'
import { terminal } from '../../host/terminal.ts'
import { failureText } from '../../i18n/failure-text.ts'
import { navigate } from '../../stores/router.ts'
import { formatInstant } from '../sales/format-instant.ts'
import classes from '../refunds/refund-screen.module.css'
import { ApprovePayout } from './approve-payout.tsx'
import { EndDialog } from './end-dialog.tsx'
import { PayoutAbout } from './payout-about.tsx'
import { PayoutProgress } from './payout-progress.tsx'
import { payoutLooks } from './payout-status.ts'
import type { PayoutDialog, PayoutView } from './payout-types.ts'
import { ReturnDialog } from './return-dialog.tsx'
import { BackHead } from './payouts-head.tsx'
import { ToneChip } from '../../components/tone-chip.tsx'
import { usePayout, type FollowedPayout } from './use-payout.ts'

/** One payout: what is paid, how far it is, and what may be done with it. */
export function PayoutScreen({
  payoutId,
  isApproving,
}: Readonly<{ payoutId: string; isApproving: boolean }>) {
  const { t } = useTranslation()
  const followed = usePayout(payoutId)
  const { value, failure } = followed
  if (value === undefined) {
    if (failure === undefined) return <ScreenLoading label={t('payouts.payout.loading')} />
    const words = failureText(failure)
    return (
      <ScreenMessage
        icon="question"
        title={words.text}
        body={words.hint}
        action={<Button onClick={() => navigate('payouts')}>{t('payouts.toHome')}</Button>}
      />
    )
  }
  return <Payout payout={value} followed={followed} isApproving={isApproving} />
}

type PayoutProps = Readonly<{ payout: PayoutView; followed: FollowedPayout; isApproving: boolean }>

function Payout({ payout, followed: { seen, take }, isApproving }: PayoutProps) {
  const [dialog, setDialog] = useState<PayoutDialog | undefined>(isApproving ? 'approve' : undefined)
  const close = (): void => setDialog(undefined)
  const { payoutId, numberText, amountText, can } = payout
  return (
    <div className={classes['screen']}>
      <PayoutHead payout={payout} />
      <div className={classes['columns']}>
        <div className={classes['column']}>
          <PayoutAbout payout={payout} />
        </div>
        <div className={classes['column']}>
          <PayoutProgress payout={payout} seen={seen} act={setDialog} />
        </div>
      </div>
      <ApprovePayout payout={payout} isOpen={dialog === 'approve' && can.approve} close={close} take={take} />
      {dialog === 'linkReturn' && can.linkReturn ? (
        <ReturnDialog payout={payout} close={close} take={take} />
      ) : null}
      {dialog === 'cancel' && can.cancel ? (
        <EndDialog
          what="payout"
          name={numberText}
          about={`${numberText}, ${amountText}`}
          close={close}
          end={async (reason) => take(await terminal().payouts.cancel({ payoutId, reason }))}
        />
      ) : null}
    </div>
  )
}

function PayoutHead({ payout }: Readonly<{ payout: PayoutView }>) {
  const { t, i18n } = useTranslation()
  const { ruleName, requestedByName, status, numberText } = payout
  const time = formatInstant(payout.requestedAt, i18n.language)
  return (
    <BackHead
      title={t('payouts.payout.title', { number: numberText })}
      to={[]}
      word={t('payouts.toHome')}
      note={
        ruleName === undefined
          ? t('payouts.payout.asked', { time, name: requestedByName })
          : t('payouts.payout.askedByRule', { time, rule: ruleName })
      }
    >
      <ToneChip {...payoutLooks[status]} word={t(`payouts.status.${status}`)} />
    </BackHead>
  )
}
