import { Button } from '@mantine/core'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useMinute } from '../cases/use-cases.ts'
import { useRowKeys } from '../sales/use-row-keys.ts'
import type { RefundPage } from './refund-pages.ts'
import { RefundRow } from './refund-row.tsx'
import classes from './refunds-screen.module.css'

const columns = ['number', 'time', 'sale', 'who', 'amount', 'status'] as const

type RefundsListProps = Readonly<{ page: RefundPage; isBusy: boolean; showMore: () => void }>

/** Refunds, newest first, a page at a time. */
export function RefundsList({ page: { refunds, next }, isBusy, showMore }: RefundsListProps) {
  const { t } = useTranslation()
  const place = useRef<HTMLDivElement>(null)
  const now = useMinute()
  const onKeyDown = useRowKeys({ list: place, count: refunds.length, scrollTo: () => undefined })
  return (
    <>
      <div className={classes['columns']} aria-hidden="true">
        {columns.map((column) => (
          <span key={column}>{t(`refunds.column.${column}`)}</span>
        ))}
      </div>
      <div ref={place} className={classes['place']}>
        <ul className={classes['list']} aria-label={t('refunds.list')}>
          {refunds.map((refund, index) => (
            <li key={refund.refundId}>
              <RefundRow refund={refund} now={now} index={index} onKeyDown={onKeyDown} />
            </li>
          ))}
        </ul>
        {next === undefined ? null : (
          <div className={classes['more']}>
            <Button variant="default" loading={isBusy} onClick={showMore}>
              {t('refunds.more')}
            </Button>
          </div>
        )}
      </div>
    </>
  )
}
