import { useTranslation } from 'react-i18next'
import { noAdjustment } from '../../../../shared/domain/sale/sale.ts'
import { useBasket } from '../../stores/basket.ts'
import type { SettingsView } from '../../stores/settings.ts'
import { AdjustmentDialog } from './adjustment-dialog.tsx'
import { KeysDialog } from './keys-dialog.tsx'
import { ParkedDialog } from './parked-dialog.tsx'
import type { RegisterModel } from './use-register.ts'

type DialogsProps = Readonly<{ register: RegisterModel; settings: SettingsView }>

function LineDiscount({ lineId, register, settings }: DialogsProps & Readonly<{ lineId: string }>) {
  const { t } = useTranslation()
  const line = useBasket((state) => state.content.lines.find(({ id }) => id === lineId))
  const discountLine = useBasket((state) => state.discountLine)
  return (
    <AdjustmentDialog
      title={t('register.adjust.lineDiscount', { name: line?.name ?? '' })}
      value={line?.discount ?? noAdjustment}
      currency={settings.shop.currency}
      onApply={(discount) => discountLine(lineId, discount)}
      onClose={register.close}
    />
  )
}

/** Whichever dialog is open over the register. */
export function RegisterDialogs({ register, settings }: DialogsProps) {
  const { t } = useTranslation()
  const discount = useBasket((state) => state.content.discount)
  const tip = useBasket((state) => state.content.tip)
  const setDiscount = useBasket((state) => state.setDiscount)
  const setTip = useBasket((state) => state.setTip)
  const { dialog, close } = register
  const { currency } = settings.shop
  switch (dialog.kind) {
    case 'none':
      return null
    case 'lineDiscount':
      return <LineDiscount lineId={dialog.lineId} register={register} settings={settings} />
    case 'basketDiscount':
      return (
        <AdjustmentDialog
          title={t('register.adjust.basketDiscount')}
          value={discount}
          currency={currency}
          onApply={setDiscount}
          onClose={close}
        />
      )
    case 'tip':
      return (
        <AdjustmentDialog
          title={t('register.adjust.tip')}
          value={tip}
          currency={currency}
          onApply={setTip}
          onClose={close}
        />
      )
    case 'parked':
      return <ParkedDialog parked={register.parked} currency={currency} onClose={close} />
    case 'keys':
      return <KeysDialog onClose={close} />
  }
}
