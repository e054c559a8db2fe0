import { Button } from '@mantine/core'
import { useEffect, useId, useRef, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Icon } from '../../components/icon.tsx'
import classes from './refund-desk.module.css'
import { deskSteps, type DeskStepName, type DeskWork } from './use-desk.ts'

type DeskStepProps = Readonly<{
  name: DeskStepName
  work: DeskWork
  summary?: string
  children: ReactNode
}>

/** One step: open where the desk stands, a line where it is behind, a title where it is to come. */
export function DeskStep({ name, work: { step, goTo }, summary = '', children }: DeskStepProps) {
  const { t } = useTranslation()
  const id = useId()
  const title = useRef<HTMLHeadingElement>(null)
  const isOpen = step === name
  const isPast = deskSteps.indexOf(name) < deskSteps.indexOf(step)
  const word = t(`refunds.desk.step.${name}`)
  useMoveFocus(title, isOpen)
  return (
    <section className={classes['step']} aria-labelledby={id} data-open={isOpen}>
      <div className={classes['stepHead']}>
        <span className={classes['mark']} data-past={isPast} data-open={isOpen} aria-hidden="true">
          {isPast ? <Icon name="check" size={18} /> : deskSteps.indexOf(name) + 1}
        </span>
        <h2 id={id} ref={title} tabIndex={-1} className={classes['stepTitle']}>
          {word}
        </h2>
        {isPast ? (
          <>
            <span className={`amount ${classes['summary']}`}>{summary}</span>
            <Button
              variant="default"
              aria-label={t('refunds.desk.changeStep', { step: word })}
              onClick={() => goTo(name)}
            >
              {t('refunds.desk.change')}
            </Button>
          </>
        ) : null}
      </div>
      {isOpen ? children : null}
    </section>
  )
}

/** Whoever goes on by keyboard is at the step that has opened; not when the screen has just come. */
function useMoveFocus(title: React.RefObject<HTMLHeadingElement | null>, isOpen: boolean): void {
  const wasOpen = useRef<boolean | undefined>(undefined)
  useEffect(() => {
    if (wasOpen.current === false && isOpen) title.current?.focus()
    wasOpen.current = isOpen
  }, [title, isOpen])
}
