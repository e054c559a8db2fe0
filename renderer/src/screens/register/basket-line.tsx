import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { fiatUnit } from '../../../../shared/domain/money/currency.ts'
import { formatMoney } from '../../../../shared/domain/money/format-money.ts'
import { saleLimits, type LineItem, type LineTotals } from '../../../../shared/domain/sale/sale.ts'
import { Icon } from '../../components/icon.tsx'
import { useBasket } from '../../stores/basket.ts'
import type { SettingsView } from '../../stores/settings.ts'
import classes from './basket-panel.module.css'

type BasketLineProps = Readonly<{
  line: LineItem
  figures: LineTotals | undefined
  settings: SettingsView
  onDiscount: () => void
}>

function Controls({ line, onDiscount }: Readonly<{ line: LineItem; onDiscount: () => void }>) {
  const { t } = useTranslation()
  const setQuantity = useBasket((state) => state.setQuantity)
  const remove = useBasket((state) => state.remove)
  const { id, name, quantity } = line
  return (
    <div className={classes['controls']}>
      <fieldset className={classes['stepper']} aria-label={t('register.basket.quantity', { name })}>
        <button
          type="button"
          className={classes['step']}
          aria-label={t('register.basket.fewer', { name })}
          onClick={() => setQuantity(id, quantity - 1)}
        >
          <Icon name="minus" />
        </button>
        <output className={classes['quantity']}>{quantity}</output>
        <button
          type="button"
          className={classes['step']}
          aria-label={t('register.basket.more', { name })}
          disabled={quantity >= saleLimits.quantityMax}
          onClick={() => setQuantity(id, quantity + 1)}
        >
          <Icon name="plus" />
        </button>
      </fieldset>
      <button
        type="button"
        className={`${classes['control']} ${classes['push']}`}
        aria-label={t('register.basket.discountLine', { name })}
        onClick={onDiscount}
      >
        <Icon name="discount" size={20} />
        {t('register.basket.discountWord')}
      </button>
      <button
        type="button"
        className={classes['control']}
        aria-label={t('register.basket.remove', { name })}
        onClick={() => remove(id)}
      >
        <Icon name="remove" size={22} />
      </button>
    </div>
  )
}

/** What a line costs and why: quantity and price, and what is taken off. */
function useDetail({ line, figures, settings }: Omit<BasketLineProps, 'onDiscount'>): string {
  const { t } = useTranslation()
  const unit = fiatUnit(settings.shop.currency)
  const each = t('register.basket.each', {
    quantity: line.quantity,
    price: formatMoney(line.unitPriceMinor, unit),
  })
  if (figures === undefined || line.discount.kind === 'none') return each
  return `${each}, ${t('register.basket.off', { amount: formatMoney(figures.discountMinor, unit) })}`
}

/** One line of the basket. The selected one shows its controls. */
export function BasketLine({ line, figures, settings, onDiscount }: BasketLineProps) {
  const isSelected = useBasket((state) => state.selectedLineId === line.id)
  const select = useBasket((state) => state.select)
  const place = useRef<HTMLLIElement>(null)
  const detail = useDetail({ line, figures, settings })
  const listMinor = line.unitPriceMinor * BigInt(line.quantity)
  const shownMinor = figures === undefined ? listMinor : figures.listMinor - figures.discountMinor
  useEffect(() => {
    if (isSelected) place.current?.scrollIntoView({ block: 'nearest' })
  }, [isSelected, figures])
  return (
    <li ref={place} className={classes['line']} data-selected={isSelected}>
      <button
        type="button"
        className={classes['lineHead']}
        aria-expanded={isSelected}
        onClick={() => select(isSelected ? undefined : line.id)}
      >
        <span className={classes['lineName']}>{line.name}</span>{' '}
        <span className={`amount ${classes['lineTotal']}`}>
          {formatMoney(shownMinor, fiatUnit(settings.shop.currency))}
        </span>{' '}
        <span className={`amount ${classes['lineDetail']}`}>{detail}</span>
      </button>
      {isSelected ? <Controls line={line} onDiscount={onDiscount} /> : null}
    </li>
  )
}
