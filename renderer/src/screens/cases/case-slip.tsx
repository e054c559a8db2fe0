import { createPortal } from 'react-dom'
import { useTranslation } from 'react-i18next'
import { formatInstant } from '../sales/format-instant.ts'
import { formatSaleNumber } from '../sales/sale-number.ts'
import { caseNumber } from './case-number.ts'
import classes from './case-slip.module.css'
import { thingAmount } from './thing-amount.ts'
import type { CaseDetail } from './use-cases.ts'

/** What the customer takes home. It is only on paper; on the screen it is not there, also not for a reader. */
export function CaseSlip({ detail }: Readonly<{ detail: CaseDetail }>) {
  const { t, i18n } = useTranslation()
  const facts = [
    [t('cases.slip.case'), caseNumber(detail)],
    [t('cases.slip.sale'), formatSaleNumber(detail.saleNumber)],
    [t('cases.slip.date'), formatInstant(detail.openedAt, i18n.language)],
  ] as const
  return createPortal(
    <article className={classes['slip']} data-print="slip" aria-hidden="true">
      <h1>{detail.shopName}</h1>
      <h2>{t('cases.slip.title')}</h2>
      <dl>
        {facts.map(([word, text]) => (
          <div key={word}>
            <dt>{word}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
      <h3>{t('cases.slip.arrived')}</h3>
      {detail.things.map((thing) => {
        const { text, symbol } = thingAmount(thing)
        return (
          <p key={thing.key}>
            <strong>
              {text} {symbol ?? t('cases.thing.unnamed')}
            </strong>
            <br />
            {t('cases.slip.network')}: {thing.chainName}
            <br />
            {t('cases.slip.transaction')}: <code>{thing.txHash}</code>
          </p>
        )
      })}
      <p>
        {detail.resolution === undefined
          ? t('cases.slip.looking')
          : `${t('cases.slip.decided')}: ${t(`cases.choice.${detail.resolution}`)}`}
      </p>
    </article>,
    document.body,
  )
}
