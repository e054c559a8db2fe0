import type { OutboxOwner, OutboxResult } from '../../../electron/outbox/outbox-handler.ts'
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
const no = new PosError('backend.refused', 'No')

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

/** What a bank has done, and who waits for its answer. */
type Books = { readonly done: Set<string>; late: (() => void)[] }

function doneOf(call: OutboxCall): OutboxResult {
  return { outcome: 'done', apply: (transaction) => count(transaction, 'done', call) }
}

/** In these the bank does the call, whatever it says after. */
const doing: ReadonlySet<Mood> = new Set([
  'done',
  'doneLate',
  'lostAnswer',
  'throwsAfter',
  'silentAfter',
  'recordFails',
])
/** In these it says what it says even of a call that it did before. */
const stubborn: ReadonlySet<Mood> = new Set(['doneLate', 'silent', 'away'])

async function answer(books: Books, call: OutboxCall, mood: Mood): Promise<OutboxResult> {
  if (books.done.has(call.id) && !stubborn.has(mood)) return doneOf(call)
  if (doing.has(mood)) books.done.add(call.id)
  switch (mood) {
    case 'done':
      return doneOf(call)
    case 'doneLate':
      await new Promise<void>((resolve) => books.late.push(resolve))
      return doneOf(call)
    case 'lostAnswer':
      return { outcome: 'again', error: away, apply: (transaction) => count(transaction, 'again', call) }
    case 'away':
      return { outcome: 'again', error: away }
    case 'refused':
      return { outcome: 'dead', error: no, apply: (transaction) => count(transaction, 'refused', call) }
    case 'unrecorded':
      return { outcome: 'dead', error: no }
    case 'throws':
    case 'throwsAfter':
      throw new Error('ECONNRESET with a password in it')
    case 'silent':
    case 'silentAfter':
      return new Promise(() => undefined)
    case 'recordFails':
      return {
        outcome: 'done',
        apply: (transaction) => {
          count(transaction, 'done', call)
          throw new Error('The record fails half-way')
        },
      }
  }
}

/** Opens one; `mood` is asked before each try, and `firstOf` says which call of a subject may leave. */
export function openBank(mood: () => Mood, firstOf: (subject: string) => string | undefined): Bank {
  const tries: Try[] = []
  const books: Books = { done: new Set(), late: [] }
  return {
    tries,
    hasDone: (id) => books.done.has(id),
    owner: {
      send: (call, { wasTriedBefore, signal }) => {
        tries.push({ call, wasTriedBefore, signal, isFirstOfSubject: firstOf(call.subject) === call.id })
        return answer(books, call, mood())
      },
      givenUp: (call, transaction) => {
        count(transaction, 'givenUp', call)
        return books.done.has(call.id) ? reject('refund.transitionRefused', {}) : undefined
      },
    },
    answerLate: () => {
      const waiting = books.late
      books.late = []
      for (const resolve of waiting) resolve()
    },
  }
}
