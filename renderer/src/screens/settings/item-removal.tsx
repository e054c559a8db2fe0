import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { terminal } from '../../host/terminal.ts'
import { useAction } from '../checkout/use-action.ts'
import { RejectionNotice } from './rejection-notice.tsx'
import classes from './item-removal.module.css'

type ItemRemovalProps = Readonly<{ itemId: string; name: string; onRemoved: () => void }>

/** Removes an item after a second press. */
export function ItemRemoval({ itemId, name, onRemoved }: ItemRemovalProps) {
  const { t } = useTranslation()
  const [isAsked, setAsked] = useState(false)
  const remove = useAction(() => terminal().catalog.remove({ itemId }))
  if (!isAsked) {
    return (
      <Button variant="default" onClick={() => setAsked(true)}>
        {t('settings.catalog.remove')}
      </Button>
    )
  }
  return (
    <div role="group" aria-label={t('settings.catalog.remove')} className={classes['ask']}>
      <span>{t('settings.catalog.removeQuestion', { name })}</span>
      <div className={classes['buttons']}>
        <Button variant="default" onClick={() => setAsked(false)}>
          {t('common.cancel')}
        </Button>
        <Button
          className={classes['danger'] ?? ''}
          loading={remove.isBusy}
          onClick={() => {
            void remove.run().then((isRemoved) => {
              if (isRemoved) onRemoved()
            })
          }}
        >
          {t('settings.catalog.removeConfirm')}
        </Button>
      </div>
      {remove.failure === undefined ? null : <RejectionNotice failure={remove.failure} />}
    </div>
  )
}
