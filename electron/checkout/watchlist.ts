import type { Clock } from '../platform/clock.ts'
import type { Ledger, SaleFacts } from '../ledger/port.ts'
import type { InvoiceStatus } from '../../shared/domain/invoice/invoice.ts'
import type { JournalEntry } from '../../shared/domain/ledger/journal-entry.ts'
import type { UrgentRecipient } from '../chains/port.ts'
import { isLive } from '../../shared/domain/payment/payment-lifecycle.ts'
import type { EvmAddress } from '../../shared/domain/tokens/token.ts'

/** How long the address of a finished sale stays watched block by block. */
const hotMs = 48 * 60 * 60 * 1000
/** How long it is then swept every ten minutes. */
const sweptMs = 30 * 24 * 60 * 60 * 1000
/** The most addresses watched at once, and the most unfinished sales kept in memory. */
export const watchedMax = 20_000

/** What the watcher keeps of an unfinished sale, so that a new block costs no query for the others. */
type Unfinished = Readonly<{
  address: EvmAddress
  openedAt: number
  expiresAt: number
  /** Chains with money that is not final, each with the newest block that holds some. */
  moving: ReadonlyMap<string, number>
}>

/** The sales and addresses that a new block may concern. */
export type Watchlist = Readonly<{
  addresses: () => readonly EvmAddress[]
  /** Addresses of sales that ended longer ago than those, up to 30 days back. */
  sweptAddresses: () => readonly EvmAddress[]
  /** Addresses of unfinished sales, newest sale first. */
  urgentAddresses: () => readonly UrgentRecipient[]
  /** When the oldest unfinished sale was opened; `undefined` when there is none. */
  oldestOpenedAt: () => number | undefined
  /** Unfinished sales with money on a chain that is not final. */
  movingOn: (chain: string) => readonly string[]
  /** Those of them with money in a block above this one. */
  movingAbove: (chain: string, blockNumber: number) => readonly string[]
  hasMoving: (chain: string) => boolean
  /** Unfinished sales whose deadline is behind `now`, or that have money on the way. */
  due: (now: number) => readonly string[]
  /** Sales as they were opened, oldest first; those that are not unfinished come last. */
  inOrder: (saleIds: Iterable<string>) => readonly string[]
  stop: () => void
}>

const openStatuses: readonly InvoiceStatus[] = ['open', 'detected', 'confirmed']

function toUnfinished({ invoice, payments }: SaleFacts): Unfinished | undefined {
  const waiting = payments.filter(({ status }) => isLive(status) && status !== 'settled')
  if (!openStatuses.includes(invoice.status) && waiting.length === 0) return undefined
  const byBlock = waiting.toSorted((left, right) => left.blockNumber - right.blockNumber)
  const { address, openedAt, expiresAt } = invoice
  return {
    address,
    openedAt,
    expiresAt,
    moving: new Map(byBlock.map(({ chain, blockNumber }) => [chain, blockNumber])),
  }
}

/**
 * Keeps the watchlist from the ledger: read once at the start, then updated after each commit.
 * Addresses leave the blocks 48 h after their sale was opened and the sweep after 30 days, unless it is unfinished.
 */
export function openWatchlist(ledger: Ledger, clock: Clock): Watchlist {
  const unfinished = new Map<string, Unfinished>()
  let addresses: readonly EvmAddress[] | undefined
  let addressesReadAt = 0

  const readSale = (saleId: string): void => {
    const facts = ledger.findSale(saleId)
    const sale = facts && toUnfinished(facts)
    if (sale) unfinished.set(saleId, sale)
    else unfinished.delete(saleId)
  }
  const onEntries = (entries: readonly JournalEntry[]): void => {
    const sales = new Set(
      entries.filter((entry) => entry.subject.kind === 'sale').map((entry) => entry.subject.id),
    )
    for (const saleId of sales) readSale(saleId)
    if (entries.some((entry) => entry.type === 'invoice.opened')) addresses = undefined
  }
  for (const saleId of ledger.listUnfinishedSales(watchedMax)) readSale(saleId)
  const stop = ledger.onCommitted(onEntries)

  const hotAddresses = (): readonly EvmAddress[] => {
    const now = clock.now()
    // A clock that was set back reads anew as well: the list of a time to come would stand until then.
    if (!addresses || Math.abs(now - addressesReadAt) > 60_000) {
      addresses = ledger.listWatchedAddresses(now - hotMs).slice(0, watchedMax)
      addressesReadAt = now
    }
    return addresses
  }

  return {
    addresses: hotAddresses,
    sweptAddresses: () => {
      const hot = new Set(hotAddresses())
      const all = ledger.listWatchedAddresses(clock.now() - sweptMs)
      return all.filter((address) => !hot.has(address)).slice(0, watchedMax)
    },
    urgentAddresses: () =>
      [...unfinished.values()]
        .toSorted((left, right) => right.openedAt - left.openedAt)
        .map(({ address, openedAt }) => ({ address, openedAt })),
    oldestOpenedAt: () =>
      [...unfinished.values()].reduce<number | undefined>(
        (oldest, sale) => Math.min(oldest ?? sale.openedAt, sale.openedAt),
        undefined,
      ),
    movingOn: (chain) =>
      [...unfinished].filter(([, sale]) => sale.moving.has(chain)).map(([saleId]) => saleId),
    movingAbove: (chain, blockNumber) =>
      [...unfinished]
        .filter(([, sale]) => (sale.moving.get(chain) ?? 0) > blockNumber)
        .map(([saleId]) => saleId),
    hasMoving: (chain) => [...unfinished.values()].some((sale) => sale.moving.has(chain)),
    due: (now) =>
      [...unfinished]
        .filter(([, sale]) => sale.moving.size > 0 || sale.expiresAt <= now)
        .map(([saleId]) => saleId),
    inOrder: (saleIds) => {
      const openedAt = (saleId: string): number => unfinished.get(saleId)?.openedAt ?? Number.MAX_SAFE_INTEGER
      return [...saleIds].toSorted(
        (left, right) => openedAt(left) - openedAt(right) || (left < right ? -1 : 1),
      )
    },
    stop,
  }
}
