import { Button } from '@mantine/core'
import { useRef, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { formatRoute } from '../../stores/router.ts'
import { useMinute } from '../cases/use-cases.ts'
import { formatListTime } from '../sales/format-instant.ts'
import { useRowKeys } from '../sales/use-row-keys.ts'
import { payoutLooks } from './payout-status.ts'
import type { PayoutPage, PayoutView } from './payout-types.ts'
import classes from './payouts.module.css'
import { ToneChip } from '../../components/tone-chip.tsx'
import { useDays } from './use-days.ts'

const columns = ['number', 'time', 'bank', 'expected', 'amount', 'status'] as const

type PayoutsListProps = Readonly<{ page: PayoutPage; isBusy: boolean; showMore: () => void }>

/** Payouts, newest first, a page at a time. */
export function PayoutsList({ page: { payouts, next }, isBusy, showMore }: PayoutsListProps) {
  const { t } = useTranslation()
  const place = useRef<HTMLDivElement>(null)
  const now = useMinute()
  const onKeyDown = useRowKeys({ list: place, count: payouts.length, scrollTo: () => undefined })
  return (
    <div ref={place}>
      <div className={classes['columns']} aria-hidden="true">
        {columns.map((column) => (
          <span key={column}>{t(`payouts.list.column.${column}`)}</span>
        ))}
      </div>
      <ul className={classes['list']} aria-label={t('payouts.list.title')}>
        {payouts.map((payout, index) => (
          <li key={payout.payoutId}>
            <PayoutRow payout={payout} now={now} index={index} onKeyDown={onKeyDown} />
          </li>
        ))}
      </ul>
      {next === undefined ? null : (
        <div className={classes['more']}>
          <Button variant="default" loading={isBusy} onClick={showMore}>
            {t('payouts.more')}
          </Button>
        </div>
      )}
    </div>
  )
}

type RowProps = Readonly<{
  payout: PayoutView
  now: number
  index: number
  onKeyDown: (event: KeyboardEvent<HTMLElement>) => void
}>

function PayoutRow({ payout, now, index, onKeyDown }: RowProps) {
  const { t, i18n } = useTranslation()
  const daysOf = useDays()
  const { expected, status } = payout
  const isAhead = expected !== undefined && status !== 'paid'
  return (
    <a
      className={classes['row']}
      href={formatRoute('payouts', payout.payoutId)}
      data-index={index}
      onKeyDown={onKeyDown}
    >
      <span className={`amount ${classes['strong']}`}>{payout.numberText}</span>
      <span className={`amount ${classes['quiet']}`}>
        {formatListTime(payout.requestedAt, now, i18n.language)}
      </span>
      <span className={classes['quiet']}>{payout.bankText}</span>
      <span className={classes['quiet']}>{isAhead ? daysOf(expected) : ''}</span>
      <span className={`amount ${classes['strong']} ${classes['end']}`}>{payout.amountText}</span>
      <ToneChip {...payoutLooks[status]} word={t(`payouts.status.${status}`)} />
    </a>
  )
}
