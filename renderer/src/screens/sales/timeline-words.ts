import type { TimelineEntry } from '../../../../shared/contract/sale-views.ts'
import { formatCount } from '../checkout/evidence-words.ts'
import type { Tone } from '../checkout/checkout-phase.ts'
import type { Words } from '../checkout/verdict-words.ts'

/** One line of a sale's history, ready to show. */
export type TimelineLine = Readonly<{
  seq: number
  at: number
  tone: Tone
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
}

/** The journal types with a sentence of their own; others are named, never hidden. */
export const toldTypes = [
  'sale.opened',
  'invoice.opened',
  'invoice.extended',
  'invoice.detected',
  'invoice.confirmed',
  'invoice.settled',
  'invoice.reverted',
  'invoice.reopened',
  'invoice.expired',
  'invoice.noted',
  'invoice.voided',
  'payment.detected',
  'payment.confirmed',
  'payment.settled',
  'payment.orphaned',
] as const

type ToldType = (typeof toldTypes)[number]

function isTold(type: string): type is ToldType {
  return toldTypes.some((told) => told === type)
}

function sentenceOf(entry: TimelineEntry): Words {
  const { actor, facts, type } = entry
  const values = { ...facts, actor, type }
  if (!isTold(type)) return { key: 'timeline.unknown', values }
  const name = type.replace('.', '_')
  if (type === 'invoice.noted' && facts['exception'] !== undefined)
    return { key: `timeline.${name}_${facts['exception']}`, values }
  return { key: `timeline.${name}`, values }
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
      sentence: sentenceOf(entry),
      hash: entry.hash,
      ...(network === undefined ? {} : { network }),
      ...(block === undefined ? {} : { block: formatCount(Number(block)) }),
      ...(txHash === undefined ? {} : { txHash }),
    }
  })
}
