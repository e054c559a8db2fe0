import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { fiatUnit } from '../../../../shared/domain/money/currency.ts'
import { formatMoney } from '../../../../shared/domain/money/format-money.ts'
import { GroupedAddress } from '../../components/grouped-address.tsx'
import { CopyButton } from '../checkout/copy-button.tsx'
import { formatRoute } from '../../stores/router.ts'
import { Card } from '../sales/card.tsx'
import { formatSaleNumber } from '../sales/sale-number.ts'
import classes from './refund-screen.module.css'
import type { RefundView } from './refund-types.ts'
import { useProblemWords } from './use-problem-words.ts'

/** What goes back, to whom, why and by whom. */
export function RefundAbout({ refund }: Readonly<{ refund: RefundView }>) {
  const { t } = useTranslation()
  const nameOf = useProblemWords()
  return (
    <Card title={t('refunds.refund.about')}>
      <dl className={classes['facts']}>
        <Fact word={t('refunds.refund.amount')}>
          <strong className={`amount ${classes['amount']}`}>{refund.amountText}</strong>
        </Fact>
        <Parts refund={refund} />
        <Fact word={t('refunds.refund.sale')}>
          <a className={`amount ${classes['link']}`} href={formatRoute('sales', refund.saleId)}>
            {formatSaleNumber(refund.saleNumber)}
          </a>
        </Fact>
        <Fact word={t('refunds.refund.network')}>{refund.chainName}</Fact>
        <Fact word={t('refunds.refund.sender')}>{refund.backendName}</Fact>
        {refund.feeText === undefined ? null : (
          <Fact word={t('refunds.refund.fee')}>
            <span className="amount">{refund.feeText}</span>
          </Fact>
        )}
        <Fact word={t('refunds.refund.address')}>
          <GroupedAddress address={refund.target} />
          <CopyButton
            text={refund.target}
            label={t('refunds.refund.copy', { what: t('refunds.refund.address') })}
            isCompact
          />
        </Fact>
        <Fact word={t('refunds.refund.proof')}>{t(`refunds.refund.proofs.${refund.proof}`)}</Fact>
        {refund.warnings.length === 0 ? null : (
          <Fact word={t('refunds.refund.warnings')}>{refund.warnings.map(nameOf).join(' ')}</Fact>
        )}
        <Fact word={t('refunds.refund.reason')}>{refund.reason}</Fact>
        {refund.approvedByName === undefined ? null : (
          <Fact word={t('refunds.refund.approvedBy')}>{refund.approvedByName}</Fact>
        )}
        <OnTheNetwork refund={refund} />
      </dl>
    </Card>
  )
}

/** What it is of the sale: with its tax and tip, or money that was paid over. */
function Parts({ refund: { parts, kind, currency } }: Readonly<{ refund: RefundView }>) {
  const { t } = useTranslation()
  const money = (minor: bigint): string => formatMoney(minor, fiatUnit(currency))
  if (kind === 'excess') return <Fact word={t('refunds.refund.parts')}>{t('refunds.refund.excess')}</Fact>
  const taxMinor = parts.lines.reduce((sum, line) => sum + line.taxMinor, 0n)
  return (
    <>
      <Fact word={t('refunds.refund.parts')}>
        <span className="amount">{money(parts.totalMinor)}</span>
      </Fact>
      {taxMinor > 0n ? (
        <Fact word={t('refunds.refund.tax')}>
          <span className="amount">{money(taxMinor)}</span>
        </Fact>
      ) : null}
      {parts.tipMinor > 0n ? (
        <Fact word={t('refunds.refund.tip')}>
          <span className="amount">{money(parts.tipMinor)}</span>
        </Fact>
      ) : null}
    </>
  )
}

function OnTheNetwork({ refund: { txHash, explorerUrl } }: Readonly<{ refund: RefundView }>) {
  const { t } = useTranslation()
  const word = t('refunds.refund.transaction')
  if (txHash === undefined && explorerUrl === undefined) return null
  return (
    <Fact word={word}>
      {txHash === undefined ? null : (
        <>
          <code className={classes['code']}>{txHash}</code>
          <CopyButton text={txHash} label={t('refunds.refund.copy', { what: word })} isCompact />
        </>
      )}
      {explorerUrl === undefined ? null : (
        <a className={classes['link']} href={explorerUrl} target="_blank" rel="noreferrer">
          {t(txHash === undefined ? 'refunds.refund.explorerAddress' : 'refunds.refund.explorer')}
        </a>
      )}
    </Fact>
  )
}

function Fact({ word, children }: Readonly<{ word: string; children: ReactNode }>) {
  return (
    <div className={classes['fact']}>
      <dt>{word}</dt>
      <dd>{children}</dd>
    </div>
  )
}
