import { SegmentedControl } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { CheckoutView } from '../../../../shared/contract/sale-views.ts'
import { formatMoney } from '../../../../shared/domain/money/format-money.ts'
import classes from './code-mode.module.css'
import { selectedOffer } from './offer-choice-model.ts'

/** What the code holds: the whole request, or the address alone for wallets that cannot read one. */
export type CodeMode = 'request' | 'addressOnly'

function isCodeMode(text: string): text is CodeMode {
  return text === 'request' || text === 'addressOnly'
}

type CodeModeSwitchProps = Readonly<{
  view: CheckoutView
  mode: CodeMode
  onChange: (mode: CodeMode) => void
}>

/** Switches between the two kinds of code, and says what the customer then has to type. */
export function CodeModeSwitch({ view, mode, onChange }: CodeModeSwitchProps) {
  const { t } = useTranslation()
  const offer = selectedOffer(view)
  return (
    <div>
      <SegmentedControl
        aria-label={t('checkout.code.mode')}
        classNames={{ label: classes['label'] ?? '' }}
        fullWidth
        value={mode}
        onChange={(value) => {
          if (isCodeMode(value)) onChange(value)
        }}
        data={[
          { value: 'request', label: t('checkout.code.request') },
          { value: 'addressOnly', label: t('checkout.code.addressOnly') },
        ]}
      />
      {mode === 'addressOnly' && offer !== undefined ? (
        <p className={classes['hint']}>
          {t('checkout.code.addressOnlyHint', {
            amount: formatMoney(offer.missingMinor, { currency: offer.currency, scale: offer.decimals }),
            network: offer.chainName,
          })}
        </p>
      ) : null}
    </div>
  )
}
