import { useTranslation } from 'react-i18next'
import type { CheckoutView } from '../../../../shared/contract/sale-views.ts'
import { SaleCases } from '../cases/sale-cases.tsx'
import { toneOf } from '../checkout/checkout-phase.ts'
import { EvidenceList } from '../checkout/evidence-list.tsx'
import { ToneIcon } from '../checkout/tone-icon.tsx'
import { verdictWords } from '../checkout/verdict-words.ts'
import { Card } from './card.tsx'
import classes from './sale-verdict.module.css'

/** What the till says about the sale now, and who says so. */
export function SaleVerdict({ checkout }: Readonly<{ checkout: CheckoutView }>) {
  const { t } = useTranslation()
  const tone = toneOf(checkout.headline)
  const { reason, advice, exception } = verdictWords(checkout)
  return (
    <Card title={t('sales.sale.verdict')}>
      <div className={`${classes['verdict']} ${classes[tone]}`}>
        <ToneIcon tone={tone} size={28} />
        <div>
          <div className={classes['headline']}>{t(`checkout.headline.${checkout.headline}`)}</div>
          <div>
            {t(reason.key, reason.values)}
            {checkout.verdict.answer === 'paid' ? null : ` ${t(advice.key, advice.values)}`}
          </div>
          {exception === undefined ? null : <div>{t(exception.key, exception.values)}</div>}
          <SaleCases saleId={checkout.saleId} />
        </div>
      </div>
      <EvidenceList view={checkout} />
    </Card>
  )
}
