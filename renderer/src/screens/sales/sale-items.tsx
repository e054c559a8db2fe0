import { useTranslation } from 'react-i18next'
import { fiatUnit } from '../../../../shared/domain/money/currency.ts'
import { formatMoney } from '../../../../shared/domain/money/format-money.ts'
import { formatPercent } from '../settings/percent.ts'
import { Card } from './card.tsx'
import classes from './sale-items.module.css'
import type { SaleDetail } from './use-sale.ts'

type Sale = SaleDetail['sale']

/** What was rung up, line by line, and how the total came about. */
export function SaleItems({ sale }: Readonly<{ sale: Sale }>) {
  const { t } = useTranslation()
  const money = (minor: bigint): string => formatMoney(minor, fiatUnit(sale.currency))
  const { totals } = sale
  return (
    <Card title={t('sales.sale.items')}>
      <ul className={classes['lines']}>
        {sale.lines.map((line) => (
          <SaleLine key={line.id} line={line} totals={totals} money={money} />
        ))}
      </ul>
      <dl className={classes['totals']}>
        {totals.discountMinor > 0n ? (
          <>
            <Row word={t('sales.sale.subtotal')} text={money(totals.listMinor)} />
            <Row word={t('sales.sale.discount')} text={money(-totals.discountMinor)} />
          </>
        ) : null}
        <Row word={t('sales.sale.net')} text={money(totals.netMinor)} />
        {totals.taxes.map((tax) => (
          <Row
            key={tax.rateId}
            word={t('sales.sale.tax', { name: tax.name, percent: formatPercent(tax.bps) })}
            text={money(tax.taxMinor)}
          />
        ))}
        {totals.tipMinor > 0n ? <Row word={t('sales.sale.tip')} text={money(totals.tipMinor)} /> : null}
        <Row word={t('sales.sale.total')} text={money(totals.totalMinor)} isTotal />
      </dl>
      {sale.note === undefined ? null : (
        <p className={classes['note']}>
          {t('sales.sale.note')}: {sale.note}
        </p>
      )}
    </Card>
  )
}

type LineProps = Readonly<{
  line: Sale['lines'][number]
  totals: Sale['totals']
  money: (minor: bigint) => string
}>

function SaleLine({ line, totals, money }: LineProps) {
  const { t } = useTranslation()
  const figures = totals.lines.find((candidate) => candidate.lineId === line.id)
  const discount = figures?.discountMinor ?? 0n
  const tax = figures?.taxMinor ?? 0n
  const details = [
    ...(line.quantity > 1
      ? [t('sales.sale.quantity', { quantity: line.quantity, price: money(line.unitPriceMinor) })]
      : []),
    ...(discount > 0n ? [t('sales.sale.lineDiscount', { amount: money(discount) })] : []),
    ...(tax > 0n ? [t('sales.sale.lineTax', { amount: money(tax) })] : []),
  ]
  return (
    <li className={classes['line']}>
      <div className={classes['words']}>
        <span className={classes['name']}>{line.name}</span>
        {details.length === 0 ? null : <span className={classes['detail']}>{details.join(' · ')}</span>}
      </div>
      <span className="amount">{money(figures?.totalMinor ?? 0n)}</span>
    </li>
  )
}

function Row({ word, text, isTotal = false }: Readonly<{ word: string; text: string; isTotal?: boolean }>) {
  return (
    <div className={`${classes['row']} ${isTotal ? classes['total'] : ''}`}>
      <dt>{word}</dt>
      <dd className="amount">{text}</dd>
    </div>
  )
}
