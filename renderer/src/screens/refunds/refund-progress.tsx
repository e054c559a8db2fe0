import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Icon } from '../../components/icon.tsx'
import { Notice } from '../../components/notice.tsx'
import { navigate } from '../../stores/router.ts'
import { formatTime } from '../sales/format-instant.ts'
import { Card } from '../sales/card.tsx'
import { problemText } from './problem-text.ts'
import classes from './refund-screen.module.css'
import { stepsOf, type StepView } from './refund-status.ts'
import type { RefundStatus, RefundView } from './refund-types.ts'
import { SignCard } from './sign-card.tsx'

type ProgressProps = Readonly<{
  refund: RefundView
  seen: Readonly<Partial<Record<RefundStatus, number>>>
  act: (dialog: 'approve' | 'decline' | 'cancel') => void
}>

/** How far a refund is, and what may be done with it now. */
export function RefundProgress({ refund, seen, act }: ProgressProps) {
  const { t } = useTranslation()
  return (
    <>
      <div aria-live="polite">
        <Standing refund={refund} />
      </div>
      <Choices refund={refund} act={act} />
      {refund.signUri === undefined ? null : <SignCard refund={refund} signUri={refund.signUri} />}
      <Card title={t('refunds.refund.progress')}>
        <ol className={classes['steps']} aria-label={t('refunds.steps.label')}>
          {stepsOf(refund, seen).map((step) => (
            <Step key={step.step} view={step} refund={refund} />
          ))}
        </ol>
      </Card>
    </>
  )
}

/** In a sentence what happens, and what to do. */
function Standing({ refund }: Readonly<{ refund: RefundView }>) {
  const { t } = useTranslation()
  const { status, problem } = refund
  switch (status) {
    case 'requested':
      return <Notice kind="info" title={t('refunds.refund.waits')} />
    case 'confirmed':
      return <Notice kind="good" title={t('refunds.refund.doneTitle')} hint={t('refunds.refund.doneHint')} />
    case 'unknown':
      return (
        <Notice
          kind="warning"
          title={t('refunds.refund.unknownTitle')}
          hint={t('refunds.refund.unknownHint')}
        />
      )
    case 'failed':
      return (
        <Notice
          kind="problem"
          title={t('refunds.refund.failedTitle')}
          {...(problem === undefined
            ? {}
            : { hint: t('refunds.refund.failedCode', { text: problemText(problem) }) })}
        />
      )
    case 'declined':
    case 'cancelled':
      return (
        <Notice
          kind="info"
          title={t(`refunds.refund.${status}Title`)}
          {...(problem === undefined ? {} : { hint: problemText(problem) })}
        />
      )
    case 'approved':
    case 'reserved':
    case 'submitted':
    case 'broadcast':
      return (
        <Notice kind="info" title={t('refunds.refund.movingTitle')} hint={t('refunds.refund.movingHint')} />
      )
  }
}

function Choices({ refund, act }: Omit<ProgressProps, 'seen'>) {
  const { t } = useTranslation()
  const { can, saleId, refundId } = refund
  if (!can.approve && !can.decline && !can.cancel && !can.repeat) return null
  return (
    <div className={classes['choices']}>
      {can.approve ? (
        <Button size="lg" onClick={() => act('approve')}>
          {t('refunds.refund.approve')}
        </Button>
      ) : null}
      {can.repeat ? (
        <Button size="lg" onClick={() => navigate('refunds', 'new', saleId, 'again', refundId)}>
          {t('refunds.refund.again')}
        </Button>
      ) : null}
      {can.decline ? (
        <Button size="lg" variant="default" onClick={() => act('decline')}>
          {t('refunds.refund.decline')}
        </Button>
      ) : null}
      {can.cancel ? (
        <Button size="lg" variant="default" onClick={() => act('cancel')}>
          {t('refunds.refund.cancel')}
        </Button>
      ) : null}
    </div>
  )
}

const marks = { done: 'check', now: 'clock', unsure: 'question' } as const

function Step({ view: { step, state, at }, refund }: Readonly<{ view: StepView; refund: RefundView }>) {
  const { t, i18n } = useTranslation()
  const { requestedByName, approvedByName, seenInBlock } = refund
  const people = { requested: requestedByName, reserved: approvedByName } as const
  const person = step === 'requested' || step === 'reserved' ? people[step] : undefined
  const notes = [
    ...(state === 'done' && person !== undefined ? [t('refunds.steps.byPerson', { name: person })] : []),
    ...(step === 'confirmed' && seenInBlock !== undefined
      ? [t('refunds.steps.seenInBlock', { block: seenInBlock })]
      : []),
  ]
  return (
    <li className={classes['stepRow']} data-state={state} aria-current={state === 'now' ? 'step' : undefined}>
      <span className={classes['dot']}>
        {state === 'open' ? null : <Icon name={marks[state]} size={18} />}
      </span>
      <span className={classes['stepName']}>
        {state === 'unsure' ? t('refunds.status.unknown') : t(`refunds.steps.${step}`)}
        <span className="visually-hidden">, {t(`refunds.steps.${state === 'unsure' ? 'now' : state}`)}</span>
        {notes.length === 0 ? null : <span className={classes['stepNote']}>{notes.join(' · ')}</span>}
      </span>
      {at === undefined ? null : (
        <time className={`amount ${classes['stepTime']}`}>{formatTime(at, i18n.language)}</time>
      )}
    </li>
  )
}
