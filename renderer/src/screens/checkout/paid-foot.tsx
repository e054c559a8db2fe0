import { Button } from '@mantine/core'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { CheckoutView } from '../../../../shared/contract/sale-views.ts'
import { PhoneButton } from '../../components/practice-panel/phone-button.tsx'
import { EvidenceList } from './evidence-list.tsx'
import classes from './moment.module.css'
import type { CheckoutActions } from './use-checkout-actions.ts'

type PaidFootProps = Readonly<{ view: CheckoutView; actions: CheckoutActions }>

/** After the paid moment: the proof, and the next customer one key away. */
export function PaidFoot({ view, actions }: PaidFootProps) {
  const { t } = useTranslation()
  const next = useRef<HTMLButtonElement>(null)
  useEffect(() => next.current?.focus(), [])
  return (
    <div className={classes['foot']}>
      <div className={classes['evidence']}>
        <EvidenceList view={view} />
      </div>
      <PhoneButton />
      <Button variant="default" size="xl" onClick={actions.viewSale}>
        {t('checkout.action.viewSale')}
      </Button>
      <Button
        ref={next}
        size="xl"
        className={classes['next'] ?? ''}
        onClick={actions.startNew}
        aria-keyshortcuts="N Enter"
        rightSection={
          <kbd className={classes['key']} aria-hidden="true">
            {t('checkout.action.hint')}
          </kbd>
        }
      >
        {t('checkout.action.newSale')}
      </Button>
    </div>
  )
}
