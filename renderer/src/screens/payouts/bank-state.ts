import type { IconName } from '../../components/icon-paths.ts'
import type { BankView } from './payout-types.ts'
import type { Tone } from '../../components/tone-chip.tsx'

/** How each state of a bank account looks. */
export const bankLooks = {
  toApprove: { tone: 'unsure', icon: 'person' },
  declined: { tone: 'calm', icon: 'close' },
  removed: { tone: 'calm', icon: 'close' },
  sending: { tone: 'moving', icon: 'upload' },
  inReview: { tone: 'moving', icon: 'clock' },
  rejected: { tone: 'bad', icon: 'alert' },
  unclear: { tone: 'unsure', icon: 'question' },
  coolingOff: { tone: 'moving', icon: 'clock' },
  ready: { tone: 'good', icon: 'check' },
} as const satisfies Record<string, { tone: Tone; icon: IconName }>

/** What a bank account waits for, of the shop, of the review and of the clock together. */
export type BankState = keyof typeof bankLooks

const reviewed = {
  notSent: 'sending',
  pending: 'inReview',
  rejected: 'rejected',
  unknown: 'unclear',
  approved: 'coolingOff',
} as const satisfies Record<BankView['review'], BankState>

/** What a bank account waits for. */
export function bankState({
  status,
  review,
  isPayable,
}: Pick<BankView, 'status' | 'review' | 'isPayable'>): BankState {
  if (status === 'requested') return 'toApprove'
  if (status !== 'approved') return status
  return isPayable ? 'ready' : reviewed[review]
}
