import { useState } from 'react'
import { terminal } from '../../host/terminal.ts'
import { useFollow, type Followed } from '../../host/use-follow.ts'
import type { RefundStatus, RefundView } from './refund-types.ts'

type Times = Readonly<Partial<Record<RefundStatus, number>>>

/** A refund as it moves, with the instants of its steps. */
export type FollowedRefund = Followed<RefundView> &
  Readonly<{ seen: Times; take: (refund: RefundView) => void }>

/** Follows one refund while somebody looks at it. */
export function useRefund(refundId: string): FollowedRefund {
  const followed = useFollow(`refund:${refundId}`, (signal) =>
    terminal().refunds.follow({ refundId }, { signal }),
  )
  const [answered, take] = useState<RefundView | undefined>()
  // An answer to a button may be ahead of the stream, and the stream of the answer.
  const isAhead = answered !== undefined && answered.seq > (followed.value?.seq ?? 0)
  const value = isAhead ? answered : followed.value
  const seen: Times = Object.fromEntries(value?.steps.map(({ status, at }) => [status, at]) ?? [])
  return { ...followed, value, seen, take }
}
