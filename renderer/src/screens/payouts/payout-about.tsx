import { useTranslation } from 'react-i18next'
import { CopyButton } from '../checkout/copy-button.tsx'
import classes from '../refunds/refund-screen.module.css'
import { Card } from '../sales/card.tsx'
import { Fact } from './fact.tsx'
import type { PayoutView } from './payout-types.ts'
import { useDays } from './use-days.ts'

/** What is paid, to which bank account, and what the statement will say. */
export function PayoutAbout({ payout }: Readonly<{ payout: PayoutView }>) {
  const { t } = useTranslation()
  const daysOf = useDays()
  const { feeText, expected, returnedText, ruleName, approvedByName, orderId, memo, note } = payout
  return (
    <Card title={t('payouts.payout.about')}>
      <dl className={classes['facts']}>
        <Fact word={t('payouts.payout.amount')}>
          <strong className={`amount ${classes['amount']}`}>{payout.amountText}</strong>
        </Fact>
        <Fact word={t('payouts.payout.leaves')}>
          <span className="amount">{payout.fromText}</span>
        </Fact>
        {feeText === undefined ? null : (
          <Fact word={t('payouts.payout.fee')}>
            <span className="amount">{feeText}</span>
          </Fact>
        )}
        <Fact word={t('payouts.payout.bank')}>{payout.bankText}</Fact>
        {expected === undefined ? null : <Fact word={t('payouts.payout.expected')}>{daysOf(expected)}</Fact>}
        {returnedText === undefined ? null : (
          <Fact word={t('payouts.payout.returned')}>
            <span className="amount">{returnedText}</span>
          </Fact>
        )}
        <Fact word={t('payouts.payout.memo')}>
          <code className={classes['code']}>{memo}</code>
          <CopyButton
            text={memo}
            label={t('payouts.payout.copy', { what: t('payouts.payout.memo') })}
            isCompact
          />
        </Fact>
        {note === '' ? null : <Fact word={t('payouts.payout.note')}>{note}</Fact>}
        {ruleName === undefined ? null : <Fact word={t('payouts.payout.rule')}>{ruleName}</Fact>}
        {approvedByName === undefined ? null : (
          <Fact word={t('payouts.payout.approvedBy')}>{approvedByName}</Fact>
        )}
        {orderId === undefined ? null : (
          <Fact word={t('payouts.payout.order')}>
            <code className={classes['code']}>{orderId}</code>
          </Fact>
        )}
      </dl>
    </Card>
  )
}
