import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { FailureNotice } from '../../components/failure-notice.tsx'
import { Notice } from '../../components/notice.tsx'
import { terminal } from '../../host/terminal.ts'
import { useSession } from '../../stores/session.ts'
import { useAction } from '../checkout/use-action.ts'
import { PinInput } from './pin-input.tsx'
import { pinProblem } from './pin-problem.ts'
import { SectionHead } from './section-frame.tsx'
import classes from './section-frame.module.css'

const empty = { current: '', next: '', repeat: '' }

/** Somebody's own PIN. */
export function PinSection() {
  const { t } = useTranslation()
  const staffId = useSession((state) => state.session?.staff.id ?? '')
  const isPractice = useSession((state) => state.hello?.environment === 'practice')
  const [pins, setPins] = useState(empty)
  const [isTried, setTried] = useState(false)
  const [isChanged, setChanged] = useState(false)
  const change = useAction(() =>
    terminal().settings.setPin({ staffId, currentPin: pins.current, newPin: pins.next }),
  )
  const problem = pinProblem(pins.next, pins.repeat, isPractice)
  const isMismatch = problem === 'settings.pinProblem.mismatch'
  const edit = (part: Partial<typeof empty>): void => {
    setPins({ ...pins, ...part })
    setChanged(false)
    change.clear()
  }
  const submit = async (): Promise<void> => {
    setTried(true)
    if (problem !== undefined || pins.current === '' || !(await change.run())) return
    setPins(empty)
    setTried(false)
    setChanged(true)
  }
  return (
    <form
      className={classes['section']}
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      <SectionHead title={t('settings.pin.title')} description={t('settings.pin.description')} />
      <div className={classes['slim']}>
        <PinInput
          label={t('settings.pin.current')}
          value={pins.current}
          problem={isTried && pins.current === '' ? t('settings.problem.missing') : undefined}
          onChange={(current) => edit({ current })}
        />
        <PinInput
          label={t('settings.pin.next')}
          value={pins.next}
          problem={isTried && problem !== undefined && !isMismatch ? t(problem) : undefined}
          onChange={(next) => edit({ next })}
        />
        <PinInput
          label={t('settings.pin.repeat')}
          value={pins.repeat}
          problem={isTried && isMismatch ? t(problem) : undefined}
          onChange={(repeat) => edit({ repeat })}
        />
        {change.failure === undefined ? null : <FailureNotice failure={change.failure} />}
        <div role="status">{isChanged ? <Notice kind="good" title={t('settings.pin.changed')} /> : null}</div>
        <Button type="submit" loading={change.isBusy}>
          {t('settings.pin.change')}
        </Button>
      </div>
    </form>
  )
}
