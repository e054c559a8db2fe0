import { useTranslation } from 'react-i18next'
import { fiatUnit } from '../../../../shared/domain/money/currency.ts'
import { formatMoney } from '../../../../shared/domain/money/format-money.ts'
import type { Adjustment } from '../../../../shared/domain/sale/sale.ts'
import { useBasket } from '../../stores/basket.ts'
import type { SettingsView } from '../../stores/settings.ts'
import { percentText } from './adjustment-entry.ts'
import type { RegisterModel } from './use-register.ts'
import classes from './tip-choice.module.css'

type TipChoiceProps = Readonly<{ register: RegisterModel; settings: SettingsView }>

function isPreset(tip: Adjustment, presets: readonly number[]): boolean {
  return tip.kind === 'none' || (tip.kind === 'rate' && presets.includes(tip.bps))
}

/** The tip: none, one of the shop's presets, or another. A shop without presets has only the last. */
export function TipChoice({ register, settings }: TipChoiceProps) {
  const { t } = useTranslation()
  const tip = useBasket((state) => state.content.tip)
  const setTip = useBasket((state) => state.setTip)
  const presets = settings.checkout.tipBps
  const isOther = !isPreset(tip, presets)
  const value = tip.kind === 'amount' ? formatMoney(tip.minor, fiatUnit(settings.shop.currency)) : undefined
  const percent = tip.kind === 'rate' ? `${percentText(tip.bps)} %` : undefined
  const shown = isOther ? (value ?? percent) : undefined
  return (
    <div className={classes['tips']} role="radiogroup" aria-label={t('register.tip.title')}>
      <button
        type="button"
        role="radio"
        aria-checked={tip.kind === 'none'}
        className={classes['tip']}
        onClick={() => setTip({ kind: 'none' })}
      >
        {t('register.tip.none')}
      </button>
      {presets.map((bps) => (
        <button
          key={bps}
          type="button"
          role="radio"
          aria-checked={tip.kind === 'rate' && tip.bps === bps}
          className={classes['tip']}
          onClick={() => setTip({ kind: 'rate', bps })}
        >
          {t('register.tip.percent', { percent: percentText(bps) })}
        </button>
      ))}
      <button
        type="button"
        role="radio"
        aria-checked={isOther}
        aria-label={
          shown === undefined ? t('register.tip.custom') : t('register.tip.customValue', { value: shown })
        }
        className={`${classes['tip']} ${classes['other']}`}
        onClick={() => register.open({ kind: 'tip' })}
      >
        {shown ?? t('register.tip.custom')}
      </button>
    </div>
  )
}
