import { SegmentedControl } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CheckoutView } from '../../../../shared/contract/sale-views.ts'
import { formatMoney } from '../../../../shared/domain/money/format-money.ts'
import { PaymentQr } from '../../components/payment-qr.tsx'
import { selectedOffer } from './offer-choice-model.ts'
import classes from './payment-code.module.css'

type CodeMode = 'request' | 'addressOnly'

function isCodeMode(text: string): text is CodeMode {
  return text === 'request' || text === 'addressOnly'
}

/** The code, as large as its place allows, and what it holds: the whole request, or the address for simple wallets. */
export function PaymentCode({ view }: Readonly<{ view: CheckoutView }>) {
  const { t } = useTranslation()
  const [mode, setMode] = useState<CodeMode>('request')
  const offer = selectedOffer(view)
  const amount = offer
    ? formatMoney(offer.missingMinor, { currency: offer.currency, scale: offer.decimals })
    : ''
  return (
    <div className={classes['code']}>
      <div className={classes['place']}>
        <div className={classes['square']}>
          <PaymentQr text={mode === 'request' ? view.uri : view.address} />
        </div>
      </div>
      <div className={classes['foot']}>
        <SegmentedControl
          aria-label={t('checkout.code.mode')}
          className={classes['mode'] ?? ''}
          fullWidth
          value={mode}
          onChange={(value) => {
            if (isCodeMode(value)) setMode(value)
          }}
          data={[
            { value: 'request', label: t('checkout.code.request') },
            { value: 'addressOnly', label: t('checkout.code.addressOnly') },
          ]}
        />
        {mode === 'addressOnly' ? (
          <p className={classes['hint']}>
            {t('checkout.code.addressOnlyHint', { amount, network: offer?.chainName ?? '' })}
          </p>
        ) : null}
      </div>
    </div>
  )
}
