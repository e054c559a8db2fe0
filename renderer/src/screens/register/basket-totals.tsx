import { useTranslation } from 'react-i18next'
import type { SaleTotals } from '../../../../shared/domain/sale/sale.ts'
import { Amount } from '../../components/amount.tsx'
import { Icon } from '../../components/icon.tsx'
import { useBasket } from '../../stores/basket.ts'
import type { SettingsView } from '../../stores/settings.ts'
import { percentText } from './adjustment-entry.ts'
import type { RegisterModel } from './use-register.ts'
import classes from './basket-totals.module.css'

type TotalsProps = Readonly<{ register: RegisterModel; settings: SettingsView }>

function Rows({ totals, settings }: Readonly<{ totals: SaleTotals; settings: SettingsView }>) {
  const { t } = useTranslation()
  const { currency } = settings.shop
  const taxText = settings.tax.mode === 'inclusive' ? 'register.totals.taxIncluded' : 'register.totals.tax'
  return (
    <>
      {totals.discountMinor === 0n ? null : (
        <div className={`${classes['row']} ${classes['discount']}`}>
          <dt>{t('register.totals.discount')}</dt>
          <dd>
            <Amount minor={-totals.discountMinor} currency={currency} />
          </dd>
        </div>
      )}
      {totals.taxes.map((tax) => (
        <div key={tax.rateId} className={classes['row']}>
          <dt>{t(taxText, { name: tax.name, percent: percentText(tax.bps) })}</dt>
          <dd>
            <Amount minor={tax.taxMinor} currency={currency} />
          </dd>
        </div>
      ))}
      {totals.tipMinor === 0n ? null : (
        <div className={classes['row']}>
          <dt>{t('register.totals.tip')}</dt>
          <dd>
            <Amount minor={totals.tipMinor} currency={currency} />
          </dd>
        </div>
      )}
    </>
  )
}

/** What the basket costs, part by part, and the total in large digits. */
export function BasketTotals({ register, settings }: TotalsProps) {
  const { t } = useTranslation()
  const hasDiscount = useBasket((state) => state.content.discount.kind !== 'none')
  const isEmpty = useBasket((state) => state.content.lines.length === 0)
  const totals = register.figures?.ok === true ? register.figures.totals : undefined
  return (
    <div>
      {isEmpty ? null : (
        <div className={classes['head']}>
          <button
            type="button"
            className={classes['adjust']}
            onClick={() => register.open({ kind: 'basketDiscount' })}
          >
            <Icon name="discount" size={20} />
            {hasDiscount ? t('register.totals.changeDiscount') : t('register.totals.addDiscount')}
          </button>
          {totals === undefined ? null : (
            <span className={classes['items']}>
              {t('register.totals.items')}{' '}
              <Amount minor={totals.listMinor} currency={settings.shop.currency} />
            </span>
          )}
        </div>
      )}
      <dl className={classes['totals']} aria-label={t('register.totals.title')}>
        {totals === undefined ? null : <Rows totals={totals} settings={settings} />}
        <div className={`${classes['row']} ${classes['total']}`}>
          <dt>{t('register.totals.total')}</dt>
          <dd aria-live="polite">
            <Amount minor={totals?.totalMinor ?? 0n} currency={settings.shop.currency} />
          </dd>
        </div>
      </dl>
    </div>
  )
}
