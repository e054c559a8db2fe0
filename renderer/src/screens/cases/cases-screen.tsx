import { Button, SegmentedControl } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { FailureNotice } from '../../components/failure-notice.tsx'
import { Notice } from '../../components/notice.tsx'
import { ScreenLoading, ScreenMessage } from '../../components/screen-message.tsx'
import { useCaseFilters } from './case-filter-store.ts'
import { CaseFilters } from './case-filters.tsx'
import { isEveryCase } from './case-filters-model.ts'
import { CaseScreen } from './case-screen.tsx'
import { CasesList } from './cases-list.tsx'
import classes from './cases-screen.module.css'
import { useCases, type CaseList } from './use-cases.ts'

const columns = ['case', 'about', 'sale', 'owner', 'age'] as const
const statuses = ['open', 'resolved'] as const

/** Cases: the list at `#/cases`, one of them at `#/cases/<case>`. */
export function CasesScreen({ parts }: Readonly<{ parts: readonly string[] }>) {
  const caseId = parts[0]
  return caseId === undefined ? <ListScreen /> : <CaseScreen key={caseId} caseId={caseId} />
}

function ListScreen() {
  const { t } = useTranslation()
  const { filters, change } = useCaseFilters()
  const list = useCases(filters)
  const label = (name: (typeof statuses)[number]): string => {
    const count = list.value?.[name]
    return count === undefined ? t(`cases.tabs.${name}`) : `${t(`cases.tabs.${name}`)} ${count}`
  }
  return (
    <div className={classes['screen']}>
      <header className={classes['head']}>
        <h1 className={classes['title']}>{t('cases.title')}</h1>
        <CaseFilters />
        <SegmentedControl
          size="lg"
          aria-label={t('cases.tabs.label')}
          value={filters.status}
          onChange={(value) => change({ status: value === 'resolved' ? 'resolved' : 'open' })}
          data={statuses.map((status) => ({ value: status, label: label(status) }))}
        />
      </header>
      {list.failure && list.value ? (
        <Notice
          kind="warning"
          title={t('cases.offline')}
          action={
            <Button variant="default" onClick={list.reload} loading={list.isBusy}>
              {t('cases.again')}
            </Button>
          }
        />
      ) : null}
      <div className={classes['sheet']}>
        <ListBody list={list} />
      </div>
    </div>
  )
}

function ListBody({ list }: Readonly<{ list: CaseList }>) {
  const { t } = useTranslation()
  const { value, failure, reload, loadMore } = list
  if (!value)
    return failure ? (
      <FailureNotice failure={failure} onRetry={reload} />
    ) : (
      <ScreenLoading label={t('cases.loading')} />
    )
  if (value.cases.length === 0) return <EmptyList />
  return (
    <>
      <div className={classes['columns']} aria-hidden="true">
        {columns.map((column) => (
          <span key={column}>{t(`cases.column.${column}`)}</span>
        ))}
      </div>
      <CasesList page={value} onNearEnd={loadMore} />
    </>
  )
}

function EmptyList() {
  const { t } = useTranslation()
  const { filters, clear } = useCaseFilters()
  const { status } = filters
  if (!isEveryCase(filters))
    return (
      <ScreenMessage
        icon="search"
        title={t('cases.empty.filtered')}
        body={t('cases.empty.filteredHint')}
        action={<Button onClick={clear}>{t('cases.empty.showAll')}</Button>}
      />
    )
  return (
    <ScreenMessage
      icon={status === 'open' ? 'check' : 'note'}
      title={t(`cases.empty.${status}`)}
      body={t(`cases.empty.${status}Hint`)}
    />
  )
}
