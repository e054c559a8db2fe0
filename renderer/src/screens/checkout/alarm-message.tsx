import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Icon } from '../../components/icon.tsx'
import classes from './moment.module.css'
import { useAlarmSound } from './use-alarm-sound.ts'

/** The loudest thing the till says: a sale that was paid is not paid any more. */
export function AlarmMessage({ wasPaid }: Readonly<{ wasPaid: boolean }>) {
  const { t } = useTranslation()
  const [isSeen, setSeen] = useState(false)
  useAlarmSound(!isSeen)
  return (
    <div className={classes['figure']}>
      <div role="alert" className={classes['alarm']}>
        <Icon name="alert" size={64} />
        <div className={classes['order']}>{t('checkout.alarm.title')}</div>
        {wasPaid ? <p className={classes['detail']}>{t('checkout.alarm.wasPaid')}</p> : null}
        <p className={classes['detail']}>{t('checkout.alarm.callManager')}</p>
      </div>
      {isSeen ? null : (
        <Button size="lg" variant="white" className={classes['seen'] ?? ''} onClick={() => setSeen(true)}>
          {t('checkout.alarm.soundOff')}
        </Button>
      )}
    </div>
  )
}
