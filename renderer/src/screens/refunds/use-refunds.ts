import { useState } from 'react'
import { terminal } from '../../host/terminal.ts'
import { useRead, type Read } from '../../host/use-read.ts'
import { readRefundPages, type RefundPage } from './refund-pages.ts'
import { refundTabs, type RefundTab } from './refund-status.ts'
import { useJournalSeq } from './use-journal-seq.ts'

const pageSize = 50

/** The refunds under a heading, as far as somebody has asked for; read again whenever the journal moves. */
export function useRefunds(tab: RefundTab): Read<RefundPage> & Readonly<{ showMore: () => void }> {
  const seq = useJournalSeq()
  const [reach, setReach] = useState({ tab, wanted: pageSize })
  const wanted = reach.tab === tab ? reach.wanted : pageSize
  const statuses = refundTabs[tab]
  const read = useRead(`refunds:${tab}`, `${seq}:${wanted}`, () =>
    readRefundPages(
      (before) =>
        terminal().refunds.list({
          limit: pageSize,
          ...(statuses === undefined ? {} : { statuses: [...statuses] }),
          ...(before === undefined ? {} : { before }),
        }),
      wanted,
    ),
  )
  return { ...read, showMore: () => setReach({ tab, wanted: wanted + pageSize }) }
}
