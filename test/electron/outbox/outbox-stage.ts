import { setImmediate } from 'node:timers/promises'
import { onTestFinished } from 'vitest'
import type { Ledger } from '../../../electron/ledger/port.ts'
import { openLedger } from '../../../electron/ledger/open-ledger.ts'
import type { OutboxOwner } from '../../../electron/outbox/outbox-handler.ts'
import { openOutbox, type Outbox, type OutboxOptions } from '../../../electron/outbox/open-outbox.ts'
import { silentLog } from '../../../electron/platform/log.ts'
import type { NewOutboxCall } from '../../../shared/domain/outbox/outbox-call.ts'
import {
  temporaryFolder,
  testClock,
  testOptions,
  unsynced,
  type TestClock,
} from '../ledger/support/test-ledger.ts'

type Due = { at: number; run: () => void }

/** A clock whose hands the test moves, and what was to happen meanwhile. */
export type Hours = Readonly<{
  clock: TestClock
  later: NonNullable<OutboxOptions['schedule']>
  /** Moves on, running what falls due on the way in its order, each with all that follows from it at once. */
  pass: (ms: number) => Promise<void>
  /** Forgets what was to happen, as a process that dies does. */
  forget: () => void
}>

/** Hours that stand until a test lets them pass. */
export function testHours(): Hours {
  const clock = testClock()
  let waiting: Due[] = []
  return {
    clock,
    later: (delayMs, run) => {
      const due = { at: clock.now() + delayMs, run }
      waiting.push(due)
      return () => {
        waiting = waiting.filter((other) => other !== due)
      }
    },
    pass: async (ms) => {
      const end = clock.now() + ms
      for (;;) {
        const next = waiting
          .filter(({ at }) => at <= end)
          .toSorted((left, right) => left.at - right.at)
          .at(0)
        if (!next) break
        waiting = waiting.filter((other) => other !== next)
        clock.set(Math.max(clock.now(), next.at))
        next.run()
        await setImmediate()
      }
      clock.set(end)
    },
    forget: () => {
      waiting = []
    },
  }
}

/** An outbox on a real ledger. `reopen` is a crash: nothing of the old process is heard any more. */
export type OutboxStage = Readonly<{
  hours: Hours
  ledger: () => Ledger
  outbox: () => Outbox
  crash: () => void
  queue: (...calls: readonly NewOutboxCall[]) => void
  /** Lets time pass, and everything that can happen without more of it. */
  settle: (ms?: number) => Promise<void>
}>

/** A call about a subject. */
export function callOf(id: string, replaced: Partial<NewOutboxCall> = {}): NewOutboxCall {
  return { id, kind: 'refund.send', subject: `refund:${id}`, body: { amount: '1.00' }, ...replaced }
}

/** Opens one; `ownerOf` is asked anew after each crash, and is told whose process it works for. */
export function openOutboxStage(
  ownerOf: (isAlive: () => boolean) => OutboxOptions['handlers'],
  random: () => number = () => 0.5,
): OutboxStage {
  const hours = testHours()
  const directory = temporaryFolder()
  const open = () => {
    let isAlive = true
    const ledger = openLedger(testOptions(directory, { clock: hours.clock }), unsynced)
    const outbox = openOutbox({
      ledger,
      clock: hours.clock,
      log: silentLog,
      handlers: ownerOf(() => isAlive),
      schedule: (delayMs, run) => (isAlive ? hours.later(delayMs, run) : () => undefined),
      random,
    })
    const die = (): void => {
      isAlive = false
      hours.forget()
      ledger.close()
    }
    return { ledger, outbox, die }
  }
  let current = open()
  onTestFinished(() => current.ledger.close())
  return {
    hours,
    ledger: () => current.ledger,
    outbox: () => current.outbox,
    crash: () => {
      current.die()
      current = open()
    },
    settle: async (ms = 0) => {
      await setImmediate()
      await hours.pass(ms)
    },
    queue: (...calls) =>
      current.ledger.transact((transaction) => {
        for (const call of calls) transaction.enqueue(call)
      }),
  }
}

/** An owner that answers as told and lets everything be given up. */
export function ownerThat(
  send: OutboxOwner['send'],
  givenUp: OutboxOwner['givenUp'] = () => undefined,
): OutboxOwner {
  return { send, givenUp }
}
