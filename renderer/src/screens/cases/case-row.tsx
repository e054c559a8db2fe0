import type { KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { formatRoute } from '../../stores/router.ts'
import { formatSaleNumber } from '../sales/sale-number.ts'
import { caseAge } from './case-age.ts'
import { isOfAccount } from './case-number.ts'
import { CaseKindChip } from './case-kind-chip.tsx'
import type { CasePage } from './case-pages.ts'
import classes from './cases-screen.module.css'

type CaseRowProps = Readonly<{
  row: CasePage['cases'][number]
  now: number
  index: number
  onKeyDown: (event: KeyboardEvent<HTMLElement>) => void
}>

/** One case of the list. */
export function CaseRow({ row, now, index, onKeyDown }: CaseRowProps) {
  const { t } = useTranslation()
  const age = caseAge(row.openedAt, now)
  return (
    <a
      className={classes['row']}
      href={formatRoute('cases', row.id)}
      data-index={index}
      onKeyDown={onKeyDown}
    >
      <CaseKindChip kind={row.kind} />
      <span className={classes['about']}>
        {row.aboutText}
        {row.resolution === undefined ? null : (
          <span className={classes['decided']}>{t(`cases.choice.${row.resolution}`)}</span>
        )}
      </span>
      <span className={`amount ${classes['sale']}`}>
        {isOfAccount(row) ? t('cases.account') : formatSaleNumber(row.saleNumber)}
      </span>
      <span className={classes['owner']}>
        <span className="visually-hidden">{t('cases.column.owner')} </span>
        {row.ownerName ?? t('cases.nobody')}
      </span>
      <span className={classes['age']} data-old={age.isOld && row.status === 'open'}>
        {t(`cases.age.${age.unit}`, { count: age.count })}
      </span>
    </a>
  )
}
