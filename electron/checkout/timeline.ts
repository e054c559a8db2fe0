import type { TimelineEntry } from '../../shared/contract/sale-views.ts'
import type { CaseKind } from '../../shared/domain/cases/case.ts'
import { fiatUnit } from '../../shared/domain/money/currency.ts'
import { formatMoney } from '../../shared/domain/money/format-money.ts'
import { payoutEntries } from '../../shared/domain/ledger/payout-entry-types.ts'
import { isEntryOf } from '../../shared/domain/ledger/is-entry-of.ts'
import type { EntryType, JournalEntry, RefundStep } from '../../shared/domain/ledger/journal-entry.ts'
import type { RefundRequest } from '../../shared/domain/refund/refund.ts'
import { formatRefundNumber } from '../../shared/domain/refund/refund-number.ts'
import { formatCustody } from '../../shared/domain/settlement/asset.ts'
import type { Movement } from '../../shared/domain/settlement/movement.ts'
import type { Settings } from '../../shared/domain/settings/settings.ts'

type Names = Readonly<{
  settings: Settings
  staff: ReadonlyMap<string, string>
  /** The kind of each case of the sale, by its id. */
  caseKinds: ReadonlyMap<string, CaseKind>
}>

function tokenText(settings: Settings, currency: `${string}.${string}`, amountMinor: bigint): string {
  const token = settings.chains.tokens.find((candidate) => candidate.currency === currency)
  return token ? formatMoney(amountMinor, { currency, scale: token.decimals }) : `${amountMinor} ${currency}`
}

function chainName(settings: Settings, chain: string): string {
  return settings.chains.chains.find((candidate) => candidate.key === chain)?.name ?? chain
}

type TransferBody = Readonly<{ chain: string; txHash: string; blockNumber: number; blockHash: string }>

/** Where a transfer stands on its chain. */
function transferFacts(
  settings: Settings,
  { chain, txHash, blockNumber, blockHash }: TransferBody,
): Record<string, string> {
  return { network: chainName(settings, chain), txHash, block: String(blockNumber), blockHash }
}

type ChainEntry = Extract<JournalEntry, { type: `payment.${string}` | `arrival.${string}` }>

/** Facts of what the chains brought. */
function chainFacts(entry: ChainEntry, settings: Settings): Record<string, string> {
  switch (entry.type) {
    case 'payment.detected':
    case 'payment.confirmed':
    case 'payment.settled':
    case 'payment.orphaned':
      return {
        amount: tokenText(settings, entry.body.currency, entry.body.amountMinor),
        ...transferFacts(settings, entry.body),
        ...(entry.type === 'payment.detected' ? { payer: entry.body.from, source: entry.body.source } : {}),
      }
    case 'payment.replaced':
      return { network: chainName(settings, entry.body.chain), txHash: entry.body.by }
    case 'payment.witnessed':
      return { source: entry.body.source, says: entry.body.says, blockHash: entry.body.blockHash }
    case 'arrival.recorded':
      return {
        kind: entry.body.kind,
        // Only a person may trust what an unlisted contract calls itself, and how many decimals it claims.
        symbol: entry.body.symbol ?? '',
        token: entry.body.token,
        ...transferFacts(settings, entry.body),
        payer: entry.body.from,
        source: entry.body.source,
      }
    case 'arrival.orphaned':
      return { block: String(entry.body.blockNumber), blockHash: entry.body.blockHash }
    case 'arrival.capped':
      return { recorded: String(entry.body.recorded) }
  }
}

type CaseEntry = Extract<JournalEntry, { type: `case.${string}` }>

/** Facts of what became of a case; a kind is named with each, because a sale can have several. */
function caseFacts(entry: CaseEntry, kinds: Names['caseKinds']): Record<string, string> {
  const kind = kinds.get(entry.body.caseId) ?? ''
  switch (entry.type) {
    case 'case.opened':
      return { kind: entry.body.kind }
    case 'case.joined':
    case 'case.reopened':
      return { kind }
    case 'case.assigned':
      return { kind, owner: entry.body.staffName }
    case 'case.noted':
      return { kind, text: entry.body.text }
    case 'case.resolved': {
      const { how, reason } = entry.body
      return { kind, how, reason, by: how === 'curedItself' ? 'till' : 'person' }
    }
  }
}

/** What a backend says of money. */
function movementFacts(movement: Movement): Record<string, string> {
  const { backend, status, hold, kindText, asset, balanceAsset, amountMinor, network, explanation } = movement
  return {
    backend,
    said: hold !== undefined && status === 'pending' ? 'held' : status,
    kind: kindText,
    amount: formatCustody(amountMinor, asset),
    ...(balanceAsset === asset ? {} : { heldAs: balanceAsset }),
    ...(network === undefined ? {} : { network }),
    ...(hold === undefined ? {} : { hold }),
    ...(explanation === undefined ? {} : { explanation }),
    ...(movement.txHash === undefined ? {} : { txHash: movement.txHash }),
  }
}

function refundFacts(request: RefundRequest): Record<string, string> {
  const { number, kind, amountMinor, token, decimals, target, requestedByName, reason } = request
  return {
    number: formatRefundNumber(number),
    kind,
    amount: formatMoney(amountMinor, { currency: token, scale: decimals }),
    target,
    by: requestedByName,
    reason,
  }
}

function refundStepFacts(step: RefundStep): Record<string, string> {
  const { from, status, txHash, approvedByName, problem } = step
  return {
    from,
    status,
    ...(txHash === undefined ? {} : { txHash }),
    ...(approvedByName === undefined ? {} : { by: approvedByName }),
    ...(problem === undefined ? {} : { problem: problem.text }),
  }
}

/** Entries that are not about a sale, and never stand in its history. */
const notOfSales = [
  'ledger.opened',
  'ledger.restored',
  'settings.changed',
  'setup.completed',
  'staff.added',
  'staff.changed',
  'staff.pinChanged',
  'staff.lockedOut',
  'catalog.saved',
  'catalog.removed',
  'catalog.imported',
  'address.pooled',
  'outbox.givenUp',
  ...payoutEntries,
  'drill.started',
  'drill.played',
  'drill.answered',
  'drill.finished',
] as const satisfies readonly EntryType[]

function factsOf(entry: JournalEntry, { settings, caseKinds }: Names): Record<string, string> {
  if (isEntryOf(notOfSales, entry)) return {}
  switch (entry.type) {
    case 'sale.opened':
      return {
        amount: formatMoney(entry.body.totals.totalMinor, fiatUnit(entry.body.currency)),
        lines: String(entry.body.lines.length),
      }
    case 'sale.lookedUp': {
      const { finding, txHash, chain } = entry.body
      return { finding, txHash, ...(chain === undefined ? {} : { network: chainName(settings, chain) }) }
    }
    case 'invoice.opened':
      return { address: entry.body.address, expiresAt: String(entry.body.expiresAt) }
    case 'invoice.extended':
      return { expiresAt: String(entry.body.expiresAt) }
    case 'invoice.voided':
      return { reason: entry.body.reason, exception: entry.body.exception }
    case 'invoice.detected':
    case 'invoice.confirmed':
    case 'invoice.settled':
    case 'invoice.reverted':
    case 'invoice.reopened':
    case 'invoice.expired':
    case 'invoice.noted':
      return {
        from: entry.body.from,
        status: entry.body.status,
        exception: entry.body.exception,
        reason: entry.body.verdict.reason,
      }
    case 'payment.detected':
    case 'payment.confirmed':
    case 'payment.settled':
    case 'payment.orphaned':
    case 'payment.replaced':
    case 'payment.witnessed':
    case 'arrival.recorded':
    case 'arrival.orphaned':
    case 'arrival.capped':
      return chainFacts(entry, settings)
    case 'movement.recorded':
      return movementFacts(entry.body.movement)
    case 'refund.requested':
      return refundFacts(entry.body)
    case 'refund.approved':
    case 'refund.declined':
    case 'refund.cancelled':
    case 'refund.reserved':
    case 'refund.submitted':
    case 'refund.broadcast':
    case 'refund.confirmed':
    case 'refund.failed':
    case 'refund.unknown':
    case 'refund.reopened':
      return refundStepFacts(entry.body)
    case 'case.opened':
    case 'case.joined':
    case 'case.reopened':
    case 'case.assigned':
    case 'case.noted':
    case 'case.resolved':
      return caseFacts(entry, caseKinds)
  }
}

/** The history of a sale as the screen tells it: one line per journal entry, in order, with amounts as text. */
export function toTimeline(entries: readonly JournalEntry[], names: Names): TimelineEntry[] {
  return entries.map((entry) => ({
    seq: entry.seq,
    at: entry.at,
    actor: names.staff.get(entry.actor) ?? entry.actor,
    type: entry.type,
    hash: entry.hash,
    facts: factsOf(entry, names),
  }))
}
