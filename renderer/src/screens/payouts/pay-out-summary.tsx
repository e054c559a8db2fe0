import { useTranslation } from 'react-i18next'
import { errorCodes, type ErrorCode } from '../../../../shared/errors/codes.ts'
import { Notice } from '../../components/notice.tsx'
import { failureText } from '../../i18n/failure-text.ts'
import { Fact } from './fact.tsx'
import { formatDay } from './format-day.ts'
import { formatDollars } from './format-dollars.ts'
import type { PayoutPlan } from './payout-types.ts'
import classes from './payouts.module.css'
import { useDays } from './use-days.ts'

function isCode(code: string): code is ErrorCode {
  return Object.hasOwn(errorCodes, code)
}

/** What a payout would come to: what leaves, what arrives and when, and who may approve it. */
export function PayOutSummary({ plan }: Readonly<{ plan: PayoutPlan | undefined }>) {
  const { t } = useTranslation()
  if (plan === undefined) return <output className={classes['hint']}>{t('payouts.make.choose')}</output>
  const { problem } = plan
  return (
    <output className={classes['summary']}>
      <dl className={classes['facts']}>
        <Fact word={t('payouts.make.leaves')}>
          <strong className={`amount ${classes['big']}`}>{plan.fromText}</strong>
        </Fact>
        <Fact word={t('payouts.make.fee')}>{t('payouts.make.feeWord')}</Fact>
        <Fact word={t('payouts.make.arrives')}>
          <span className="amount">{t('payouts.make.arrivesWord', { amount: plan.amountText })}</span>
        </Fact>
        <Fact word={t('payouts.make.when')}>
          <When plan={plan} />
        </Fact>
        <Fact word={t('payouts.make.limits')}>
          <Limits approvers={plan.approvers} />
        </Fact>
      </dl>
      {problem === undefined ? null : <Refusal code={problem} />}
    </output>
  )
}

function Refusal({ code }: Readonly<{ code: string }>) {
  const { text, hint } = isCode(code)
    ? failureText({ code, message: code, hint: '', details: {} })
    : { text: code, hint: '' }
  return <Notice kind="problem" title={text} hint={hint} />
}

/** The days, with the cut-off and the holidays that move them, in words. */
function When({ plan: { expected, holidays } }: Readonly<{ plan: PayoutPlan }>) {
  const { t, i18n } = useTranslation()
  const daysOf = useDays()
  const reasons = [
    ...(expected.isNextDay ? [t('payouts.make.nextDay')] : []),
    ...holidays.map(({ date, name }) =>
      t('payouts.make.holiday', { day: formatDay(date, i18n.language), name }),
    ),
  ]
  return (
    <>
      <strong>{daysOf(expected)}</strong>
      {reasons.map((reason) => (
        <span key={reason} className={classes['hint']}>
          {reason}
        </span>
      ))}
    </>
  )
}

function Limits({ approvers }: Pick<PayoutPlan, 'approvers'>) {
  const { t } = useTranslation()
  if (approvers.length === 0) return t('payouts.make.nobody')
  return (
    <ul className={classes['plain']}>
      {approvers.map(({ staffId, name, maxMinor }) => (
        <li key={staffId}>
          {t('payouts.make.limitOf', {
            name,
            limit:
              maxMinor === undefined
                ? t('approval.noLimit')
                : t('payouts.make.upToLimit', { amount: formatDollars(maxMinor) }),
          })}
        </li>
      ))}
    </ul>
  )
}
