import { Button, Textarea } from '@mantine/core'
import { useState } from 'react'
import { FailureNotice } from '../../components/failure-notice.tsx'
import { Icon } from '../../components/icon.tsx'
import { terminal } from '../../host/terminal.ts'
import { useAction } from '../checkout/use-action.ts'
import classes from './health-actions.module.css'
import { useWords } from './use-words.ts'

type Asked = Awaited<ReturnType<ReturnType<typeof terminal>['system']['askNow']>>

type Outcome =
  | Readonly<{ kind: 'asked'; asked: Asked }>
  | Readonly<{ kind: 'copied' }>
  | Readonly<{ kind: 'refused'; report: string }>

function useHealthActions(report: () => string) {
  const [outcome, setOutcome] = useState<Outcome | undefined>(undefined)
  const ask = useAction(async () => {
    setOutcome(undefined)
    setOutcome({ kind: 'asked', asked: await terminal().system.askNow() })
  })
  const copy = async (): Promise<void> => {
    const text = report()
    try {
      await navigator.clipboard.writeText(text)
      setOutcome({ kind: 'copied' })
    } catch {
      setOutcome({ kind: 'refused', report: text })
    }
  }
  return { ask, copy, outcome }
}

/** What came of the last press, said to everybody. */
function Said({ outcome }: Readonly<{ outcome: Outcome | undefined }>) {
  const { t, time } = useWords()
  const sentences = (): readonly string[] => {
    if (outcome === undefined) return []
    if (outcome.kind === 'copied') return [t('health.copied')]
    if (outcome.kind === 'refused') return [t('health.copyRefused')]
    const { networks, leftAlone } = outcome.asked
    return [
      t('health.asked', { count: networks }),
      ...leftAlone.map(({ host, until }) => t('health.leftAlone', { host, time: time(until) })),
    ]
  }
  return (
    <output className={classes['said']}>
      {sentences().map((sentence) => (
        <span key={sentence}>{sentence} </span>
      ))}
    </output>
  )
}

type HealthActionsProps = Readonly<{ report: () => string; isOnline: boolean }>

/** The two things to do here: ask every network now, and take the page along as text. */
export function HealthActions({ report, isOnline }: HealthActionsProps) {
  const { t } = useWords()
  const { ask, copy, outcome } = useHealthActions(report)
  return (
    <div className={classes['actions']}>
      <div className={classes['buttons']}>
        <Button
          variant="default"
          size="md"
          leftSection={<Icon name="copy" size={20} />}
          onClick={() => void copy()}
        >
          {t('health.copyReport')}
        </Button>
        <Button
          size="md"
          leftSection={<Icon name="catchingUp" size={20} />}
          loading={ask.isBusy}
          disabled={!isOnline}
          onClick={() => void ask.run()}
        >
          {t('health.askNow')}
        </Button>
      </div>
      <Said outcome={outcome} />
      {ask.failure === undefined ? null : <FailureNotice failure={ask.failure} />}
      {outcome?.kind === 'refused' ? (
        <Textarea readOnly rows={10} label={t('health.reportText')} value={outcome.report} />
      ) : null}
    </div>
  )
}
