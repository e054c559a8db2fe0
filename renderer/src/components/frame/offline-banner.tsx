import { useTranslation } from 'react-i18next'
import { host } from '../../host/terminal.ts'
import { useConnection, useConnectionProblem } from '../../stores/use-connection.ts'
import { failureText } from '../../i18n/failure-text.ts'
import { Icon } from '../icon.tsx'
import classes from './offline-banner.module.css'

/** Says that the page has lost its terminal. The region is always there, so that its change is announced. */
export function OfflineBanner() {
  const { t } = useTranslation()
  const connection = useConnection()
  const problem = useConnectionProblem()
  // A kiosk that started again does not know this browser: waiting will not help, its new address will.
  const refused = problem?.code === 'session.pairingRefused' ? failureText(problem) : undefined
  return (
    <output className={classes['place']}>
      {connection === 'offline' ? (
        <div className={classes['banner']}>
          <Icon name="unlinked" />
          <div className={classes['text']}>
            <span className={classes['title']}>{refused?.text ?? t('frame.offline.title')}</span>{' '}
            {refused?.hint ?? t('frame.offline.body')}
          </div>
          <button type="button" className={classes['retry']} onClick={() => host().retryNow()}>
            {t('frame.offline.retry')}
          </button>
        </div>
      ) : null}
    </output>
  )
}
