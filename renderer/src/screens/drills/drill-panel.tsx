import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DrillChoice } from '../../../../shared/domain/drill/drill.ts'
import { FailureNotice } from '../../components/failure-notice.tsx'
import { Icon } from '../../components/icon.tsx'
import { terminal } from '../../host/terminal.ts'
import { useAction } from '../checkout/use-action.ts'
import classes from './drill-panel.module.css'
import { storyWords } from './drill-words.ts'
import { useDrill, type RunningDrill } from './use-drill.ts'

/** The card beside the checkout of a drill: it asks, says what was right and why, and keeps the score. */
export function DrillPanel({ saleId }: Readonly<{ saleId: string }>) {
  const { t } = useTranslation()
  const drill = useDrill()
  /** Answers whose explanation has been read. */
  const [read, setRead] = useState(0)
  if (drill?.saleId !== saleId) return null
  return (
    <aside className={classes['panel']} aria-label={t('drills.card.label')}>
      <div aria-live="polite" className={classes['card']}>
        <CardBody drill={drill} read={read} onRead={() => setRead(read + 1)} />
      </div>
    </aside>
  )
}

type BodyProps = Readonly<{ drill: RunningDrill; read: number; onRead: () => void }>

function CardBody({ drill, read, onRead }: BodyProps) {
  const answered = drill.answers[read]
  if (answered) return <Explained key={read} drill={drill} answer={answered} onRead={onRead} />
  if (drill.question) return <Question key={drill.question.id} drill={drill} question={drill.question} />
  if (drill.score) return <Outcome drill={drill} score={drill.score} />
  return <Watch />
}

function Watch() {
  const { t } = useTranslation()
  return (
    <>
      <h2 className={classes['title']}>{t('drills.card.watch')}</h2>
      <p className={classes['hint']}>{t('drills.card.watchHint')}</p>
    </>
  )
}

type QuestionProps = Readonly<{ drill: RunningDrill; question: NonNullable<RunningDrill['question']> }>

function Question({ drill, question }: QuestionProps) {
  const { t } = useTranslation()
  const answer = useAction((choice: DrillChoice) =>
    terminal().drills.answer({ question: question.id, choice }),
  )
  return (
    <>
      <span className={classes['count']}>
        {t('drills.card.question', { number: drill.answers.length + 1, count: drill.questions })}
      </span>
      <p className={classes['story']}>{storyWords(drill.kind, question.id).ask}</p>
      <h2 className={classes['title']}>{t('drills.card.ask')}</h2>
      <div className={classes['choices']}>
        {question.choices.map((choice) => (
          <button
            key={choice}
            type="button"
            className={classes['choice']}
            disabled={answer.isBusy}
            onClick={() => void answer.run(choice)}
          >
            {t(`drills.choice.${choice}`)}
          </button>
        ))}
      </div>
      {answer.failure === undefined ? null : <FailureNotice failure={answer.failure} />}
    </>
  )
}

type ExplainedProps = Readonly<{
  drill: RunningDrill
  answer: RunningDrill['answers'][number]
  onRead: () => void
}>

function Explained({ drill, answer, onRead }: ExplainedProps) {
  const { t } = useTranslation()
  const isRight = answer.choice === answer.right
  return (
    <>
      <h2 className={`${classes['mark']} ${isRight ? classes['right'] : classes['wrong']}`}>
        <Icon name={isRight ? 'check' : 'close'} size={24} />
        {t(isRight ? 'drills.card.right' : 'drills.card.wrong')}
      </h2>
      <p className={classes['hint']}>
        {t('drills.card.youSaid', { choice: t(`drills.choice.${answer.choice}`) })}
      </p>
      {isRight ? null : (
        <p className={classes['story']}>
          {t('drills.card.better', { choice: t(`drills.choice.${answer.right}`) })}
        </p>
      )}
      <p>{storyWords(drill.kind, answer.question).why}</p>
      <Button size="lg" onClick={onRead}>
        {t('drills.card.goOn')}
      </Button>
    </>
  )
}

type OutcomeProps = Readonly<{ drill: RunningDrill; score: NonNullable<RunningDrill['score']> }>

function Outcome({ drill, score }: OutcomeProps) {
  const { t } = useTranslation()
  const { right, of, deeds } = score
  const isStuck = drill.phase === 'stuck'
  return (
    <>
      <h2 className={classes['title']}>
        {isStuck ? t('drills.card.stuck') : t('drills.card.done', { right, of })}
      </h2>
      <p className={classes['hint']}>{t(isStuck ? 'drills.card.stuckHint' : 'drills.card.doneHint')}</p>
      {deeds.map((deed) => (
        <p key={deed} className={classes['story']}>
          {t(`drills.deed.${deed}`)}
        </p>
      ))}
    </>
  )
}
