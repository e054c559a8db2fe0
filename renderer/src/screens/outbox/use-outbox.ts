import { useState } from 'react'
import type { TerminalClient } from '../../../../shared/contract/contract.ts'
import { terminal } from '../../host/terminal.ts'
import { useFollow } from '../../host/use-follow.ts'
import { useRead, type Read } from '../../host/use-read.ts'
import { readOutboxPages } from './outbox-pages.ts'

/** A page of calls as the terminal hands it over. */
type OutboxPage = Awaited<ReturnType<TerminalClient['outbox']['list']>>

/** The calls read so far, and the page's monotonic clock when they arrived. */
export type OutboxRead = Read<OutboxPage & Readonly<{ arrivedAtMs: number }>> &
  Readonly<{ showMore: () => void }>

const pageSize = 50

/** What waits, or has ended: read again whenever anything of it changes. */
export function useOutbox(ended: boolean): OutboxRead {
  const key = `outbox:${ended}`
  const [reach, setReach] = useState({ key, wanted: pageSize })
  const wanted = reach.key === key ? reach.wanted : pageSize
  const { arrivedAtMs } = useFollow('outbox', (signal) => terminal().outbox.follow(undefined, { signal }))
  const read = useRead(key, `${arrivedAtMs}:${wanted}`, async () => {
    const page = await readOutboxPages(
      (after) =>
        terminal().outbox.list({ ended, limit: pageSize, ...(after === undefined ? {} : { after }) }),
      wanted,
    )
    return { ...page, arrivedAtMs: performance.now() }
  })
  return { ...read, showMore: () => setReach({ key, wanted: wanted + pageSize }) }
}
