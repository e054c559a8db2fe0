import {
  booksOfMovement,
  type CreditOrigin,
  type MovementOwner,
} from '../../shared/domain/credit/credit-books.ts'
import { postingsBetween } from '../../shared/domain/ledger/posting.ts'
import type { Settings } from '../../shared/domain/settings/settings.ts'
import { isSameWord, type Movement } from '../../shared/domain/settlement/movement.ts'
import { tokenCurrency, type EvmAddress } from '../../shared/domain/tokens/token.ts'
import type { SettlementNetwork } from '../backends/settlement-port.ts'
import { raiseCases } from '../cases/raise-cases.ts'
import type { LedgerReader, LedgerTransaction } from '../ledger/port.ts'
import type { Ids } from '../platform/ids.ts'

/** A use case whose own orders a movement may be: it takes the word, or says that it is not its. */
export type MovementClaim = (transaction: LedgerTransaction, movement: Movement) => boolean

/** What recording needs. */
export type RecordParts = Readonly<{
  ids: Ids
  settings: () => Settings
  networks: readonly SettlementNetwork[]
  /** Refunds and payouts of this till, which keep books of their own. */
  claims: readonly MovementClaim[]
}>

const actor = 'till'

/** Where the till sees the same money on a chain that it follows. */
function originOf(
  { asset, network }: Movement,
  { settings, networks }: RecordParts,
): CreditOrigin | undefined {
  const { chains, tokens } = settings().chains
  const key = networks.find((candidate) => candidate.network === network)?.chain
  const chain = chains.find((candidate) => candidate.key === key && candidate.enabled)
  const token = chain && tokens.find(({ currency }) => currency === tokenCurrency(asset, chain.key))
  return token && { chain: token.chain, currency: token.currency, decimals: token.decimals }
}

function ownerOf(reader: LedgerReader, parts: RecordParts, movement: Movement): MovementOwner {
  if (movement.kind !== 'deposit' || movement.address === undefined) return { kind: 'nobody' }
  // The column compares without case, as these addresses do; text that is no address finds nothing.
  const saleId = reader.findSaleByAddress(movement.address as EvmAddress)
  if (saleId === undefined) return { kind: 'nobody' }
  const origin = originOf(movement, parts)
  return { kind: 'sale', id: saleId, ...(origin ? { origin } : {}) }
}

/** Compares two times of a backend, whatever digits they are written with; the text decides within a millisecond. */
function isOlder(now: string, before: string): boolean {
  const difference = Date.parse(now) - Date.parse(before)
  if (difference !== 0) return difference < 0
  const fraction = (text: string): string => (/\.(\d+)/.exec(text)?.[1] ?? '').padEnd(12, '0')
  return fraction(now) < fraction(before)
}

/**
 * Takes a backend's word about a movement into the ledger, once: what was said before is nothing new, and what is older than
 * what is known is passed over. Posts the difference to what the books held of it.
 * @returns the sale it touched, if any
 */
export function recordMovement(
  transaction: LedgerTransaction,
  parts: RecordParts,
  movement: Movement,
): string | undefined {
  if (parts.claims.some((claim) => claim(transaction, movement))) return undefined
  const { backend, id, statusText, updatedAt, hold } = movement
  const before = transaction.findMovement(backend, id)
  if (before && (isSameWord(before.movement, movement) || isOlder(updatedAt, before.movement.updatedAt)))
    return undefined
  // Who it belongs to stays as it was first told: networks may be switched on and off between two words.
  const owner =
    before && before.owner.kind !== 'nobody' ? before.owner : ownerOf(transaction, parts, movement)
  const postings = postingsBetween(
    before ? booksOfMovement(before.movement, before.owner) : [],
    booksOfMovement(movement, owner),
  )
  transaction.append({
    type: 'movement.recorded',
    subject: owner.kind === 'sale' ? { kind: 'sale', id: owner.id } : { kind: 'account', id: backend },
    body: { movement, owner },
    actor,
    key: `movement:${backend}:${id}:${statusText}:${updatedAt}:${hold ?? ''}`,
    ...(postings.length === 0 ? {} : { postings }),
  })
  if (owner.kind !== 'sale') return undefined
  raiseCases(transaction, parts, owner.id)
  return owner.id
}
