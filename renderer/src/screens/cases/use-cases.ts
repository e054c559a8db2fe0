import { useEffect, useState } from 'react'
import type { TerminalClient } from '../../../../shared/contract/contract.ts'
import { terminal } from '../../host/terminal.ts'
import { useRead, type Read } from '../../host/use-read.ts'
import { useCasesNews } from '../../stores/cases-news.ts'

/** A page of cases. */
export type CaseList = Awaited<ReturnType<TerminalClient['cases']['list']>>
/** One case with everything that is known of it. */
export type CaseDetail = Awaited<ReturnType<TerminalClient['cases']['get']>>
/** Which cases a list shows. */
export type CaseStatus = 'open' | 'resolved'

const pageSize = 50
const pageMax = 100

/** The first cases of a status, read again whenever one changes; `showMore` doubles the page once. */
export function useCases(
  status: CaseStatus,
): Read<CaseList> & Readonly<{ showMore: () => void; limit: number }> {
  const seq = useCasesNews((state) => state.seq)
  const [limit, setLimit] = useState(pageSize)
  const read = useRead(status, `${seq}:${limit}`, () => terminal().cases.list({ status, limit }))
  return { ...read, limit, showMore: () => setLimit(pageMax) }
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
