import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { DrillList } from '../../../../shared/contract/drills.ts'
import { FailureNotice } from '../../components/failure-notice.tsx'
import { Notice } from '../../components/notice.tsx'
import { ScreenLoading } from '../../components/screen-message.tsx'
import { terminal } from '../../host/terminal.ts'
import { useRead } from '../../host/use-read.ts'
import { mayActAs } from '../../../../shared/domain/staff/role.ts'
import { useSession } from '../../stores/session.ts'
import { useAction } from '../checkout/use-action.ts'
import { DrillCards } from './drill-cards.tsx'
import classes from './drills-screen.module.css'
import { ScoreTables } from './score-tables.tsx'

/** Drills: what can be practised, and how everybody does. Practice only. */
export function DrillsScreen() {
  const { t } = useTranslation()
  const role = useSession((state) => state.session?.staff.role)
  const { value: list, failure, reload } = useRead('drills', '', () => terminal().drills.list())
  const start = useAction((kind: NonNullable<typeof list>['kinds'][number]) =>
    terminal().drills.start({ kind }),
  )
  const mayStart = role !== undefined && mayActAs(role, 'manager')
  return (
    <div className={classes['screen']}>
      <header>
        <h1 className={classes['title']}>{t('drills.title')}</h1>
        <p className={classes['intro']}>{t('drills.intro')}</p>
      </header>
      {start.failure === undefined ? null : <FailureNotice failure={start.failure} />}
      {failure ? <FailureNotice failure={failure} onRetry={reload} /> : null}
      {!list && !failure ? <ScreenLoading label={t('drills.loading')} /> : null}
      {list ? (
        <>
          {list.refused === undefined ? null : <Refused why={list.refused} onRetry={reload} />}
          {mayStart ? null : <Notice kind="info" title={t('drills.managerStarts')} />}
          <DrillCards kinds={list.kinds} start={mayStart && list.refused === undefined ? start : undefined} />
          <ScoreTables list={list} />
        </>
      ) : null}
    </div>
  )
}

type RefusedProps = Readonly<{ why: NonNullable<DrillList['refused']>; onRetry: () => void }>

function Refused({ why, onRetry }: RefusedProps) {
  const { t } = useTranslation()
  const action =
    why === 'networkBehind' ? (
      <Button variant="default" size="md" onClick={onRetry}>
        {t('common.retry')}
      </Button>
    ) : null
  return <Notice kind="info" title={t(`drills.refused.${why}`)} action={action} />
}
