import { Button, SegmentedControl } from '@mantine/core'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { FailureNotice } from '../../components/failure-notice.tsx'
import { Notice } from '../../components/notice.tsx'
import { ScreenLoading, ScreenMessage } from '../../components/screen-message.tsx'
import { useRowKeys } from '../sales/use-row-keys.ts'
import { CaseRow } from './case-row.tsx'
import { CaseScreen } from './case-screen.tsx'
import classes from './cases-screen.module.css'
import { useCases, useMinute, type CaseList, type CaseStatus } from './use-cases.ts'

const columns = ['case', 'about', 'sale', 'owner', 'age'] as const

/** Cases: the list at `#/cases`, one of them at `#/cases/<case>`. */
export function CasesScreen({ parts }: Readonly<{ parts: readonly string[] }>) {
  const caseId = parts[0]
  return caseId === undefined ? <ListScreen /> : <CaseScreen key={caseId} caseId={caseId} />
}

function ListScreen() {
  const { t } = useTranslation()
  const [status, setStatus] = useState<CaseStatus>('open')
  const list = useCases(status)
  const label = (name: CaseStatus): string => {
    const count = list.value?.[name]
    return count === undefined ? t(`cases.tabs.${name}`) : `${t(`cases.tabs.${name}`)} ${count}`
  }
  return (
    <div className={classes['screen']}>
      <header className={classes['head']}>
        <h1 className={classes['title']}>{t('cases.title')}</h1>
        <SegmentedControl
          size="lg"
          aria-label={t('cases.tabs.label')}
          value={status}
          onChange={(value) => setStatus(value === 'resolved' ? 'resolved' : 'open')}
          data={[
            { value: 'open', label: label('open') },
            { value: 'resolved', label: label('resolved') },
          ]}
        />
      </header>
      {list.failure && list.value ? <Notice kind="warning" title={t('cases.offline')} /> : null}
      <div className={classes['sheet']}>
        <ListBody status={status} list={list} />
      </div>
    </div>
  )
}

function ListBody({ status, list }: Readonly<{ status: CaseStatus; list: ReturnType<typeof useCases> }>) {
  const { t } = useTranslation()
  const { value, failure, reload } = list
  if (!value)
    return failure ? (
      <FailureNotice failure={failure} onRetry={reload} />
    ) : (
      <ScreenLoading label={t('cases.loading')} />
    )
  if (value.cases.length === 0)
    return (
      <ScreenMessage
        icon={status === 'open' ? 'check' : 'note'}
        title={t(`cases.empty.${status}`)}
        body={t(`cases.empty.${status}Hint`)}
      />
    )
  return (
    <>
      <div className={classes['columns']} aria-hidden="true">
        {columns.map((column) => (
          <span key={column}>{t(`cases.column.${column}`)}</span>
        ))}
      </div>
      <Rows page={value} />
      {value.next !== undefined && value.cases.length === list.limit ? (
        <Button variant="subtle" size="lg" onClick={list.showMore} loading={list.isBusy}>
          {t('cases.more')}
        </Button>
      ) : null}
    </>
  )
}

function Rows({ page }: Readonly<{ page: CaseList }>) {
  const { t } = useTranslation()
  const now = useMinute()
  const list = useRef<HTMLUListElement>(null)
  const onKeyDown = useRowKeys({ list, count: page.cases.length, scrollTo: () => undefined })
  return (
    <ul ref={list} className={classes['rows']} aria-label={t('cases.title')}>
      {page.cases.map((row, index) => (
        <li key={row.id}>
          <CaseRow row={row} now={now} index={index} onKeyDown={onKeyDown} />
        </li>
      ))}
    </ul>
  )
}
