import type { OutboxAttempt, OutboxOwner, OutboxResult } from '../../../electron/outbox/outbox-handler.ts'
import type { LedgerTransaction } from '../../../electron/ledger/port.ts'
import type { OutboxCall } from '../../../shared/domain/outbox/outbox-call.ts'
import { PosError } from '../../../shared/errors/pos-error.ts'
import { reject } from '../../../shared/errors/rejected.ts'

/** What a made-up bank does with a try, when it has not done the call before. */
export const moods = [
  'done',
  'doneLate',
  'lostAnswer',
  'away',
  'refused',
  'unrecorded',
  'throws',
  'throwsAfter',
  'silent',
  'silentAfter',
  'recordFails',
] as const
/** One of them. */
export type Mood = (typeof moods)[number]

/** Every try as the bank saw it. */
type Try = Readonly<{
  call: OutboxCall
  wasTriedBefore: boolean
  signal: AbortSignal
  isFirstOfSubject: boolean
}>

const away = new PosError('backend.unavailable', 'Nobody answers')

function count(transaction: LedgerTransaction, what: string, { id }: OutboxCall): void {
  const key = `${what}:${id}`
  transaction.saveNote(key, String(Number(transaction.findNote(key) ?? 0) + 1))
}

/** A bank that does each call once, whatever it says about it, and remembers what it was asked. */
export type Bank = Readonly<{
  tries: readonly Try[]
  hasDone: (id: string) => boolean
  owner: OutboxOwner
  /** Lets those who wait for a late answer have it. */
  answerLate: () => void
}>

/** Opens one; `mood` is asked before each try, and `firstOf` says which call of a subject may leave. */
export function openBank(mood: () => Mood, firstOf: (subject: string) => string | undefined): Bank {
  const tries: Try[] = []
  const books = new Set<string>()
  let late: (() => void)[] = []
  const done = (call: OutboxCall): OutboxResult => ({
    outcome: 'done',
    apply: (transaction) => count(transaction, 'done', call),
  })
  const meet = async (call: OutboxCall, what: Mood): Promise<OutboxResult> => {
    if (books.has(call.id) && what !== 'doneLate' && what !== 'silent' && what !== 'away') return done(call)
    switch (what) {
      case 'done':
        books.add(call.id)
        return done(call)
      case 'doneLate':
        books.add(call.id)
        await new Promise<void>((resolve) => late.push(resolve))
        return done(call)
      case 'lostAnswer':
        books.add(call.id)
        return { outcome: 'again', error: away, apply: (transaction) => count(transaction, 'again', call) }
      case 'away':
        return { outcome: 'again', error: away }
      case 'refused':
        return {
          outcome: 'dead',
          error: new PosError('backend.refused', 'No'),
          apply: (transaction) => count(transaction, 'refused', call),
        }
      case 'unrecorded':
        return { outcome: 'dead', error: new PosError('backend.refused', 'No') }
      case 'throwsAfter':
        books.add(call.id)
        throw new Error('ECONNRESET with a password in it')
      case 'throws':
        throw new Error('ECONNREFUSED with a password in it')
      case 'silentAfter':
        books.add(call.id)
        return new Promise(() => undefined)
      case 'silent':
        return new Promise(() => undefined)
      case 'recordFails':
        books.add(call.id)
        return {
          outcome: 'done',
          apply: (transaction) => {
            count(transaction, 'done', call)
            throw new Error('The record fails half-way')
          },
        }
    }
  }
  return {
    tries,
    hasDone: (id) => books.has(id),
    owner: {
      send: (call: OutboxCall, { wasTriedBefore, signal }: OutboxAttempt) => {
        tries.push({ call, wasTriedBefore, signal, isFirstOfSubject: firstOf(call.subject) === call.id })
        return meet(call, mood())
      },
      givenUp: (call, transaction) => {
        count(transaction, 'givenUp', call)
        return books.has(call.id) ? reject('refund.transitionRefused', {}) : undefined
      },
    },
    answerLate: () => {
      const waiting = late
      late = []
      for (const resolve of waiting) resolve()
    },
  }
}
