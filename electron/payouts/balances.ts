import { keptBack, type PayoutPolicy } from '../../shared/domain/payout/payout-policy.ts'
import { isPosError, messageOf, type PosError } from '../../shared/errors/pos-error.ts'
import { booksOf, promisedOf } from '../credits/custody-standing.ts'
import type { CustodyBalance, SettlementBackend } from '../backends/settlement-port.ts'
import type { Ledger, LedgerReader } from '../ledger/port.ts'
import type { Clock } from '../platform/clock.ts'
import { isDoneWithin } from '../platform/in-time.ts'
import type { Log } from '../platform/log.ts'

/** What there is of an asset, in the units of custody. */
export type AssetStanding = Readonly<{
  asset: string
  availableMinor: bigint
  heldMinor: bigint
  booksMinor: bigint
  promisedMinor: bigint
  keptBackMinor: bigint
  /** What may be paid out: never below zero, in whole cents. */
  freeMinor: bigint
}>

/** What the backend said last, and when. */
export type BalanceReading = Readonly<{
  backend: string
  balances: readonly CustodyBalance[]
  readAt?: number
  problem?: PosError['code']
}>

/** The balances of the account, with their age. */
export type Balances = Readonly<{
  /** What was said last; asks nobody. */
  current: () => BalanceReading
  /** Asks the backend, unless that was done a moment ago; keeps what it said before where it is silent. */
  read: () => Promise<BalanceReading>
  /** Calls back whenever something was read or is promised. */
  onChanged: (listener: () => void) => () => void
  stop: () => void
}>

const freshMs = 2_000
/** Nobody waits longer before a screen; what was said last is shown with its age. */
const patienceMs = 5_000
const centMinor = 10n ** 16n

/** How an asset stands: there, held, in the books, promised, kept back, free. */
export function standingOf(
  reader: LedgerReader,
  policy: PayoutPolicy,
  reading: BalanceReading,
  asset: string,
): AssetStanding {
  const { backend, balances } = reading
  const told = balances.find((balance) => balance.asset === asset)
  const availableMinor = told?.availableMinor ?? 0n
  const promisedMinor = promisedOf(reader, reading, asset)
  const keptBackMinor = keptBack(policy, asset)
  const left = availableMinor - promisedMinor - keptBackMinor
  return {
    asset,
    availableMinor,
    heldMinor: told?.heldMinor ?? 0n,
    booksMinor: booksOf(reader, backend, asset),
    promisedMinor,
    keptBackMinor,
    freeMinor: left <= 0n ? 0n : (left / centMinor) * centMinor,
  }
}

/** Opens the balances; nobody is asked before the first `read`. */
export function openBalances({
  ledger,
  clock,
  log,
  backend,
}: Readonly<{
  ledger: Ledger
  clock: Clock
  log: Log
  backend: () => SettlementBackend | undefined
}>): Balances {
  const listeners = new Set<() => void>()
  let reading: BalanceReading = { backend: '', balances: [] }
  let asking: Promise<BalanceReading> | undefined
  let isOutdated = false

  const tell = (): void => {
    for (const listener of listeners) listener()
  }
  const ask = async (from: SettlementBackend): Promise<BalanceReading> => {
    // Whatever is promised or taken while the answer is on its way may not be in it.
    const askedAt = clock.now()
    isOutdated = false
    try {
      const balances = await from.balances()
      reading = { backend: from.key, balances, readAt: askedAt }
    } catch (error) {
      const problem = isPosError(error) ? error.code : 'backend.badAnswer'
      log.warn('The balances could not be read', { backend: from.key, problem: messageOf(error) })
      const { readAt } = reading
      reading = {
        backend: from.key,
        balances: reading.balances,
        problem,
        ...(readAt === undefined ? {} : { readAt }),
      }
    } finally {
      asking = undefined
    }
    tell()
    return reading
  }
  const stop = ledger.onCommitted((entries) => {
    const isAbout = ({ type }: { type: string }): boolean => /^(payout|refund|movement)\./.test(type)
    if (!entries.some(isAbout)) return
    isOutdated = true
    tell()
  })
  return {
    current: () => reading,
    read: async () => {
      const from = backend()
      if (!from) return reading
      const isFresh =
        reading.backend === from.key &&
        reading.readAt !== undefined &&
        reading.problem === undefined &&
        !isOutdated &&
        Math.abs(clock.now() - reading.readAt) < freshMs
      // Two screens that ask at once are one question.
      if (!isFresh) {
        asking ??= ask(from)
        await isDoneWithin(asking, patienceMs)
      }
      return reading
    },
    onChanged: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    stop,
  }
}
