import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Icon } from '../../components/icon.tsx'
import { Notice } from '../../components/notice.tsx'
import { navigate } from '../../stores/router.ts'
import { problemText } from '../refunds/problem-text.ts'
import classes from '../refunds/refund-screen.module.css'
import { Card } from '../sales/card.tsx'
import { formatInstant } from '../sales/format-instant.ts'
import { stepsOf, type PayoutStep } from './payout-status.ts'
import type { PayoutDialog, PayoutStatus, PayoutView } from './payout-types.ts'
import { useDays } from './use-days.ts'

type ProgressProps = Readonly<{
  payout: PayoutView
  seen: Readonly<Partial<Record<PayoutStatus, number>>>
  act: (dialog: PayoutDialog) => void
}>

/** How far a payout is, and what may be done with it now. */
export function PayoutProgress({ payout, seen, act }: ProgressProps) {
  const { t } = useTranslation()
  return (
    <>
      <div aria-live="polite">
        <Standing payout={payout} />
      </div>
      <Choices payout={payout} act={act} />
      <Card title={t('payouts.payout.progress')}>
        <ol className={classes['steps']} aria-label={t('payouts.steps.label')}>
          {stepsOf(payout, seen).map((step) => (
            <Step key={step.step} view={step} payout={payout} />
          ))}
        </ol>
      </Card>
    </>
  )
}

type Words = Readonly<{ kind: 'info' | 'good' | 'warning' | 'problem'; title: string; hint?: string }>

/** In a sentence what happens, and what to do. */
function Standing({ payout }: Readonly<{ payout: PayoutView }>) {
  return <Notice {...useStandingWords(payout)} />
}

function useStandingWords({ status, problem, hold, amountText, returnedText }: PayoutView): Words {
  const { t } = useTranslation()
  const because = problem && { hint: t('payouts.payout.because', { text: problemText(problem) }) }
  switch (status) {
    case 'requested':
      return { kind: 'info', title: t('payouts.payout.waits') }
    case 'approved':
      return {
        kind: 'info',
        title: t('payouts.payout.approvedTitle'),
        hint: t('payouts.payout.approvedHint'),
      }
    case 'submitted':
    case 'processing':
      return hold === undefined
        ? { kind: 'info', title: t('payouts.payout.movingTitle'), hint: t('payouts.payout.movingHint') }
        : {
            kind: 'warning',
            title: t(`payouts.payout.hold.${hold}`),
            hint: t(`payouts.payout.hold.${hold}Hint`),
          }
    case 'paid':
      return { kind: 'good', title: t('payouts.payout.paidTitle'), hint: t('payouts.payout.paidHint') }
    case 'unknown':
      return {
        kind: 'warning',
        title: t('payouts.payout.unknownTitle'),
        hint: t('payouts.payout.unknownHint'),
      }
    case 'failed':
      return { kind: 'problem', title: t('payouts.payout.failedTitle'), ...because }
    case 'cancelled':
      return { kind: 'info', title: t('payouts.payout.cancelledTitle'), ...because }
    case 'returned':
      return {
        kind: 'warning',
        title: t('payouts.payout.returnedTitle'),
        hint: t('payouts.payout.returnedHint', { amount: returnedText ?? amountText }),
      }
  }
}

function Choices({ payout: { can, status }, act }: Omit<ProgressProps, 'seen'>) {
  const { t } = useTranslation()
  const mayRepeat = status === 'failed' || status === 'returned'
  if (!can.approve && !can.cancel && !can.linkReturn && !mayRepeat) return null
  return (
    <div className={classes['choices']}>
      {can.approve ? (
        <Button size="lg" onClick={() => act('approve')}>
          {t('payouts.payout.approve')}
        </Button>
      ) : null}
      {mayRepeat ? (
        <Button size="lg" onClick={() => navigate('payouts', 'new')}>
          {t('payouts.payout.payAgain')}
        </Button>
      ) : null}
      {can.cancel ? (
        <Button size="lg" variant="default" onClick={() => act('cancel')}>
          {t('payouts.payout.cancel')}
        </Button>
      ) : null}
      {can.linkReturn ? (
        <Button size="lg" variant="default" onClick={() => act('linkReturn')}>
          {t('payouts.payout.linkReturn')}
        </Button>
      ) : null}
    </div>
  )
}

const marks = { done: 'check', now: 'clock', unsure: 'question' } as const

function Step({ view: { step, state, at }, payout }: Readonly<{ view: PayoutStep; payout: PayoutView }>) {
  const { t, i18n } = useTranslation()
  const daysOf = useDays()
  const { requestedByName, approvedByName, expected } = payout
  const people = { requested: requestedByName, approved: approvedByName } as const
  const person = step === 'requested' || step === 'approved' ? people[step] : undefined
  const notes = [
    ...(state === 'done' && person !== undefined ? [t('payouts.steps.byPerson', { name: person })] : []),
    ...(step === 'paid' && state !== 'done' && expected !== undefined
      ? [t('payouts.steps.expected', { day: daysOf(expected) })]
      : []),
  ]
  const isUnknown = state === 'unsure' && step !== 'returned'
  return (
    <li className={classes['stepRow']} data-state={state} aria-current={state === 'now' ? 'step' : undefined}>
      <span className={classes['dot']}>
        {state === 'open' ? null : <Icon name={marks[state]} size={18} />}
      </span>
      <span className={classes['stepName']}>
        {t(isUnknown ? 'payouts.steps.unknown' : `payouts.steps.${step}`)}
        <span className="visually-hidden">, {t(`payouts.steps.${state === 'unsure' ? 'now' : state}`)}</span>
        {notes.length === 0 ? null : <span className={classes['stepNote']}>{notes.join(' · ')}</span>}
      </span>
      {at === undefined ? null : (
        <time className={`amount ${classes['stepTime']}`}>{formatInstant(at, i18n.language)}</time>
      )}
    </li>
  )
}
