import { useTranslation } from 'react-i18next'
import type { CheckoutView } from '../../../../shared/contract/sale-views.ts'
import { formatMoney } from '../../../../shared/domain/money/format-money.ts'
import { CopyButton } from '../checkout/copy-button.tsx'
import { Card } from './card.tsx'
import { formatInstant } from './format-instant.ts'
import classes from './sale-payments.module.css'

type Payment = CheckoutView['payments'][number]

const tones = {
  detected: 'waiting',
  confirmed: 'paid',
  settled: 'paid',
  orphaned: 'notPaid',
  ignored: 'waiting',
} as const satisfies Record<Payment['status'], string>

/** Every payment that was seen for the sale; with how the network names it, as an accountant looks it up. */
export function SalePayments({ checkout }: Readonly<{ checkout: CheckoutView }>) {
  const { t } = useTranslation()
  return (
    <Card title={t('sales.sale.payments')}>
      {checkout.payments.length === 0 ? (
        <p className={classes['empty']}>{t('sales.sale.noPayments')}</p>
      ) : null}
      <ul className={classes['list']}>
        {checkout.payments.map((payment) => (
          <PaymentItem key={payment.key} payment={payment} checkout={checkout} />
        ))}
      </ul>
    </Card>
  )
}

type ItemProps = Readonly<{ payment: Payment; checkout: CheckoutView }>

function PaymentItem({ payment, checkout }: ItemProps) {
  const { t, i18n } = useTranslation()
  const offer = checkout.offers.find((candidate) => candidate.currency === payment.currency)
  const network = checkout.offers.find((candidate) => candidate.chain === payment.chain)?.chainName
  return (
    <li className={classes['payment']}>
      <div className={classes['main']}>
        <div>
          <div className={`amount ${classes['amount']}`}>
            {formatMoney(payment.amountMinor, { currency: payment.currency, scale: offer?.decimals ?? 0 })}
          </div>
          <div className={classes['detail']}>
            {network ?? payment.chain} · {formatInstant(payment.detectedAt, i18n.language)}
          </div>
        </div>
        <span className={`${classes['state']} ${classes[tones[payment.status]]}`}>
          {t(`sales.sale.paymentState.${payment.status}`)}
        </span>
      </div>
      <details className={classes['technical']} open>
        <summary className={classes['summary']}>{t('sales.sale.technical')}</summary>
        <dl className={classes['facts']}>
          <Fact word={t('sales.sale.transaction')} text={payment.txHash} canCopy />
          <Fact word={t('sales.sale.payer')} text={payment.from} canCopy />
          <Fact word={t('sales.sale.receivedAt')} text={payment.to} canCopy />
          <Fact word={t('sales.sale.block')} text={String(payment.blockNumber)} />
          <Fact word={t('sales.sale.blockHash')} text={payment.blockHash} canCopy />
          <Fact word={t('sales.sale.seenBy')} text={payment.source} />
        </dl>
      </details>
    </li>
  )
}

function Fact({ word, text, canCopy = false }: Readonly<{ word: string; text: string; canCopy?: boolean }>) {
  const { t } = useTranslation()
  return (
    <div className={classes['fact']}>
      <dt>{word}</dt>
      <dd title={text}>
        {canCopy ? <code className={classes['code']}>{text}</code> : text}
        {canCopy ? <CopyButton text={text} label={t('sales.sale.copy', { what: word })} isCompact /> : null}
      </dd>
    </div>
  )
}
