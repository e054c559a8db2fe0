import type { TimelineEntry } from '../../../../shared/contract/sale-views.ts'
import type { IconName } from '../../components/icon-paths.ts'
import { sales } from '../../i18n/en/sales.ts'
import type { Tone } from '../checkout/checkout-phase.ts'
import type { Words } from '../checkout/verdict-words.ts'

/** One line of a sale's history, ready to show. */
export type TimelineLine = Readonly<{
  seq: number
  at: number
  tone: Tone
  icon: IconName
  sentence: Words
  network?: string
  block?: string
  txHash?: string
  hash: string
}>

const tones: Readonly<Record<string, Tone>> = {
  'invoice.detected': 'detected',
  'invoice.confirmed': 'paid',
  'invoice.settled': 'paid',
  'invoice.reverted': 'notPaid',
  'invoice.expired': 'notPaid',
  'payment.detected': 'detected',
  'payment.confirmed': 'paid',
  'payment.settled': 'paid',
  'payment.orphaned': 'notPaid',
  'refund.confirmed': 'paid',
  'refund.failed': 'notPaid',
}

const icons: Readonly<Record<string, IconName>> = {
  'sale.opened': 'register',
  'sale.lookedUp': 'search',
  'invoice.opened': 'scan',
  'invoice.extended': 'clock',
  'invoice.detected': 'catchingUp',
  'invoice.confirmed': 'check',
  'invoice.settled': 'shield',
  'invoice.reverted': 'alert',
  'invoice.reopened': 'clock',
  'invoice.expired': 'clock',
  'invoice.voided': 'close',
  'payment.detected': 'catchingUp',
  'payment.confirmed': 'check',
  'payment.settled': 'shield',
  'payment.orphaned': 'close',
  'payment.replaced': 'catchingUp',
  'payment.witnessed': 'shield',
  'arrival.recorded': 'alert',
  'arrival.orphaned': 'close',
  'arrival.capped': 'alert',
  'movement.recorded': 'shield',
  'refund.requested': 'resume',
  'refund.approved': 'person',
  'refund.declined': 'close',
  'refund.cancelled': 'close',
  'refund.reserved': 'lock',
  'refund.submitted': 'right',
  'refund.broadcast': 'globe',
  'refund.confirmed': 'check',
  'refund.failed': 'alert',
  'refund.unknown': 'question',
  'refund.reopened': 'catchingUp',
  'case.opened': 'alert',
  'case.joined': 'alert',
  'case.reopened': 'alert',
  'case.assigned': 'note',
  'case.noted': 'note',
  'case.resolved': 'check',
}

function isTold(name: string): name is Exclude<keyof typeof sales.timeline, 'unknown'> {
  return Object.hasOwn(sales.timeline, name) && name !== 'unknown'
}

/** Types of entries that have a sentence for each value of one of their facts. */
const kindFacts: Readonly<Record<string, string>> = {
  'invoice.noted': 'exception',
  'sale.lookedUp': 'finding',
  'payment.witnessed': 'says',
  'arrival.recorded': 'kind',
  'movement.recorded': 'said',
  'refund.requested': 'kind',
  'case.opened': 'kind',
  'case.resolved': 'by',
}

function sentenceOf(entry: TimelineEntry): Words {
  const { actor, facts, type } = entry
  const values = { ...facts, actor, type }
  const name = type.replace('.', '_')
  const fact = kindFacts[type]
  const told = fact === undefined ? name : `${name}_${facts[fact] ?? ''}`
  // An entry that only a newer terminal knows is named, never hidden.
  return { key: isTold(told) ? `sales.timeline.${told}` : 'sales.timeline.unknown', values }
}

/**
 * The history of a sale as sentences; who did it, how much, why.
 * @param entries journal entries of the sale, oldest first
 */
export function timelineLines(entries: readonly TimelineEntry[]): readonly TimelineLine[] {
  return entries.map((entry) => {
    const { network, block, txHash } = entry.facts
    return {
      seq: entry.seq,
      at: entry.at,
      tone: tones[entry.type] ?? 'waiting',
      icon: icons[entry.type] ?? 'note',
      sentence: sentenceOf(entry),
      hash: entry.hash,
      ...(network === undefined ? {} : { network }),
      ...(block === undefined ? {} : { block }),
      ...(txHash === undefined ? {} : { txHash }),
    }
  })
}
