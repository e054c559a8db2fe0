import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { FiatCurrency } from '../../../../shared/domain/money/currency.ts'
import { Amount } from '../../components/amount.tsx'
import type { DisplayState } from './display-state.ts'
import classes from './basket-view.module.css'

type Lines = Extract<DisplayState, { kind: 'basket' }>['lines']
type BasketViewProps = Readonly<{ lines: Lines; totalMinor: bigint; currency: FiatCurrency }>

/** The basket as it grows; the newest line is always in view. */
export function BasketView({ lines, totalMinor, currency }: BasketViewProps) {
  const { t } = useTranslation()
  const list = useRef<HTMLUListElement>(null)
  useEffect(() => {
    list.current?.scrollTo({ top: list.current.scrollHeight })
  }, [lines.length])
  return (
    <section className={classes['basket']} aria-label={t('display.basket')}>
      <ul ref={list} className={classes['lines']}>
        {lines.map((line, index) => (
          // Lines carry no identity to the customer's screen; their order is all there is.
          <li key={`${index}-${line.name}`} className={classes['line']}>
            <span className={classes['quantity']}>
              {line.quantity === 1 ? null : t('display.quantity', { quantity: line.quantity })}
            </span>
            <span className={classes['name']}>{line.name}</span>
            <Amount minor={line.totalMinor} currency={currency} />
          </li>
        ))}
      </ul>
      <div className={classes['total']}>
        <span className={classes['totalWord']}>{t('display.total')}</span>
        <span className={classes['totalAmount']}>
          <Amount minor={totalMinor} currency={currency} />
        </span>
      </div>
    </section>
  )
}
