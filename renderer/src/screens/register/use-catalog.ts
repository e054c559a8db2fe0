import { useLiveQuery } from 'dexie-react-hooks'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { Failure } from '../../../../shared/contract/procedure.ts'
import { cacheOf, type CachedCategory, type CatalogEntry } from '../../cache/cache-database.ts'
import { searchCache, type CatalogQuery } from '../../cache/search-cache.ts'
import { failureOf } from '../../host/failure-of.ts'
import { terminal } from '../../host/terminal.ts'
import { useSession } from '../../stores/session.ts'

const pageSize = 120
/** A person types a letter about every 150 ms; the terminal is asked when they pause. */
const typingPauseMs = 80

/** Pages of one query as the terminal answered them. */
type Answer = Readonly<{
  of: string
  items: readonly CatalogEntry[]
  total: number
  next: string | undefined
}>

/** The catalogue as it is shown. `source` says whether the terminal or this page's memory speaks. */
export type CatalogList = Readonly<{
  source: 'none' | 'cache' | 'terminal'
  items: readonly CatalogEntry[]
  total: number
  categories: readonly CachedCategory[]
  failure: Failure | undefined
  loadMore: () => void
}>

function nameOf({ search, category }: CatalogQuery): string {
  return JSON.stringify([search, category ?? null])
}

async function readPage({ search, category }: CatalogQuery, after: string | undefined): Promise<Answer> {
  const page = await terminal().catalog.search({
    limit: pageSize,
    ...(search === '' ? {} : { search }),
    ...(category === undefined ? {} : { category }),
    ...(after === undefined ? {} : { after }),
  })
  return { of: nameOf({ search, category }), items: page.items, total: page.total, next: page.next }
}

/** Items that match a query: at once from the cache, then from the terminal, page by page as the list is scrolled. */
export function useCatalog(query: CatalogQuery): CatalogList {
  const { search, category } = query
  const environment = useSession((state) => state.hello?.environment ?? 'practice')
  const database = cacheOf(environment)
  const cached = useLiveQuery(() => searchCache(database, { search, category }), [database, search, category])
  // Written anew whenever the feed has reported a change of the catalogue: the terminal is then asked again.
  const categories = useLiveQuery(() => database.facts.get('categories'), [database])
  const [answer, setAnswer] = useState<Answer | undefined>()
  const [failure, setFailure] = useState<Failure | undefined>()
  const isReading = useRef(false)

  useEffect(() => {
    let isOver = false
    const read = async (): Promise<void> => {
      try {
        const page = await readPage({ search, category }, undefined)
        if (isOver) return
        setAnswer(page)
        setFailure(undefined)
      } catch (error) {
        if (!isOver) setFailure(failureOf(error))
      }
    }
    const timer = setTimeout(() => void read(), search === '' ? 0 : typingPauseMs)
    return () => {
      isOver = true
      clearTimeout(timer)
    }
  }, [search, category, categories])

  const current = answer?.of === nameOf(query) ? answer : undefined
  const loadMore = useCallback(() => {
    if (current?.next === undefined || isReading.current) return
    isReading.current = true
    readPage({ search, category }, current.next)
      .then((page) => setAnswer({ ...page, items: [...current.items, ...page.items] }))
      .catch((error: unknown) => setFailure(failureOf(error)))
      .finally(() => {
        isReading.current = false
      })
  }, [current, search, category])

  return {
    source: current ? 'terminal' : cached ? 'cache' : 'none',
    items: current?.items ?? cached ?? [],
    total: current?.total ?? cached?.length ?? 0,
    categories: categories?.key === 'categories' ? categories.value : [],
    failure,
    loadMore,
  }
}
