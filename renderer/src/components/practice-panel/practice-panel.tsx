import { useMediaQuery } from '@mantine/hooks'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CheckoutView } from '../../../../shared/contract/sale-views.ts'
import { Icon } from '../icon.tsx'
import { Phone } from './phone.tsx'
import classes from './practice-panel.module.css'

/**
 * The practice customer's phone beside a checkout: in place where the window has room, and over the edge, on request,
 * where it has not. It never covers the status.
 */
export function PracticePanel({ view }: Readonly<{ view: CheckoutView }>) {
  const { t } = useTranslation()
  const hasRoom = useMediaQuery('(min-width: 1280px)', undefined, { getInitialValueInEffect: false })
  const [isWanted, setWanted] = useState<boolean | undefined>(undefined)
  const isOpen = isWanted ?? hasRoom === true
  if (!isOpen) {
    return (
      <button type="button" className={classes['handle']} onClick={() => setWanted(true)}>
        <Icon name="phone" size={24} />
        <span>{t('practice.open')}</span>
      </button>
    )
  }
  return (
    <aside
      className={`${classes['panel']} ${hasRoom === true ? '' : classes['floating']}`}
      aria-label={t('practice.title')}
    >
      <Phone view={view} onClose={() => setWanted(false)} />
    </aside>
  )
}
