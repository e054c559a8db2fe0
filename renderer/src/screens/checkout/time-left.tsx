import { useTranslation } from 'react-i18next'
import type { CheckoutView } from '../../../../shared/contract/sale-views.ts'
import { formatClock, secondsLeft, shareLeft } from './countdown.ts'
import classes from './time-left.module.css'
import { useElapsed } from './use-elapsed.ts'

type TimeLeftProps = Readonly<{ view: CheckoutView; receivedAtMs: number }>

/** The clock of a checkout. At zero it says what that means: money on its way still counts. */
export function TimeLeft({ view, receivedAtMs }: TimeLeftProps) {
  const { t } = useTranslation()
  const elapsedMs = useElapsed(receivedAtMs)
  const seconds = secondsLeft(view, elapsedMs)
  const share = shareLeft(view, elapsedMs)
  const isOver = seconds === 0
  return (
    <div className={classes['clock']} role="timer" aria-label={t('checkout.clock.left')}>
      <span className={classes['label']}>{t(isOver ? 'checkout.clock.over' : 'checkout.clock.left')}</span>
      {isOver ? (
        <span className={classes['hint']}>{t('checkout.clock.overHint')}</span>
      ) : (
        <span className={`amount ${classes['digits']}`}>{formatClock(seconds)}</span>
      )}
      <span className={classes['track']} aria-hidden="true">
        <span className={classes['bar']} style={{ transform: `scaleX(${share.toFixed(4)})` }} />
      </span>
    </div>
  )
}
