import { useEffect, useRef, useState } from 'react'
import type { TerminalClient } from '../../../../shared/contract/contract.ts'
import { terminal } from '../../host/terminal.ts'
import { useRead, type Read } from '../../host/use-read.ts'
import { useCasesNews } from '../../stores/cases-news.ts'
import { toCaseQuery, type CaseFilters } from './case-filters-model.ts'
import { readCasePages, type CasePage } from './case-pages.ts'

/** One case with everything that is known of it. */
export type CaseDetail = Awaited<ReturnType<TerminalClient['cases']['get']>>
/** The cases of a list that have been read so far. */
export type CaseList = Read<CasePage> & Readonly<{ loadMore: () => void }>

const pageSize = 100

type Kept = Readonly<{ key: string; seq: number; page: CasePage }>

/**
 * The cases that a filter means, as far as somebody has scrolled. When one changes, as many are read again: a case that
 * was decided leaves the middle of the list.
 */
export function useCases(filters: CaseFilters): CaseList {
  const seq = useCasesNews((state) => state.seq)
  const query = toCaseQuery(filters)
  const key = JSON.stringify(query)
  const [reach, setReach] = useState({ key, wanted: pageSize })
  const wanted = reach.key === key ? reach.wanted : pageSize
  const kept = useRef<Kept | undefined>(undefined)
  const read = useRead(key, `${seq}:${wanted}`, async () => {
    const known = kept.current
    const page = await readCasePages(
      (after) =>
        terminal().cases.list({ ...query, limit: pageSize, ...(after === undefined ? {} : { after }) }),
      known?.key === key && known.seq === seq ? known.page : undefined,
      wanted,
    )
    kept.current = { key, seq, page }
    return page
  })
  const { value, failure, isBusy } = read
  return {
    ...read,
    loadMore: () => {
      if (value?.next !== undefined && !isBusy && !failure)
        setReach({ key, wanted: value.cases.length + pageSize })
    },
  }
}

/** One case, read again whenever one changes. */
export function useCase(caseId: string): Read<CaseDetail> {
  const seq = useCasesNews((state) => state.seq)
  return useRead(caseId, seq, () => terminal().cases.get({ caseId }))
}

const minuteMs = 60_000

/** The time of this page, each minute anew: ages grow while somebody looks at them. */
export function useMinute(): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), minuteMs)
    return () => clearInterval(timer)
  }, [])
  return now
}
