import { useTranslation } from 'react-i18next'
import type { DrillList } from '../../../../shared/contract/drills.ts'
import { Notice } from '../../components/notice.tsx'
import { Card } from '../sales/card.tsx'
import { formatListTime } from '../sales/format-instant.ts'
import tableClasses from '../settings/table.module.css'
import classes from './drills-screen.module.css'

/** How often everybody has practised and how well, and the last twenty drills. */
export function ScoreTables({ list }: Readonly<{ list: DrillList }>) {
  const { t } = useTranslation()
  if (list.problem !== undefined)
    return <Notice kind="warning" title={t('drills.scores.problem')} hint={list.problem} />
  if (list.last.length === 0)
    return (
      <Card title={t('drills.scores.title')}>
        <p className={classes['brief']}>{t('drills.scores.empty')}</p>
      </Card>
    )
  return (
    <div className={classes['scores']}>
      <Card title={t('drills.scores.title')}>
        <StaffTable staff={list.staff} />
      </Card>
      <Card title={t('drills.scores.last')}>
        <LastTable last={list.last} />
      </Card>
    </div>
  )
}

function StaffTable({ staff }: Pick<DrillList, 'staff'>) {
  const { t } = useTranslation()
  return (
    <div className={tableClasses['scroll']}>
      <table className={tableClasses['table']}>
        <thead>
          <tr>
            <th scope="col">{t('drills.scores.staff')}</th>
            <th scope="col" className={tableClasses['figure']}>
              {t('drills.scores.times')}
            </th>
            <th scope="col">{t('drills.scores.best')}</th>
          </tr>
        </thead>
        <tbody>
          {staff.map(({ staffId, staffName, times, best }) => (
            <tr key={staffId}>
              <th scope="row">{staffName}</th>
              <td className={tableClasses['figure']}>{times}</td>
              <td>
                {best
                  ? t('drills.scores.bestOf', { ...best, name: t(`drills.story.${best.kind}.name`) })
                  : t('drills.scores.none')}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function LastTable({ last }: Pick<DrillList, 'last'>) {
  const { t, i18n } = useTranslation()
  const now = last[0]?.at ?? 0
  return (
    <div className={tableClasses['scroll']}>
      <table className={tableClasses['table']}>
        <thead>
          <tr>
            <th scope="col">{t('drills.scores.drill')}</th>
            <th scope="col">{t('drills.scores.staff')}</th>
            <th scope="col">{t('drills.scores.when')}</th>
            <th scope="col">{t('drills.scores.result')}</th>
            <th scope="col" className={tableClasses['figure']}>
              {t('drills.scores.seconds')}
            </th>
          </tr>
        </thead>
        <tbody>
          {last.map(({ drillId, kind, staffName, at, right, of, seconds, complete }) => (
            <tr key={drillId}>
              <th scope="row">{t(`drills.story.${kind}.name`)}</th>
              <td>{staffName}</td>
              <td>{formatListTime(at, now, i18n.language)}</td>
              <td>{complete ? t('drills.scores.points', { right, of }) : t('drills.scores.early')}</td>
              <td className={tableClasses['figure']}>{seconds}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
