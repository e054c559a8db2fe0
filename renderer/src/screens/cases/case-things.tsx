import { useTranslation } from 'react-i18next'
import { fiatUnit } from '../../../../shared/domain/money/currency.ts'
import { formatMoney } from '../../../../shared/domain/money/format-money.ts'
import { Notice } from '../../components/notice.tsx'
import { CopyButton } from '../checkout/copy-button.tsx'
import { Card } from '../sales/card.tsx'
import { formatInstant } from '../sales/format-instant.ts'
import classes from './case-screen.module.css'
import { thingAmount } from './thing-amount.ts'
import type { CaseDetail } from './use-cases.ts'

type Thing = CaseDetail['things'][number]

/** Everything the case is about, as the networks hold it. */
export function CaseThings({ detail }: Readonly<{ detail: CaseDetail }>) {
  const { t } = useTranslation()
  return (
    <Card title={t('cases.case.things')} hint={t('cases.case.thingsHint')}>
      <p className={`amount ${classes['due']}`}>
        {t('cases.case.due', { amount: formatMoney(detail.amountDueMinor, fiatUnit(detail.currency)) })}
      </p>
      <ul className={classes['things']}>
        {detail.things.map((thing) => (
          <ThingItem key={thing.key} thing={thing} />
        ))}
      </ul>
    </Card>
  )
}

function ThingItem({ thing }: Readonly<{ thing: Thing }>) {
  const { t, i18n } = useTranslation()
  const amount = thingAmount(thing)
  return (
    <li className={classes['thing']}>
      <div className={classes['thingHead']}>
        <span className={`amount ${classes['amount']}`}>
          {amount.text} {amount.symbol ?? t('cases.thing.unnamed')}
        </span>
        <span className={classes['quiet']}>
          {t(`cases.thing.${thing.kind}`)}
          {thing.status === 'orphaned' ? ` · ${t('cases.thing.orphaned')}` : ''}
        </span>
      </div>
      <div className={classes['quiet']}>
        {thing.chainName} · {formatInstant(thing.detectedAt, i18n.language)}
      </div>
      {thing.refundWarning === undefined ? null : (
        <Notice kind="problem" title={t(`cases.thing.warning.${thing.refundWarning}`)} />
      )}
      <dl className={classes['facts']}>
        <Fact word={t('cases.thing.transaction')} text={thing.txHash} canCopy />
        <Fact word={t('cases.thing.from')} text={thing.from} canCopy />
        {thing.kind === 'payment' ? null : (
          <Fact word={t('cases.thing.token')} text={thing.tokenAddress} canCopy />
        )}
        <Fact word={t('cases.thing.block')} text={String(thing.blockNumber)} />
        <Fact word={t('cases.thing.source')} text={thing.source} />
      </dl>
      {thing.explorerUrl === undefined ? null : (
        <a href={thing.explorerUrl} target="_blank" rel="noreferrer">
          {t('cases.thing.explorer')}
        </a>
      )}
    </li>
  )
}

function Fact({ word, text, canCopy = false }: Readonly<{ word: string; text: string; canCopy?: boolean }>) {
  const { t } = useTranslation()
  return (
    <div className={classes['fact']}>
      <dt>{word}</dt>
      <dd title={text}>
        {canCopy ? <code>{text}</code> : text}
        {canCopy ? <CopyButton text={text} label={t('cases.thing.copy', { what: word })} isCompact /> : null}
      </dd>
    </div>
  )
}
