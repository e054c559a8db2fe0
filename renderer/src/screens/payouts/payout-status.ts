import type { IconName } from '../../components/icon-paths.ts'
import type { Tone } from '../../components/tone-chip.tsx'
import type { PayoutStatus, PayoutView } from './payout-types.ts'

/** How a status looks: a tone and an icon, never a colour alone. */
export const payoutLooks = {
  requested: { tone: 'unsure', icon: 'person' },
  approved: { tone: 'moving', icon: 'clock' },
  submitted: { tone: 'moving', icon: 'upload' },
  processing: { tone: 'moving', icon: 'payout' },
  paid: { tone: 'good', icon: 'check' },
  cancelled: { tone: 'calm', icon: 'close' },
  failed: { tone: 'bad', icon: 'alert' },
  returned: { tone: 'unsure', icon: 'refund' },
  unknown: { tone: 'unsure', icon: 'question' },
} as const satisfies Record<PayoutStatus, { tone: Tone; icon: IconName }>

/** The steps of a payout that goes well, in order. */
const payoutSteps = ['requested', 'approved', 'submitted', 'processing', 'paid'] as const

/** A step as the timeline shows it; `at` where the till has said when. */
export type PayoutStep = Readonly<{
  step: (typeof payoutSteps)[number] | 'returned'
  state: 'done' | 'now' | 'unsure' | 'open'
  at?: number
}>

/** How many steps are behind a payout. What failed or is unknown had been approved, and may have been sent. */
const reached = {
  requested: 1,
  approved: 2,
  submitted: 3,
  processing: 4,
  paid: 5,
  returned: 5,
  unknown: 2,
  failed: 2,
  cancelled: 1,
} as const satisfies Record<PayoutStatus, number>

function standing(status: PayoutStatus, index: number): PayoutStep['state'] {
  const done = reached[status]
  if (index < done) return 'done'
  const isOver = status === 'failed' || status === 'cancelled'
  if (index > done || isOver) return 'open'
  return status === 'unknown' ? 'unsure' : 'now'
}

/**
 * The steps of a payout with where it stands; one that came back has a step more.
 * @param seen instants at which the page was told of a status; what it was not told has no time
 */
export function stepsOf(
  { status, requestedAt, approvedAt }: Pick<PayoutView, 'status' | 'requestedAt' | 'approvedAt'>,
  seen: Readonly<Partial<Record<PayoutStatus, number>>>,
): readonly PayoutStep[] {
  const times = { ...seen, requested: requestedAt, approved: approvedAt }
  const steps: PayoutStep[] = payoutSteps.map((step, index) => {
    const at = times[step]
    const state = standing(status, index)
    return { step, state, ...(at === undefined || state !== 'done' ? {} : { at }) }
  })
  if (status !== 'returned') return steps
  const at = seen.returned
  return [...steps, { step: 'returned', state: 'unsure', ...(at === undefined ? {} : { at }) }]
}
