import { useDebouncedValue } from '@mantine/hooks'
import { useLiveQuery } from 'dexie-react-hooks'
import { useEffect, useState } from 'react'
import type { Failure } from '../../../../shared/contract/procedure.ts'
import type { SaleSummary } from '../../../../shared/contract/sale-views.ts'
import { cacheOf } from '../../cache/cache-database.ts'
import { failureOf } from '../../host/failure-of.ts'
import { terminal } from '../../host/terminal.ts'
import { useSession } from '../../stores/session.ts'
import { isUnfiltered, toSaleFilters, type SaleFilterState } from './sale-filters-model.ts'
import { appendPage, replaceHead, withNewerViews, type SalePage, type SalePages } from './sale-pages.ts'

const pageSize = 50
const cachedMax = 500
const typingMs = 160
const noSales: readonly SaleSummary[] = []

/** The list of sales as the screen shows it. `sales` is undefined until something can be painted. */
export type SalesList = Readonly<{
  sales: readonly SaleSummary[] | undefined
  total: number | undefined
  isLoading: boolean
  failure: Failure | undefined
  loadMore: () => void
  reload: () => void
}>

/** What has been read for one question. */
type Answer = Readonly<{
  of: SaleFilterState
  pages: SalePages | undefined
  failure: Failure | undefined
}>

/** The cached sales, newest first, and live: the feed writes them. */
function useCachedSales(): readonly SaleSummary[] {
  const environment = useSession((state) => state.hello?.environment)
  const cached = useLiveQuery(
    () =>
      environment === undefined
        ? []
        : cacheOf(environment).sales.orderBy('number').reverse().limit(cachedMax).toArray(),
    [environment],
  )
  return cached ?? noSales
}

function readPage(filters: SaleFilterState, before: number | undefined): Promise<SalePage> {
  return terminal().sales.list({
    ...toSaleFilters(filters, Date.now()),
    limit: pageSize,
    ...(before === undefined ? {} : { before }),
  })
}

/**
 * Reads the list page by page; paints from the cache first and reads the newest page again whenever the feed has
 * changed a sale. An answer to an older question is dropped.
 */
export function useSalesList(filters: SaleFilterState): SalesList {
  const [settled] = useDebouncedValue(filters, typingMs)
  const cached = useCachedSales()
  const newestSeq = cached.reduce((newest, sale) => Math.max(newest, sale.seq), 0)
  const [answer, setAnswer] = useState<Answer | undefined>(undefined)
  const [again, setAgain] = useState(0)
  const [isMoreAsked, setMoreAsked] = useState(false)

  useEffect(() => {
    let isCurrent = true
    const take = (change: (pages: SalePages | undefined) => Omit<Answer, 'of'>): void => {
      if (!isCurrent) return
      setAnswer((last) => ({ of: settled, ...change(last?.of === settled ? last.pages : undefined) }))
    }
    readPage(settled, undefined).then(
      (page) => take((pages) => ({ pages: replaceHead(pages, page, pageSize), failure: undefined })),
      (error: unknown) => take((pages) => ({ pages, failure: failureOf(error) })),
    )
    return () => {
      isCurrent = false
    }
  }, [settled, newestSeq, again])

  const current = answer?.of === settled ? answer : undefined
  const loadMore = async (pages: SalePages): Promise<void> => {
    setMoreAsked(true)
    try {
      const page = await readPage(settled, pages.sales.at(-1)?.number)
      setAnswer((last) =>
        last?.of === settled && last.pages
          ? { ...last, pages: appendPage(last.pages, page, pageSize), failure: undefined }
          : last,
      )
    } catch (error) {
      const failure = failureOf(error)
      setAnswer((last) => (last?.of === settled ? { ...last, failure } : last))
    } finally {
      setMoreAsked(false)
    }
  }
  const fromCache = isUnfiltered(settled) && cached.length > 0 ? cached : undefined
  return {
    sales: current?.pages ? withNewerViews(current.pages.sales, cached) : fromCache,
    total: current?.pages?.total,
    isLoading: current === undefined || isMoreAsked,
    failure: current?.failure,
    loadMore: () => {
      const pages = current?.pages
      if (pages && !pages.isEnd && !isMoreAsked && !current.failure) void loadMore(pages)
    },
    reload: () => setAgain((count) => count + 1),
  }
}
