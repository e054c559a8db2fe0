import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { FailureNotice } from '../../components/failure-notice.tsx'
import { Icon } from '../../components/icon.tsx'
import { ScreenLoading, ScreenMessage } from '../../components/screen-message.tsx'
import { failureText } from '../../i18n/failure-text.ts'
import { navigate } from '../../stores/router.ts'
import { LookUpButton } from '../look-up/look-up-button.tsx'
import { canGiveBack } from './can-give-back.ts'
import { formatInstant } from './format-instant.ts'
import { SaleItems } from './sale-items.tsx'
import { formatSaleNumber } from './sale-number.ts'
import { SalePayments } from './sale-payments.tsx'
import { SaleRefunds } from './sale-refunds.tsx'
import classes from './sale-screen.module.css'
import { SaleTimeline } from './sale-timeline.tsx'
import { SaleVerdict } from './sale-verdict.tsx'
import { StatusChip } from './status-chip.tsx'
import { useSale, type SaleDetail } from './use-sale.ts'

/** One sale with all that is known of it: `#/sales/<sale>`. */
export function SaleScreen({ saleId }: Readonly<{ saleId: string }>) {
  const { t } = useTranslation()
  const { value: detail, failure, reload } = useSale(saleId)
  if (!detail) {
    if (!failure) return <ScreenLoading label={t('sales.sale.loading')} />
    const words = failureText(failure)
    return (
      <ScreenMessage
        icon="question"
        title={words.text}
        body={words.hint}
        action={<Button onClick={() => navigate('sales')}>{t('sales.sale.back')}</Button>}
      />
    )
  }
  return (
    <div className={classes['screen']}>
      <SaleHead detail={detail} />
      {failure ? <FailureNotice failure={failure} onRetry={reload} /> : null}
      <div className={classes['columns']}>
        <div className={classes['column']}>
          <SaleItems sale={detail.sale} />
          <SaleRefunds detail={detail} />
          <SalePayments checkout={detail.checkout} />
        </div>
        <div className={classes['column']}>
          <SaleVerdict checkout={detail.checkout} />
          <SaleTimeline timeline={detail.timeline} />
        </div>
      </div>
    </div>
  )
}

function SaleHead({ detail: { sale, checkout } }: Readonly<{ detail: SaleDetail }>) {
  const { t, i18n } = useTranslation()
  const isOpen = checkout.status === 'open' || checkout.status === 'detected' || checkout.status === 'expired'
  return (
    <header className={classes['head']}>
      <Button
        variant="default"
        leftSection={<Icon name="left" size={20} />}
        onClick={() => navigate('sales')}
      >
        {t('sales.sale.back')}
      </Button>
      <div className={classes['name']}>
        <h1 className={classes['title']}>{formatSaleNumber(sale.number)}</h1>
        <span className={classes['opened']}>
          {t('sales.sale.openedBy', {
            time: formatInstant(sale.openedAt, i18n.language),
            staff: sale.staffName,
          })}
        </span>
      </div>
      <StatusChip
        sale={{ status: checkout.status, exception: checkout.exception, answer: checkout.verdict.answer }}
      />
      <span className={classes['space']} />
      <LookUpButton saleId={sale.id} />
      {canGiveBack(checkout) ? (
        <Button
          variant="default"
          leftSection={<Icon name="refund" size={20} />}
          onClick={() => navigate('refunds', 'new', sale.id)}
        >
          {t('refunds.start')}
        </Button>
      ) : null}
      {isOpen ? (
        <Button onClick={() => navigate('checkout', sale.id)}>{t('sales.sale.toCheckout')}</Button>
      ) : null}
    </header>
  )
}
