import { Button, Checkbox } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { FailureNotice } from '../../components/failure-notice.tsx'
import { Notice } from '../../components/notice.tsx'
import { AddressProblems } from './address-problems.tsx'
import { CheckFacts } from './check-facts.tsx'
import { ReasonFields } from './reason-fields.tsx'
import { ReceiverForm } from './receiver-form.tsx'
import classes from './refund-desk.module.css'
import type { Prepared } from './refund-types.ts'
import type { DeskWork } from './use-desk.ts'
import { useFreshQuote } from './use-fresh-quote.ts'

type CheckProps = Readonly<{ work: DeskWork; prepared: Prepared }>

/** The last step: everything once more, the reason, and then it is asked for. */
export function CheckStep({ work, prepared }: CheckProps) {
  const quote = useFreshQuote(work, prepared)
  return (
    <div className={classes['form']}>
      <CheckFacts prepared={prepared} quoteSeconds={quote.secondsLeft} />
      {prepared.needsReceiver ? (
        <ReceiverForm prepared={prepared} saved={work.prepare.run} />
      ) : (
        <AskForm work={work} prepared={prepared} isStale={quote.isStale} />
      )}
    </div>
  )
}

/** What keeps the refund from being asked for, if anything does. */
function Obstacle({ work, prepared, isStale }: CheckProps & Readonly<{ isStale: boolean }>) {
  const { t } = useTranslation()
  const again = (
    <Button variant="default" loading={work.prepare.isBusy} onClick={() => void work.prepare.run()}>
      {t('refunds.whom.checkAgain')}
    </Button>
  )
  if (work.prepare.failure)
    return <FailureNotice failure={work.prepare.failure} onRetry={() => void work.prepare.run()} />
  if (prepared.float?.isEnough === false)
    return (
      <Notice
        kind="problem"
        title={t('refunds.check.floatShort')}
        hint={t('refunds.check.floatShortHint', {
          available: prepared.float.availableText,
          needed: prepared.float.neededText,
        })}
        action={again}
      />
    )
  if (isStale)
    return (
      <Notice
        kind="warning"
        title={t('refunds.check.quoteStopped')}
        hint={t('refunds.check.quoteStoppedHint')}
        action={again}
      />
    )
  return null
}

function AskForm({ work, prepared, isStale }: CheckProps & Readonly<{ isStale: boolean }>) {
  const { t } = useTranslation()
  const [reason, setReason] = useState('')
  const [accepted, setAccepted] = useState('')
  const [isAsked, setAsked] = useState(false)
  const needsTick = prepared.verdict === 'warn'
  // A tick is for these findings about this address; others need another.
  const findings = `${prepared.target} ${prepared.problems.map(({ kind }) => kind).join(' ')}`
  const isAccepted = accepted === findings
  const isBlocked = isStale || prepared.float?.isEnough === false || work.prepare.isBusy
  const submit = (): void => {
    setAsked(true)
    if (reason.trim() === '' || (needsTick && !isAccepted) || isBlocked) return
    void work.request.run(reason.trim(), needsTick)
  }
  return (
    <form
      className={classes['form']}
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <AddressProblems problems={prepared.problems} />
      {needsTick ? (
        <Checkbox
          size="lg"
          label={t('refunds.check.accept')}
          checked={isAccepted}
          error={isAsked && !isAccepted ? t('refunds.check.acceptMissing') : null}
          onChange={(event) => setAccepted(event.currentTarget.checked ? findings : '')}
        />
      ) : null}
      <ReasonFields
        kind={work.draft.kind}
        reason={reason}
        isMissing={isAsked && reason.trim() === ''}
        onChange={setReason}
      />
      <Obstacle work={work} prepared={prepared} isStale={isStale} />
      {work.request.failure === undefined ? null : (
        <FailureNotice failure={work.request.failure} onRetry={() => void work.prepare.run()} />
      )}
      <div className={classes['buttons']}>
        <span className={classes['note']}>{t('refunds.check.note')}</span>
        <Button type="submit" size="lg" loading={work.request.isBusy} disabled={isBlocked}>
          {t('refunds.check.ask')}
        </Button>
      </div>
    </form>
  )
}
