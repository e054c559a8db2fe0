import { isPosError, messageOf, type PosError } from '../../shared/errors/pos-error.ts'
import type { Movement } from '../../shared/domain/settlement/movement.ts'
import type { SettlementBackend } from '../backends/settlement-port.ts'
import type { Ledger } from '../ledger/port.ts'
import type { Clock } from '../platform/clock.ts'
import type { Log } from '../platform/log.ts'
import { recordMovement, type RecordParts } from './record-movement.ts'

/** How the reading of a backend goes, for the health chip. */
export type BackendSight = Readonly<{
  backend: string
  name: string
  state: 'live' | 'silent' | 'starting'
  /** When it last answered; milliseconds since 1970, UTC. */
  heardAt?: number
  problem?: Readonly<{ code: PosError['code']; text: string }>
}>

/** The one reader of a backend's movements. */
export type BackendPoll = Readonly<{
  /** Reads now, and says when that is done. */
  step: () => Promise<void>
  /** Something is awaited: read soon. */
  wake: () => void
  sight: () => BackendSight
  stop: () => Promise<void>
}>

type PollParts = Readonly<{
  backend: SettlementBackend
  ledger: Ledger
  clock: Clock
  log: Log
  record: RecordParts
  /** Money or an order is on the way: read often. */
  isAwaiting: () => boolean
  /** Sales that changed, for the screens. */
  changed: (saleIds: readonly string[]) => void
  sighted: () => void
  /** It answers again after a silence, or for the first time. */
  answered: () => void
  /** A conversion changed at the backend. */
  conversionChanged?: (id: string) => void
  /** Set in tests that step by hand. */
  isManual?: boolean
}>

/** One read a second while something is awaited: a fiftieth of what Paxos allows an address. */
const busyMs = 1_000
const idleMs = 15_000
const noticesEveryMs = 20_000
/** Rows may appear late and with equal times: the last minute is read again, and told apart by what each row says. */
const overlapMs = 60_000
const failurePauseMaxMs = 15_000
/** How many rows go into one transaction, so that selling is never held up. */
const rowsPerCommit = 100

function placeKey({ key, account }: SettlementBackend, list: 'movements' | 'notices'): string {
  return `backend.${key}.${account}.${list}`
}

function before(instant: number): string {
  return new Date(instant - overlapMs).toISOString()
}

/** Reads a backend's list of movements and its notices into the ledger, each from where it was left. */
export function createBackendReader({
  backend,
  ledger,
  clock,
  log,
  record,
  changed,
  conversionChanged,
}: Omit<PollParts, 'isAwaiting' | 'sighted' | 'answered' | 'isManual'>) {
  const placeOf = (list: 'movements' | 'notices'): string =>
    // What came before the first day with this backend is read too: the books begin with its whole list.
    ledger.findNote(placeKey(backend, list)) ??
    (list === 'movements' ? new Date(0).toISOString() : before(clock.now()))

  const readMovements = async (): Promise<void> => {
    const from = placeOf('movements')
    const { movements, isReadable } = await backend.movementsFrom(from)
    for (let first = 0; first < movements.length || first === 0; first += rowsPerCommit) {
      const rows = movements.slice(first, first + rowsPerCommit)
      // A time that has not come yet must not carry the place past rows that will be written until then.
      const newest = Math.min(clock.now(), Math.max(...rows.map(({ updatedAt }) => Date.parse(updatedAt))))
      const place =
        isReadable && Number.isFinite(newest) && before(newest) > from ? before(newest) : undefined
      const touched = ledger.transact((transaction) => {
        // The place moves with the rows or not at all.
        if (place !== undefined) transaction.saveNote(placeKey(backend, 'movements'), place)
        return rows.flatMap((movement) => recordMovement(transaction, record, movement) ?? [])
      })
      if (touched.length > 0) changed([...new Set(touched)])
    }
  }

  /** A notice about what is not there, or not ours to see, must not hold up the others. */
  const findMovement = async (id: string): Promise<Movement | undefined> => {
    try {
      return await backend.getMovement(id)
    } catch (error) {
      if (!isPosError(error, 'backend.notFound')) throw error
      log.warn('A backend told of a movement that it does not have', { backend: backend.key, id })
      return undefined
    }
  }
  const readNotices = async (): Promise<void> => {
    const { notices, isReadable } = await backend.noticesFrom(placeOf('notices'))
    for (const { about } of notices) {
      if (about.kind === 'conversion') {
        conversionChanged?.(about.id)
        continue
      }
      const known = ledger.findMovement(backend.key, about.id)?.movement
      const isKnown =
        known?.statusText === about.status || ledger.findRefundByTransfer(about.id) !== undefined
      if (isKnown) continue
      const movement = await findMovement(about.id)
      if (!movement) continue
      const touched = ledger.transact((transaction) => recordMovement(transaction, record, movement))
      if (touched !== undefined) changed([touched])
    }
    const newest = Math.min(clock.now(), Math.max(...notices.map(({ at }) => Date.parse(at))))
    if (isReadable && Number.isFinite(newest))
      ledger.transact((transaction) => transaction.saveNote(placeKey(backend, 'notices'), before(newest)))
    if (!isReadable) log.warn('Not all notices of a backend could be read', { backend: backend.key })
  }

  return { readMovements, readNotices }
}

/** Opens the reader; it reads by itself until it is stopped, slower while the backend does not answer. */
export function openBackendPoll(parts: PollParts): BackendPoll {
  const { backend, clock, log, isAwaiting, sighted, answered, isManual = false } = parts
  const reader = createBackendReader(parts)
  let sight: BackendSight = { backend: backend.key, name: backend.name, state: 'starting' }
  let noticesReadAt = 0
  let failures = 0
  let timer: NodeJS.Timeout | undefined
  let running: Promise<void> | undefined
  let isStopped = false

  const tell = (next: BackendSight): void => {
    const isNews = next.state !== sight.state || next.problem?.code !== sight.problem?.code
    const isBack = next.state === 'live' && sight.state !== 'live'
    sight = next
    if (isNews) sighted()
    if (isBack) answered()
  }
  const readOnce = async (): Promise<void> => {
    try {
      await reader.readMovements()
      if (Math.abs(clock.now() - noticesReadAt) >= noticesEveryMs) {
        noticesReadAt = clock.now()
        await reader.readNotices()
      }
      failures = 0
      tell({ backend: backend.key, name: backend.name, state: 'live', heardAt: clock.now() })
    } catch (error) {
      failures += 1
      const code = isPosError(error) ? error.code : 'backend.badAnswer'
      // Whatever is no word of the backend is a fault of ours, and must not pass for its silence unseen.
      if (!isPosError(error)) log.error('Reading a backend failed', { problem: messageOf(error) })
      if (failures === 1)
        log.warn('A backend could not be read', { backend: backend.key, code, problem: messageOf(error) })
      tell({ ...sight, state: 'silent', problem: { code, text: messageOf(error) } })
    }
  }
  const pauseMs = (): number => {
    if (failures > 0) return Math.min(failurePauseMaxMs, busyMs * 2 ** Math.min(failures, 10))
    return isAwaiting() ? busyMs : idleMs
  }
  const step = (): Promise<void> => {
    running ??= readOnce().finally(() => {
      running = undefined
    })
    return running
  }
  const plan = (afterMs: number): void => {
    if (isStopped || isManual) return
    clearTimeout(timer)
    timer = setTimeout(() => {
      void step().finally(() => plan(pauseMs()))
    }, afterMs)
  }
  plan(0)
  return {
    step,
    wake: () => {
      if (failures === 0 && running === undefined) plan(0)
    },
    sight: () => sight,
    stop: async () => {
      isStopped = true
      clearTimeout(timer)
      await running
    },
  }
}
