import { beginTry, interruptTry } from '../../shared/domain/outbox/outbox-lifecycle.ts'
import type { OutboxCall, OutboxKind, OutboxSummary } from '../../shared/domain/outbox/outbox-call.ts'
import { outboxKinds } from '../../shared/domain/outbox/outbox-call.ts'
import { messageOf } from '../../shared/errors/pos-error.ts'
import type { Rejected } from '../../shared/errors/rejected.ts'
import type { Ledger } from '../ledger/port.ts'
import type { Clock } from '../platform/clock.ts'
import type { Log } from '../platform/log.ts'
import { giveUpCall, sendNow, type GiveUp } from './decide-call.ts'
import type { OutboxOwner, OutboxResult } from './outbox-handler.ts'
import { settleTry } from './settle-try.ts'
import { toCallError, tryCall, type Later } from './try-call.ts'

/** The one worker that sends what the till owes the world. */
export type Outbox = Readonly<{
  /** Looks now at what is due, such as after the machine slept. Queueing a call wakes it by itself. */
  wake: () => void
  /** Sends everything that is due at this moment and waits for it. @returns how many tries that were */
  step: () => Promise<number>
  sendNow: (id: string) => Readonly<{ ok: true }> | Rejected
  giveUp: (wanted: GiveUp) => Readonly<{ ok: true }> | Rejected
  summary: () => OutboxSummary
  /** What a call is about in words, where its owner can say. */
  describe: (call: OutboxCall) => string | undefined
  /** Whether anything is connected that sends a kind. */
  hasOwner: (kind: OutboxKind) => boolean
  /** Calls back whenever a call was queued or stands elsewhere. */
  onChanged: (listener: () => void) => () => void
  /** Takes nothing more, gives what is under way a moment to end, and leaves the rest to the next start. */
  stop: () => Promise<void>
}>

/** What an outbox needs. */
export type OutboxOptions = Readonly<{
  ledger: Ledger
  clock: Clock
  log: Log
  /** Read anew each time: a kind without an owner waits, and goes out once it has one and `wake` is called. */
  handlers: Readonly<Partial<Record<OutboxKind, OutboxOwner>>>
  schedule?: Later
  /** From 0 up to but excluding 1, for the spread of pauses. */
  random?: () => number
}>

/** Subjects served at once: one that hangs takes a place for the length of a lease, and no more. */
const underWayMax = 8
/** The longest nap: a clock that jumps is noticed within it. */
const napMaxMs = 60_000
/** The pause after the ledger could not be written, as with a full disk. */
const brokenPauseMs = 5_000
/** What is under way has so long to end when the till closes. */
const closeWaitMs = 3_000

function systemLater(delayMs: number, run: () => void): () => void {
  const timer = setTimeout(run, delayMs)
  return () => clearTimeout(timer)
}

type Worker = Readonly<{
  /** Takes what is due and starts sending it. @returns the tries it started */
  take: () => readonly Promise<void>[]
  underWay: ReadonlyMap<string, Promise<void>>
  kinds: () => readonly OutboxKind[]
}>

/** Takes, sends and settles calls; knows nothing of when. `ended` is told of each try that is over. */
function createWorker(options: OutboxOptions, later: Later, closing: AbortSignal, ended: () => void): Worker {
  const { ledger, clock, log, handlers, random = Math.random } = options
  const kinds = (): readonly OutboxKind[] => outboxKinds.filter((kind) => handlers[kind] !== undefined)
  const underWay = new Map<string, Promise<void>>()

  const settle = (call: OutboxCall, result: OutboxResult): void => {
    const settled = settleTry(ledger, call.id, result, { now: clock.now(), random: random() })
    if (settled.state === 'dead' && settled.endedAt === undefined)
      log.error('A call of the outbox waits for a person', {
        id: call.id,
        kind: call.kind,
        code: settled.lastError?.code,
      })
  }
  const send = async (call: OutboxCall, owner: OutboxOwner): Promise<void> => {
    const result = await tryCall(owner.send, call, { later, closing, log })
    if (result.outcome === 'abandoned') return
    try {
      settle(call, result)
    } catch (thrown) {
      // What was done was done, and the next try will find it done: only the record of it is missing.
      settle(call, { outcome: 'again', error: toCallError(thrown, call, log) })
    }
  }
  const start = (call: OutboxCall): Promise<void> => {
    const owner = handlers[call.kind]
    const work = (owner ? send(call, owner) : Promise.resolve())
      .catch((error: unknown) =>
        // Still `sending` in the ledger: taken up again as one that was interrupted.
        log.error('A try could not be recorded', { id: call.id, problem: messageOf(error) }),
      )
      .finally(() => {
        underWay.delete(call.id)
        ended()
      })
    underWay.set(call.id, work)
    return work
  }
  const take = (): readonly Promise<void>[] => {
    const now = clock.now()
    const interrupted = ledger.listSending().filter(({ id }) => !underWay.has(id))
    const limit = underWayMax - underWay.size
    const due = limit > 0 ? ledger.listSendable({ kinds: kinds(), now, limit }) : []
    if (interrupted.length + due.length === 0) return []
    const taken = ledger.transact((transaction) => {
      for (const call of interrupted) {
        const step = interruptTry(call, now)
        if (step.ok) transaction.saveQueued(step.call)
      }
      return transaction.listSendable({ kinds: kinds(), now, limit }).flatMap((call) => {
        const step = beginTry(call, now)
        if (!step.ok) return []
        transaction.saveQueued(step.call)
        return [step.call]
      })
    })
    return taken.map(start)
  }
  return { take, underWay, kinds }
}

/** Opens the outbox: what a till that died was sending is taken up at once. */
export function openOutbox(options: OutboxOptions): Outbox {
  const { ledger, clock, log, schedule: later = systemLater } = options
  const closing = new AbortController()
  let isStopped = false
  let isTaking = false
  let callOff: (() => void) | undefined

  const nap = (delayMs: number): void => {
    callOff?.()
    callOff = later(delayMs, run)
  }
  const wake = (): void => {
    // What `take` itself changes is no news to it.
    if (!isStopped && !isTaking) nap(0)
  }
  const worker = createWorker(options, later, closing.signal, wake)
  const take = (): readonly Promise<void>[] => {
    if (isStopped) return []
    isTaking = true
    try {
      return worker.take()
    } finally {
      isTaking = false
    }
  }
  function run(): void {
    callOff = undefined
    if (isStopped) return
    try {
      void take()
      const at = ledger.nextSendableAt(worker.kinds())
      // Without a free place the next one that ends wakes it.
      if (at === undefined || worker.underWay.size >= underWayMax) return
      nap(Math.min(napMaxMs, Math.max(0, at - clock.now())))
    } catch (error) {
      log.error('The outbox could not take what is due', { problem: messageOf(error) })
      nap(brokenPauseMs)
    }
  }
  const stopListening = ledger.onQueueChanged(wake)
  const findOwner = (kind: OutboxKind): OutboxOwner | undefined => options.handlers[kind]
  wake()
  return {
    wake,
    step: async () => {
      let tries = 0
      for (let started = take(); started.length > 0; started = take()) {
        tries += started.length
        await Promise.all(worker.underWay.values())
      }
      return tries
    },
    sendNow: (id) => sendNow(ledger, findOwner, id, clock.now()),
    giveUp: (wanted) => giveUpCall(ledger, findOwner, wanted, clock.now()),
    summary: ledger.countQueued,
    describe: (call) => findOwner(call.kind)?.describe?.(call),
    hasOwner: (kind) => findOwner(kind) !== undefined,
    onChanged: ledger.onQueueChanged,
    stop: async () => {
      isStopped = true
      callOff?.()
      stopListening()
      const over = Promise.all(worker.underWay.values())
      const waited = Promise.withResolvers<void>()
      const callOffWait = later(closeWaitMs, waited.resolve)
      await Promise.race([over, waited.promise])
      callOffWait()
      closing.abort()
      await over
    },
  }
}
