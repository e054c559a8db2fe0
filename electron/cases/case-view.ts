import type { z } from 'zod'
import type { caseView as caseViewSchema } from '../../shared/contract/cases.ts'
import type { Arrival } from '../../shared/domain/arrival/arrival.ts'
import { resolutionsOf, type Case } from '../../shared/domain/cases/case.ts'
import type { EntryType, JournalEntry } from '../../shared/domain/ledger/journal-entry.ts'
import { formatMoney } from '../../shared/domain/money/format-money.ts'
import { formatPayoutNumber } from '../../shared/domain/payout/payout.ts'
import { findRefundWarning } from '../../shared/domain/payment/refund-warning.ts'
import type { Payment } from '../../shared/domain/payment/payment.ts'
import type { Settings } from '../../shared/domain/settings/settings.ts'
import { tokenCurrency } from '../../shared/domain/tokens/token.ts'
import { assertInvariant } from '../../shared/errors/assert.ts'
import { tillNote } from './till-note.ts'
import type { LedgerReader, SaleFacts } from '../ledger/port.ts'

type CaseView = z.infer<typeof caseViewSchema>
type Thing = CaseView['things'][number]
type Act = CaseView['history'][number]
type Summary = Omit<
  CaseView,
  'ownerId' | 'currency' | 'amountDueMinor' | 'things' | 'choices' | 'history' | 'resolvedReason' | 'shopName'
>

const thingsMax = 200
const historyMax = 500

function chainFacts(settings: Settings, key: string, txHash: string) {
  const chain = settings.chains.chains.find((candidate) => candidate.key === key)
  const explorer = chain?.explorer
  return {
    chainName: chain?.name ?? key,
    ...(explorer === undefined || explorer === '' ? {} : { explorerUrl: `${explorer}/tx/${txHash}` }),
  }
}

function paymentThing(settings: Settings, payment: Payment): Thing {
  const token = settings.chains.tokens.find(({ currency }) => currency === payment.currency)
  const { key, status, chain, amountMinor, from, txHash, blockNumber, detectedAt, source } = payment
  const decimals = token?.decimals ?? 0
  const warning = findRefundWarning({ amountMinor, decimals })
  return {
    key,
    kind: 'payment',
    status,
    chain,
    ...chainFacts(settings, chain, txHash),
    symbol: token?.symbol ?? payment.currency,
    tokenAddress: token?.address ?? payment.to,
    decimals,
    amountMinor,
    from,
    txHash,
    blockNumber,
    detectedAt,
    source,
    ...(warning === undefined ? {} : { refundWarning: warning }),
  }
}

function arrivalThing(settings: Settings, arrival: Arrival): Thing {
  const { key, kind, status, chain, token, amountMinor, from, txHash, blockNumber, detectedAt, source } =
    arrival
  const decimals = arrival.decimals ?? 0
  const warning = findRefundWarning({ amountMinor, decimals })
  return {
    key,
    kind,
    status,
    chain,
    ...chainFacts(settings, chain, txHash),
    symbol: arrival.symbol ?? '',
    tokenAddress: token,
    decimals,
    amountMinor,
    from,
    txHash,
    blockNumber,
    detectedAt,
    source,
    ...(warning === undefined ? {} : { refundWarning: warning }),
  }
}

function thingsOf(ledger: LedgerReader, settings: Settings, facts: SaleFacts, known: Case): readonly Thing[] {
  const payments = facts.payments.map((payment) => paymentThing(settings, payment))
  const arrivals = ledger.arrivalsOf(facts.sale.id).map((arrival) => arrivalThing(settings, arrival))
  const byKey = new Map([...arrivals, ...payments].map((thing) => [thing.key, thing]))
  return known.things.flatMap((key) => byKey.get(key) ?? [])
}

/** `12.50 USDC on Base, and 2 more`; the amount of a contract that nobody knows is not told as money. */
function aboutText(things: readonly Thing[]): string {
  const [first, ...more] = things
  if (!first) return ''
  const what =
    first.kind === 'payment'
      ? formatMoney(first.amountMinor, {
          currency: tokenCurrency(first.symbol, first.chain),
          scale: first.decimals,
        })
      : first.symbol || 'An unknown token'
  const rest = more.length === 0 ? '' : `, and ${more.length} more`
  return `${what} on ${first.chainName}${rest}`
}

/** The sale of a case; a case of the account at a backend has none, and its sale number is 0. */
function factsOf(ledger: LedgerReader, { id, saleId, saleNumber }: Case): SaleFacts | undefined {
  const facts = ledger.findSale(saleId)
  assertInvariant(facts !== undefined || saleNumber === 0, 'A case is about a sale in the ledger', {
    caseId: id,
  })
  return facts
}

/** What a case of the account at a backend is about; there is no sale behind one. */
function accountText(ledger: LedgerReader, { id, kind, things }: Case): string {
  if (kind !== 'payoutReturned') return tillNote(ledger, id) ?? things.join(', ')
  const payout = ledger.findPayout(things[0] ?? '')
  if (!payout) return ''
  const amount = formatMoney(payout.dollarsMinor, { currency: 'USD', scale: 2 })
  return `${formatPayoutNumber(payout.number)}: ${amount}, ${payout.bankText}`
}

/** A case as a row of the list. */
export function caseSummary(ledger: LedgerReader, settings: Settings, known: Case): Summary {
  const facts = factsOf(ledger, known)
  const { id, kind, status, saleId, saleNumber, openedAt, ownerName, resolution, seq } = known
  return {
    id,
    kind,
    status,
    saleId,
    saleNumber,
    openedAt,
    aboutText: facts ? aboutText(thingsOf(ledger, settings, facts, known)) : accountText(ledger, known),
    seq,
    ...(ownerName === undefined ? {} : { ownerName }),
    ...(resolution === undefined ? {} : { resolution: resolution.how }),
  }
}

/** What each entry of a case is called in its history. */
const acts: Partial<Record<EntryType, Act['type']>> = {
  'case.opened': 'opened',
  'case.joined': 'joined',
  'case.reopened': 'reopened',
  'case.assigned': 'assigned',
  'case.noted': 'noted',
  'case.resolved': 'resolved',
}

function textOf(entry: JournalEntry): Pick<Act, 'text' | 'resolution'> {
  if (entry.type === 'case.assigned') return { text: entry.body.staffName }
  if (entry.type === 'case.noted') return { text: entry.body.text }
  return entry.type === 'case.resolved' ? { text: entry.body.reason, resolution: entry.body.how } : {}
}

function toAct(entry: JournalEntry, names: ReadonlyMap<string, string>): readonly Act[] {
  const type = acts[entry.type]
  const { seq, at, actor } = entry
  return type === undefined ? [] : [{ seq, at, actorName: names.get(actor) ?? actor, type, ...textOf(entry) }]
}

/** A case with everything that is known of it. */
export function caseView(ledger: LedgerReader, settings: Settings, known: Case): CaseView {
  const facts = factsOf(ledger, known)
  const names = new Map(ledger.staff().map(({ id, name }) => [id, name]))
  return {
    ...caseSummary(ledger, settings, known),
    ...(known.ownerId === undefined ? {} : { ownerId: known.ownerId }),
    currency: facts?.sale.currency ?? settings.shop.currency,
    amountDueMinor: facts?.invoice.amountMinor ?? 0n,
    things: facts ? thingsOf(ledger, settings, facts, known).slice(0, thingsMax) : [],
    choices: resolutionsOf[known.kind],
    history: ledger.entriesOf('case', known.id, historyMax).flatMap((entry) => toAct(entry, names)),
    ...(known.resolution === undefined ? {} : { resolvedReason: known.resolution.reason }),
    shopName: settings.shop.name,
  }
}
