import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { FailureNotice } from '../../components/failure-notice.tsx'
import { PracticePanel } from '../../components/practice-panel/practice-panel.tsx'
import { ScreenLoading, ScreenMessage } from '../../components/screen-message.tsx'
import { failureText } from '../../i18n/failure-text.ts'
import { DrillPanel } from '../drills/drill-panel.tsx'
import { navigate } from '../../stores/router.ts'
import { formatSaleNumber } from '../sales/sale-number.ts'
import classes from './checkout-screen.module.css'
import { CheckoutViewPane } from './checkout-view-pane.tsx'
import { useCheckout } from './use-checkout.ts'

/** Taking the payment of one sale: `#/checkout/<sale>`. */
export function CheckoutScreen({ parts }: Readonly<{ parts: readonly string[] }>) {
  const { t } = useTranslation()
  const saleId = parts[0] ?? ''
  const { value: progress, failure } = useCheckout(saleId)
  if (!progress) {
    if (!failure && saleId !== '') return <ScreenLoading label={t('checkout.loading')} />
    const words = failure ? failureText(failure) : { text: t('checkout.error.notFound'), hint: '' }
    return (
      <>
        <h1 className="visually-hidden">{t('checkout.title')}</h1>
        <ScreenMessage
          icon="question"
          title={words.text}
          body={words.hint}
          action={<Button onClick={() => navigate('sales')}>{t('checkout.error.toSales')}</Button>}
        />
      </>
    )
  }
  return (
    <div className={classes['screen']}>
      <h1 className="visually-hidden">
        {t('checkout.saleNumber', { number: formatSaleNumber(progress.view.number) })}
      </h1>
      <div className={classes['main']}>
        {failure ? <FailureNotice failure={failure} /> : null}
        <CheckoutViewPane progress={progress} key={saleId} />
      </div>
      <PracticePanel view={progress.view} />
      <DrillPanel saleId={saleId} />
    </div>
  )
}
