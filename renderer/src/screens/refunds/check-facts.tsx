import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { GroupedAddress } from '../../components/grouped-address.tsx'
import { formatClock } from '../checkout/countdown.ts'
import classes from './refund-desk.module.css'
import type { Prepared } from './refund-types.ts'

type CheckFactsProps = Readonly<{ prepared: Prepared; quoteSeconds: number | undefined }>

/** What would be sent, to whom and for how much, as a person compares it. */
export function CheckFacts({ prepared, quoteSeconds }: CheckFactsProps) {
  const { t } = useTranslation()
  const { amountText, chainName, target, backendName, float } = prepared
  return (
    <dl className={classes['facts']}>
      <Fact word={t('refunds.check.amount')}>
        <strong className={`amount ${classes['total']}`}>{amountText}</strong>
      </Fact>
      <Fact word={t('refunds.check.network')}>{chainName}</Fact>
      <Fact word={t('refunds.check.sender')}>{backendName}</Fact>
      <Fact word={t('refunds.check.address')} isWide>
        {target === undefined ? null : <GroupedAddress address={target} />}
      </Fact>
      <Fact word={t('refunds.check.fee')}>
        <Fee prepared={prepared} quoteSeconds={quoteSeconds} />
      </Fact>
      {float === undefined ? null : (
        <Fact word={t('refunds.check.float')}>
          <span className="amount">
            {t('refunds.check.floatText', { available: float.availableText, needed: float.neededText })}
          </span>
          {float.isFresh ? null : (
            <span className={classes['stale']}>
              {t('refunds.check.floatStale', { backend: backendName })}
            </span>
          )}
        </Fact>
      )}
    </dl>
  )
}

function Fee({ prepared: { fee, backend }, quoteSeconds }: CheckFactsProps) {
  const { t } = useTranslation()
  if (fee === undefined)
    return t(backend === 'selfcustody' ? 'refunds.check.feeWallet' : 'refunds.check.feeUnknown')
  return (
    <>
      <span className="amount">{fee.text}</span>
      <span role="timer" className={`amount ${classes['word']}`}>
        {quoteSeconds === undefined || quoteSeconds === 0
          ? t('refunds.check.quoteOver')
          : t('refunds.check.quote', { time: formatClock(quoteSeconds) })}
      </span>
    </>
  )
}

type FactProps = Readonly<{ word: string; isWide?: boolean; children: ReactNode }>

function Fact({ word, isWide = false, children }: FactProps) {
  return (
    <div className={classes['fact']} data-wide={isWide}>
      <dt>{word}</dt>
      <dd>{children}</dd>
    </div>
  )
}
