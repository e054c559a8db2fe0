import { createPortal } from 'react-dom'
import { useTranslation } from 'react-i18next'
import { PaymentQr } from '../../components/payment-qr.tsx'
import slip from '../cases/case-slip.module.css'
import { formatInstant } from '../sales/format-instant.ts'
import { formatSaleNumber } from '../sales/sale-number.ts'
import classes from './refund-slip.module.css'
import type { RefundView } from './refund-types.ts'

/** What the customer takes home. It is only on paper; on the screen it is not there, also not for a reader. */
export function RefundSlip({ refund }: Readonly<{ refund: RefundView }>) {
  const { t, i18n } = useTranslation()
  const { txHash, explorerUrl, numberText, status } = refund
  const facts = [
    [t('refunds.slip.refund'), numberText],
    [t('refunds.slip.sale'), formatSaleNumber(refund.saleNumber)],
    [t('refunds.slip.date'), formatInstant(refund.at, i18n.language)],
    [t('refunds.slip.amount'), refund.amountText],
    [t('refunds.slip.network'), refund.chainName],
  ] as const
  const hasPage = txHash !== undefined && explorerUrl !== undefined
  return createPortal(
    <article className={slip['slip']} data-print="slip" aria-hidden="true">
      <h1>{refund.shopName}</h1>
      <h2>{t('refunds.slip.title')}</h2>
      <dl>
        {facts.map(([word, text]) => (
          <div key={word}>
            <dt>{word}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
      <h3>{t('refunds.slip.address')}</h3>
      <code>{refund.target}</code>
      {txHash === undefined ? (
        <p>{t(`refunds.slip.${notSent(status)}`)}</p>
      ) : (
        <>
          <h3>{t('refunds.slip.transaction')}</h3>
          <code>{txHash}</code>
          <p>{t(status === 'confirmed' ? 'refunds.slip.arrived' : 'refunds.slip.onTheWay')}</p>
        </>
      )}
      <div className={classes['code']}>
        <PaymentQr text={hasPage ? explorerUrl : numberText} />
        <p>{t(hasPage ? 'refunds.slip.scan' : 'refunds.slip.scanNumber')}</p>
      </div>
    </article>,
    document.body,
  )
}

/** A slip never promises money that is not going. */
function notSent(status: RefundView['status']): 'notYet' | 'notSent' {
  return status === 'failed' || status === 'declined' || status === 'cancelled' ? 'notSent' : 'notYet'
}
