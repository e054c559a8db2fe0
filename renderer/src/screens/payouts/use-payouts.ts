import { useState } from 'react'
import { terminal } from '../../host/terminal.ts'
import { useRead, type Read } from '../../host/use-read.ts'
import { useJournalSeq } from '../refunds/use-journal-seq.ts'
import type { PayoutPage } from './payout-types.ts'

const pageSize = 50

/** Reads page after page, newest first, until as many as wanted are there, or all. */
export async function readPayoutPages(
  readPage: (before: number | undefined) => Promise<PayoutPage>,
  wanted: number,
): Promise<PayoutPage> {
  let all = await readPage(undefined)
  while (all.payouts.length < wanted && all.next !== undefined) {
    const { next, payouts } = await readPage(all.next)
    all = { payouts: [...all.payouts, ...payouts], ...(next === undefined ? {} : { next }) }
  }
  return all
}

/** The payouts as far as somebody has asked for; read again whenever the journal moves. */
export function usePayouts(): Read<PayoutPage> & Readonly<{ showMore: () => void }> {
  const seq = useJournalSeq()
  const [wanted, setWanted] = useState(pageSize)
  const read = useRead('payouts', `${seq}:${wanted}`, () =>
    readPayoutPages(
      (before) => terminal().payouts.list({ limit: pageSize, ...(before === undefined ? {} : { before }) }),
      wanted,
    ),
  )
  return { ...read, showMore: () => setWanted(wanted + pageSize) }
}
