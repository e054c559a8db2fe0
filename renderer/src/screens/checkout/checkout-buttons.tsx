import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { PhoneButton } from '../../components/practice-panel/phone-button.tsx'
import type { CheckoutOptions } from './checkout-phase.ts'
import classes from './checkout-buttons.module.css'
import type { CheckoutActions } from './use-checkout-actions.ts'

type CheckoutButtonsProps = Readonly<{
  options: CheckoutOptions
  actions: CheckoutActions
  onCancel: () => void
}>

/** What can be done with the checkout now. */
export function CheckoutButtons({ options, actions, onCancel }: CheckoutButtonsProps) {
  const { t } = useTranslation()
  return (
    <div className={classes['buttons']}>
      {options.extend ? (
        <Button
          variant="default"
          size="lg"
          px={12}
          className={classes['action'] ?? ''}
          loading={actions.extend.isBusy}
          onClick={() => void actions.extend.run()}
          aria-keyshortcuts="E"
        >
          {t('checkout.action.extend')}
        </Button>
      ) : null}
      {options.cancel ? (
        <Button
          variant="default"
          size="lg"
          px={12}
          className={classes['action'] ?? ''}
          onClick={onCancel}
          aria-keyshortcuts="C"
        >
          {t('checkout.action.cancel')}
        </Button>
      ) : null}
      {options.startNew ? (
        <Button
          size="lg"
          px={12}
          className={classes['action'] ?? ''}
          onClick={actions.startNew}
          aria-keyshortcuts="N Enter"
        >
          {t('checkout.action.newSale')}
        </Button>
      ) : null}
      <PhoneButton />
    </div>
  )
}
