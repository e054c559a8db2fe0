import { useTranslation } from 'react-i18next'
import { GroupedAddress } from '../../components/grouped-address.tsx'
import { PaymentCode } from '../checkout/payment-code.tsx'
import { Card } from '../sales/card.tsx'
import classes from './refund-screen.module.css'
import type { RefundView } from './refund-types.ts'

/** What the shop's own wallet signs, and what to compare there. The till has no key. */
export function SignCard({ refund, signUri }: Readonly<{ refund: RefundView; signUri: string }>) {
  const { t } = useTranslation()
  return (
    <Card title={t('refunds.sign.title')} hint={t('refunds.sign.hint')}>
      <div className={classes['sign']}>
        <div className={classes['qr']}>
          <PaymentCode text={signUri} />
        </div>
        <div>
          <p className={classes['compare']}>{t('refunds.sign.compare')}</p>
          <ul className={classes['compareList']}>
            <li className="amount">{refund.amountText}</li>
            <li>{refund.chainName}</li>
            <li>
              <GroupedAddress address={refund.target} />
            </li>
          </ul>
          <p className={classes['stepNote']}>{t('refunds.sign.waiting')}</p>
        </div>
      </div>
    </Card>
  )
}
