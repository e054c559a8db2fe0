import { useTranslation } from 'react-i18next'
import { secondsToRelease } from './countdown.ts'
import classes from './release-wait.module.css'
import { useElapsed } from './use-elapsed.ts'

const radius = 92
const around = 2 * Math.PI * radius

type ReleaseWaitProps = Readonly<{ seconds: number; receivedAtMs: number; expectedSeconds: number }>

/** The money is here and not yet safe: seconds until goods may leave, as a ring that closes. */
export function ReleaseWait({ seconds, receivedAtMs, expectedSeconds }: ReleaseWaitProps) {
  const { t } = useTranslation()
  const left = secondsToRelease(seconds, useElapsed(receivedAtMs))
  const share = Math.min(1, Math.max(0.02, 1 - left / Math.max(1, expectedSeconds)))
  return (
    <div className={classes['wait']}>
      <div className={classes['ring']} role="timer" aria-label={t('checkout.clock.release')}>
        <svg viewBox="0 0 200 200" aria-hidden="true">
          <circle className={classes['track']} cx="100" cy="100" r={radius} />
          <circle
            className={classes['bar']}
            cx="100"
            cy="100"
            r={radius}
            strokeDasharray={`${around * share} ${around}`}
          />
        </svg>
        <div className={classes['inside']}>
          <span className={classes['label']}>{t('checkout.clock.release')}</span>
          <span className={`amount ${left > 0 ? classes['digits'] : classes['soon']}`}>
            {left > 0
              ? t('checkout.clock.releaseSeconds', { seconds: left })
              : t('checkout.clock.releaseSoon')}
          </span>
        </div>
      </div>
    </div>
  )
}
