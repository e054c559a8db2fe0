import type { Payment } from '../../shared/domain/payment/payment.ts'
import { denialsOf, type WitnessCircle } from '../../shared/domain/payment/witnesses.ts'
import { paymentsToWitness } from '../../shared/domain/verdict/payments-to-witness.ts'
import { messageOf } from '../../shared/errors/pos-error.ts'
import type { ChainWatcher, WitnessAnswer } from '../chains/port.ts'
import type { SaleFacts } from '../ledger/port.ts'
import { recordWitness, toDelivered } from './record-witness.ts'
import { chainTimings, type Till } from './till.ts'
import type { Watchlist } from './watchlist.ts'

/** Asks other endpoints about payments whose rule wants a second source. */
export type WitnessDesk = Readonly<{
  /** Asks what is due; returns at once. */
  run: () => void
  /** Asks no more, and resolves when nothing is under way. What is answered after it began is not kept. */
  stop: () => Promise<void>
}>

/** What asking needs. */
export type WitnessParts = Readonly<{
  till: Till
  watchlist: Pick<Watchlist, 'movingOn'>
  watcher: (chain: string) => Pick<ChainWatcher, 'witness'> | undefined
  /** These sales may look different now. */
  changed: (saleIds: readonly string[]) => void
  /** Monotonic milliseconds. */
  ticks?: () => number
}>

type Asked = Readonly<{ attempts: number; dueAt: number }>
type Question = Readonly<{ saleId: string; payment: Payment; host: string | undefined }>

const atOnce = 4
const pauseFirstMs = 1_000
const pauseMaxMs = 30_000

/** One question for each word that is missing: any unrelated source, or each one that denies the payment now. */
function questionsOf(saleId: string, payment: Payment, circle: WitnessCircle): readonly Question[] {
  const denials = denialsOf(payment, circle)
  const hosts = denials.length === 0 ? [undefined] : denials
  return hosts.map((host) => ({ saleId, payment, host }))
}

function questionsAbout(till: Till, facts: SaleFacts): readonly Question[] {
  const settings = till.settings()
  const chains = chainTimings(settings)
  const { invoice, payments } = facts
  return paymentsToWitness({ invoice, payments, rules: settings.releaseRules, chains }).flatMap((payment) =>
    questionsOf(facts.sale.id, payment, chains.get(payment.chain) ?? {}),
  )
}

function nameOf({ payment, host }: Question): string {
  return `${payment.key}:${payment.blockHash}:${host ?? ''}`
}

/** Opens the desk; it looks at a sale again after each of its journal entries, and at all with
 * money on the way once. */
export function openWitnessDesk({
  till,
  watchlist,
  watcher,
  changed,
  ticks = () => performance.now(),
}: WitnessParts): WitnessDesk {
  const chains = till.settings().chains.chains.map(({ key }) => key)
  const open = new Set(chains.flatMap((chain) => watchlist.movingOn(chain)))
  const asked = new Map<string, Asked>()
  const underWay = new Map<string, Promise<void>>()
  let isStopped = false

  const ask = async (question: Question): Promise<WitnessAnswer | undefined> => {
    const { payment, host } = question
    const transfer = toDelivered(till, payment)
    return transfer && (await watcher(payment.chain)?.witness(transfer, payment.source, host))
  }
  const settle = async (question: Question): Promise<void> => {
    const { saleId, payment } = question
    const name = nameOf(question)
    try {
      const answer = await ask(question)
      const word = answer && { ...answer, saleId, key: payment.key, blockHash: payment.blockHash }
      if (word && !isStopped && recordWitness(till, word)) changed([saleId])
    } catch (error) {
      till.log.error('A payment could not be asked about', {
        chain: payment.chain,
        problem: messageOf(error),
      })
    }
    const attempts = (asked.get(name)?.attempts ?? 0) + 1
    const pauseMs = Math.min(pauseMaxMs, pauseFirstMs * 2 ** Math.min(10, attempts - 1))
    asked.set(name, { attempts, dueAt: ticks() + pauseMs })
    underWay.delete(name)
  }
  const begin = (question: Question): void => {
    const name = nameOf(question)
    if (underWay.size >= atOnce || underWay.has(name) || (asked.get(name)?.dueAt ?? 0) > ticks()) return
    underWay.set(name, settle(question))
  }
  const stopFollowing = till.ledger.onCommitted((entries) => {
    for (const { subject } of entries) if (subject.kind === 'sale') open.add(subject.id)
  })

  return {
    run: () => {
      const wanted = new Set<string>()
      for (const saleId of open) {
        const facts = till.ledger.findSale(saleId)
        const questions = facts ? questionsAbout(till, facts) : []
        if (questions.length === 0) open.delete(saleId)
        for (const question of questions) {
          wanted.add(nameOf(question))
          begin(question)
        }
      }
      for (const name of asked.keys()) if (!wanted.has(name) && !underWay.has(name)) asked.delete(name)
    },
    stop: async () => {
      isStopped = true
      stopFollowing()
      await Promise.all(underWay.values())
    },
  }
}
