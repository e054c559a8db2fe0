import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { CheckoutView } from '../../../../shared/contract/sale-views.ts'
import { CheckoutButtons } from './checkout-buttons.tsx'
import { optionsOf } from './checkout-phase.ts'
import { AskNetworks } from './ask-networks.tsx'
import classes from './moment.module.css'
import type { CheckoutActions } from './use-checkout-actions.ts'

type AlarmFootProps = Readonly<{
  view: CheckoutView
  actions: CheckoutActions
  onCancel: () => void
  onLookUp: () => void
  onShowCode: () => void
}>

/** What is known after a payment has disappeared, and what can be done. */
export function AlarmFoot({ view, actions, onCancel, onLookUp, onShowCode }: AlarmFootProps) {
  const { t } = useTranslation()
  return (
    <div className={classes['foot']}>
      <div className={classes['evidence']}>
        <AskNetworks view={view} isOpen onLookUp={onLookUp} />
      </div>
      <div className={classes['column']}>
        <Button variant="default" size="lg" onClick={actions.viewSale}>
          {t('checkout.action.viewSale')}
        </Button>
        <Button variant="default" size="lg" onClick={onShowCode}>
          {t('checkout.alarm.showCode')}
        </Button>
        <CheckoutButtons options={optionsOf(view)} actions={actions} onCancel={onCancel} />
      </div>
    </div>
  )
}
