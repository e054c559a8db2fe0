import { useTranslation } from 'react-i18next'
import type { CheckoutView } from '../../../../shared/contract/sale-views.ts'
import { customerWords, type CustomerFacts } from './customer-words.ts'

type StatusTextProps = Readonly<{
  view: CheckoutView
  facts: CustomerFacts
  headlineClass?: string | undefined
  wordsClass?: string | undefined
}>

/** The headline of the payment and what it means for the customer, announced whenever it changes. */
export function StatusText({ view, facts, headlineClass, wordsClass }: StatusTextProps) {
  const { t } = useTranslation()
  const words = customerWords(facts)
  const count = Math.max(1, Math.ceil(view.verdict.secondsToRelease ?? 0))
  return (
    <output aria-label={t('display.status')}>
      <b className={headlineClass}>{t(`display.headline.${view.headline}`)}</b>{' '}
      <span className={wordsClass}>{t(`display.say.${words}`, { count })}</span>
    </output>
  )
}
