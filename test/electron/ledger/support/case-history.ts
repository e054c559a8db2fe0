import { arrivalKinds, type Arrival } from '../../../../shared/domain/arrival/arrival.ts'
import { caseKinds, resolutionsOf } from '../../../../shared/domain/cases/case.ts'
import type { NewEntry } from '../../../../shared/domain/ledger/journal-entry.ts'
import type { MadeSale } from './made-sale.ts'

/** What can happen to a sale beside its own money. */
export const caseHappenings = [
  'arrival',
  'arrivalOrphaned',
  'arrivalCapped',
  'case',
  'caseJoined',
  'caseAssigned',
  'caseNoted',
  'caseResolved',
  'lookedUp',
  'replaced',
] as const
type CaseHappening = (typeof caseHappenings)[number]

/** Entries of earlier happenings: a step of one can be told from a step of none. */
type Opened = { arrivals: Arrival[]; cases: Set<string> }
const openedOf = new WeakMap<MadeSale, Opened>()

function arrivalOf({ payment, sale, invoice }: MadeSale, pick: number): Arrival {
  const { status: _, currency: __, key, ...where } = payment
  const says = pick % 2 === 0 ? { symbol: 'USDC', decimals: 6 } : {}
  return {
    ...where,
    ...says,
    key: `${key}:${pick % 3}`,
    saleId: sale.id,
    invoiceId: invoice.id,
    kind: arrivalKinds[pick % arrivalKinds.length] ?? 'wrongToken',
    token: payment.from,
    blockNumber: where.blockNumber + pick,
    status: 'seen',
  }
}

function arrivalEntry(
  made: MadeSale,
  what: CaseHappening,
  pick: number,
  opened: Opened,
): readonly NewEntry[] {
  const saleId = made.sale.id
  const subject = { kind: 'sale', id: saleId } as const
  const actor = 'till'
  if (what === 'arrivalCapped')
    return [{ type: 'arrival.capped', subject, actor, body: { saleId, recorded: pick } }]
  if (what === 'arrival') {
    const body = arrivalOf(made, pick)
    opened.arrivals.push(body)
    return [{ type: 'arrival.recorded', subject, actor, body }]
  }
  const known = opened.arrivals[pick % Math.max(1, opened.arrivals.length)]
  if (!known) return []
  const { key, blockNumber, blockHash } = known
  return [{ type: 'arrival.orphaned', subject, actor, body: { key, saleId, blockNumber, blockHash } }]
}

function toldEntry({ sale, payment }: MadeSale, what: 'lookedUp' | 'replaced', pick: number): NewEntry {
  const { id: saleId } = sale
  const { key, chain, txHash, blockHash: by, from } = payment
  const about = { subject: { kind: 'sale', id: saleId }, actor: 'till' } as const
  const sender = { address: from, nonce: pick }
  if (what === 'replaced')
    return { type: 'payment.replaced', ...about, body: { key, saleId, chain, txHash, by, sender } }
  const answers = [{ chain, state: 'pending', sources: ['node.test'] }] as const
  const body = { saleId, txHash, finding: 'pending', chain, sender, answers } as const
  return { type: 'sale.lookedUp', ...about, body }
}

/** Entries of a happening to a sale; none where nothing is there that it could happen to. */
export function caseEntries(made: MadeSale, what: CaseHappening, pick: number): readonly NewEntry[] {
  const opened = openedOf.get(made) ?? { arrivals: [], cases: new Set() }
  openedOf.set(made, opened)
  if (what === 'lookedUp' || what === 'replaced') return [toldEntry(made, what, pick)]
  if (what.startsWith('arrival')) return arrivalEntry(made, what, pick, opened)
  const { id: saleId, number: saleNumber } = made.sale
  const kind = caseKinds[pick % caseKinds.length] ?? 'overpaid'
  const caseId = `case_${saleNumber}_${kind}`
  const subject = { kind: 'case', id: caseId } as const
  const things = [`${made.payment.key}:${pick % 3}`]
  if (!opened.cases.has(kind)) {
    if (what !== 'case') return []
    opened.cases.add(kind)
    return [
      { type: 'case.opened', subject, actor: 'till', body: { caseId, kind, saleId, saleNumber, things } },
    ]
  }
  const actor = 'staff_ada'
  const entries: Readonly<Record<string, NewEntry>> = {
    case: { type: 'case.reopened', subject, actor, body: { caseId, things } },
    caseJoined: { type: 'case.joined', subject, actor, body: { caseId, things } },
    caseAssigned: {
      type: 'case.assigned',
      subject,
      actor,
      body: { caseId, staffId: `id_${pick}`, staffName: 'Ada' },
    },
    caseNoted: { type: 'case.noted', subject, actor, body: { caseId, text: 'She comes back' } },
    caseResolved: {
      type: 'case.resolved',
      subject,
      actor,
      body: { caseId, how: resolutionsOf[kind][0] ?? 'writtenOff', reason: 'Agreed' },
    },
  }
  const entry = entries[what]
  return entry ? [entry] : []
}
