import type { IconName } from '../../components/icon-paths.ts'
import type { RefundStatus, RefundView } from './refund-types.ts'

/** The headings of the list with what stands under each. */
export const refundTabs = {
  all: undefined,
  waiting: ['requested'],
  moving: ['approved', 'reserved', 'submitted', 'broadcast', 'unknown'],
  done: ['confirmed'],
  ended: ['failed', 'declined', 'cancelled'],
} as const satisfies Record<string, readonly RefundStatus[] | undefined>

/** One of the headings. */
export type RefundTab = keyof typeof refundTabs

/** True for the name of a heading. */
export function isRefundTab(text: string): text is RefundTab {
  return Object.hasOwn(refundTabs, text)
}

/** How a status looks: a tone and an icon, never a colour alone. */
export const refundLooks = {
  requested: { tone: 'unsure', icon: 'person' },
  approved: { tone: 'moving', icon: 'clock' },
  reserved: { tone: 'moving', icon: 'clock' },
  submitted: { tone: 'moving', icon: 'upload' },
  broadcast: { tone: 'moving', icon: 'live' },
  confirmed: { tone: 'good', icon: 'check' },
  declined: { tone: 'calm', icon: 'close' },
  cancelled: { tone: 'calm', icon: 'close' },
  failed: { tone: 'bad', icon: 'alert' },
  unknown: { tone: 'unsure', icon: 'question' },
} as const satisfies Record<RefundStatus, { tone: string; icon: IconName }>

/** The steps of a refund that goes well, in order. */
const refundSteps = ['requested', 'reserved', 'submitted', 'broadcast', 'confirmed'] as const
/** One of the steps. */
type RefundStep = (typeof refundSteps)[number]

/** A step as the timeline shows it; `at` where the till has said when. */
export type StepView = Readonly<{ step: RefundStep; state: 'done' | 'now' | 'unsure' | 'open'; at?: number }>

/** How many steps are behind a refund. What failed or is unknown had been set aside, and may have been sent. */
const reached = {
  requested: 1,
  approved: 1,
  reserved: 2,
  submitted: 3,
  broadcast: 4,
  confirmed: 5,
  unknown: 2,
  failed: 2,
  declined: 1,
  cancelled: 1,
} as const satisfies Record<RefundStatus, number>

/** Whether a refund goes on by itself, or by a person. */
function isOnItsWay(status: RefundStatus): boolean {
  return !['confirmed', 'failed', 'declined', 'cancelled'].includes(status)
}

/**
 * The steps of a refund with where it stands.
 * @param seen instants at which the page was told of a status; what it was not told has no time
 */
export function stepsOf(
  { status, requestedAt }: Pick<RefundView, 'status' | 'requestedAt'>,
  seen: Readonly<Partial<Record<RefundStatus, number>>>,
): readonly StepView[] {
  const done = reached[status]
  return refundSteps.map((step, index) => {
    const at = step === 'requested' ? requestedAt : seen[step]
    const state = index < done ? 'done' : index > done || !isOnItsWay(status) ? 'open' : nowOf(status)
    return { step, state, ...(at === undefined || index >= done ? {} : { at }) }
  })
}

function nowOf(status: RefundStatus): 'now' | 'unsure' {
  return status === 'unknown' ? 'unsure' : 'now'
}
