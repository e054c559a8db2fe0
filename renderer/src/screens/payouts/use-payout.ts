import { useState } from 'react'
import { terminal } from '../../host/terminal.ts'
import { useFollow, type Followed } from '../../host/use-follow.ts'
import type { PayoutStatus, PayoutView } from './payout-types.ts'

type Times = Readonly<Partial<Record<PayoutStatus, number>>>

/** A payout as it moves, with the instants of the steps that this page was told of. */
export type FollowedPayout = Followed<PayoutView> &
  Readonly<{ seen: Times; take: (payout: PayoutView) => void }>

/** Follows one payout while somebody looks at it. */
export function usePayout(payoutId: string): FollowedPayout {
  const followed = useFollow(`payout:${payoutId}`, (signal) =>
    terminal().payouts.follow({ payoutId }, { signal }),
  )
  const [answered, take] = useState<PayoutView | undefined>()
  const [seen, setSeen] = useState<Times>({})
  // An answer to a button may be ahead of the stream, and the stream of the answer.
  const isAhead = answered !== undefined && answered.seq > (followed.value?.seq ?? 0)
  const value = isAhead ? answered : followed.value
  if (value !== undefined && seen[value.status] !== value.at) setSeen({ ...seen, [value.status]: value.at })
  return { ...followed, value, seen, take }
}
