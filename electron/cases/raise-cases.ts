import type { Case } from '../../shared/domain/cases/case.ts'
import { casesFor, curesItself, type WantedCase } from '../../shared/domain/cases/cases-for.ts'
import type { Settings } from '../../shared/domain/settings/settings.ts'
import type { LedgerTransaction, SaleFacts } from '../ledger/port.ts'
import type { Ids } from '../platform/ids.ts'

type Parts = Readonly<{ ids: Ids; settings: () => Settings }>

// The till opens cases and ends doubts; whatever else is decided about a case a person decides.
const actor = 'till'

function openCase(transaction: LedgerTransaction, ids: Ids, facts: SaleFacts, wanted: WantedCase): void {
  const caseId = ids.next('case')
  transaction.append({
    type: 'case.opened',
    subject: { kind: 'case', id: caseId },
    body: {
      caseId,
      kind: wanted.kind,
      saleId: facts.sale.id,
      saleNumber: facts.sale.number,
      things: wanted.things,
    },
    actor,
  })
}

/** A doubt that came back opens again; a decided case opens again only when something joins it. */
function keepUp(transaction: LedgerTransaction, known: Case, { kind, things }: WantedCase): void {
  const news = things.filter((thing) => !known.things.includes(thing))
  const subject = { kind: 'case', id: known.id } as const
  const body = { caseId: known.id, things: news }
  const isOpen = known.status === 'open'
  const isDoubtAgain = curesItself(kind) && known.resolution?.how === 'curedItself'
  if (!isOpen && (news.length > 0 || isDoubtAgain))
    transaction.append({ type: 'case.reopened', subject, body, actor })
  else if (isOpen && news.length > 0) transaction.append({ type: 'case.joined', subject, body, actor })
}

function nameOf({ chains }: Settings, key: string): string {
  return chains.chains.find((chain) => chain.key === key)?.name ?? key
}

function cureOf(facts: SaleFacts, { settings }: Parts): string {
  const live = facts.payments.findLast(
    ({ status }) => status === 'detected' || status === 'confirmed' || status === 'settled',
  )
  return live === undefined
    ? 'Nothing is in doubt any more'
    : `The payment stands in block ${live.blockNumber} of ${nameOf(settings(), live.chain)}`
}

/**
 * Opens the cases that a sale needs, adds to those that are open, and ends the doubts that the chains have ended. Runs in
 * the transaction that learnt the facts; asking again changes nothing.
 */
export function raiseCases(transaction: LedgerTransaction, parts: Parts, saleId: string): void {
  const facts = transaction.findSale(saleId)
  if (!facts) return
  const { ids, settings } = parts
  const { invoice, payments } = facts
  const isRecognised = invoice.status === 'confirmed' || invoice.status === 'settled'
  const wasRecognised = !isRecognised && transaction.wasRecognised(saleId)
  const arrivals = transaction.arrivalsOf(saleId)
  const { tokens } = settings().chains
  const credits = transaction.movementsOf(saleId)
  const wanted = casesFor({ invoice, payments, arrivals, credits, wasRecognised, tokens })
  const known = transaction.casesOf(saleId)
  for (const one of wanted) {
    const found = known.find(({ kind }) => kind === one.kind)
    if (found) keepUp(transaction, found, one)
    else openCase(transaction, ids, facts, one)
  }
  for (const { id, kind, status } of known) {
    if (status !== 'open' || !curesItself(kind) || wanted.some((one) => one.kind === kind)) continue
    transaction.append({
      type: 'case.resolved',
      subject: { kind: 'case', id },
      body: { caseId: id, how: 'curedItself', reason: cureOf(facts, parts) },
      actor,
    })
  }
}
