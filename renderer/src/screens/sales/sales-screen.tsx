import { Button } from '@mantine/core'
import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { FailureNotice } from '../../components/failure-notice.tsx'
import { Notice } from '../../components/notice.tsx'
import { ScreenLoading, ScreenMessage } from '../../components/screen-message.tsx'
import { navigate } from '../../stores/router.ts'
import { useFilterStore } from './filter-store.ts'
import { isUnfiltered } from './sale-filters-model.ts'
import { SaleScreen } from './sale-screen.tsx'
import { SalesFilters } from './sales-filters.tsx'
import { SalesList } from './sales-list.tsx'
import listClasses from './sales-list.module.css'
import classes from './sales-screen.module.css'
import { useSalesList, type SalesList as List } from './use-sales-list.ts'

const columns = ['sale', 'time', 'items', 'staff', 'amount', 'status'] as const

/** Sales: the list at `#/sales`, one of them at `#/sales/<sale>`. */
export function SalesScreen({ parts }: Readonly<{ parts: readonly string[] }>) {
  const saleId = parts[0]
  return saleId === undefined ? <ListScreen /> : <SaleScreen key={saleId} saleId={saleId} />
}

function ListScreen() {
  const { t } = useTranslation()
  const filters = useFilterStore((state) => state.filters)
  const list = useSalesList(filters)
  return (
    <div className={classes['screen']}>
      <header className={classes['head']}>
        <h1 className={classes['title']}>{t('sales.title')}</h1>
        {list.total === undefined ? null : (
          <span className={classes['total']} aria-live="polite">
            {t('sales.total', { count: list.total })}
          </span>
        )}
      </header>
      <SalesFilters />
      {list.failure && list.sales ? <Notice kind="warning" title={t('sales.error.offline')} /> : null}
      <ListBody list={list} isUnfiltered={isUnfiltered(filters)} />
    </div>
  )
}

function ListBody({ list, isUnfiltered: isAll }: Readonly<{ list: List; isUnfiltered: boolean }>) {
  const { t } = useTranslation()
  const { sales, failure, loadMore } = list
  const onNearEnd = useCallback(() => loadMore(), [loadMore])
  if (!sales) {
    return (
      <div className={classes['sheet']}>
        {failure ? (
          <FailureNotice failure={failure} onRetry={list.reload} />
        ) : (
          <ScreenLoading label={t('sales.loading')} />
        )}
      </div>
    )
  }
  if (sales.length === 0) {
    return (
      <div className={classes['sheet']}>
        <ScreenMessage
          icon={isAll ? 'sales' : 'search'}
          title={t(isAll ? 'sales.empty.none' : 'sales.empty.filtered')}
          body={t(isAll ? 'sales.empty.noneHint' : 'sales.empty.filteredHint')}
          action={
            isAll ? <Button onClick={() => navigate('register')}>{t('sales.empty.toRegister')}</Button> : null
          }
        />
      </div>
    )
  }
  return (
    <div className={classes['sheet']}>
      <div className={listClasses['columns']} aria-hidden="true">
        {columns.map((column) => (
          <span key={column}>{t(`sales.column.${column}`)}</span>
        ))}
      </div>
      <SalesList sales={sales} total={list.total} isLoading={list.isLoading} onNearEnd={onNearEnd} />
    </div>
  )
}
