import { useTranslation } from 'react-i18next'
import type { CheckoutView } from '../../../../shared/contract/sale-views.ts'
import { CopyButton } from './copy-button.tsx'
import { groupAddress } from './group-address.ts'
import classes from './pay-to.module.css'

/** The plain address in groups of four, for wallets without a camera and for eyes that compare. */
export function PayTo({ view }: Readonly<{ view: CheckoutView }>) {
  const { t } = useTranslation()
  return (
    <div className={classes['payTo']}>
      <div className={classes['words']}>
        <span className={classes['title']}>{t('checkout.address.label')}</span>
        <code className={classes['address']} aria-label={view.address}>
          {groupAddress(view.address).map((group, index) => (
            // Groups may repeat; their place names them.
            <span key={`${index}-${group}`}>{group}</span>
          ))}
        </code>
      </div>
      <CopyButton text={view.address} label={t('checkout.address.copy')} isCompact />
    </div>
  )
}
