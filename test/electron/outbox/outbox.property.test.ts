import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { NewOutboxCall } from '../../../shared/domain/outbox/outbox-call.ts'
import { moods, openBank, type Bank, type Mood } from './bank.ts'
import { callOf, openOutboxStage, type OutboxStage } from './outbox-stage.ts'

const happenings = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: fc.record({ what: fc.constant('queue' as const), pick: fc.nat(2) }) },
    { weight: 2, arbitrary: fc.record({ what: fc.constant('queueAgain' as const), pick: fc.nat(20) }) },
    {
      weight: 5,
      arbitrary: fc.record({
        what: fc.constant('pass' as const),
        pick: fc.constantFrom(0, 300, 2_000, 30_000, 130_000, 700_000),
      }),
    },
    { weight: 2, arbitrary: fc.record({ what: fc.constant('crash' as const), pick: fc.nat(1) }) },
    { weight: 2, arbitrary: fc.record({ what: fc.constant('answerLate' as const), pick: fc.nat(1) }) },
    {
      weight: 3,
      arbitrary: fc.record({
        what: fc.constantFrom('sendNow' as const, 'giveUp' as const, 'cancel' as const),
        pick: fc.nat(20),
      }),
    },
  ),
  { minLength: 4, maxLength: 40 },
)

type Happening = Readonly<{ what: string; pick: number }>

/** Lets one thing happen in the shop or to it. */
async function happen(stage: OutboxStage, bank: Bank, queued: NewOutboxCall[], { what, pick }: Happening) {
  const picked = queued[pick % Math.max(1, queued.length)]
  if (what === 'queue') {
    const call = callOf(`c${queued.length}`, { subject: `s${pick}` })
    stage.queue(call)
    queued.push(call)
  }
  if (what === 'pass') await stage.settle(pick)
  if (what === 'answerLate') {
    bank.answerLate()
    // Half of them are heard, the others meet a process that has just died.
    if (pick === 0) await stage.settle()
  }
  if (what === 'crash') {
    if (pick === 0) await stage.settle()
    stage.crash()
  }
  if (picked === undefined) return
  if (what === 'queueAgain') stage.queue(picked)
  if (what === 'sendNow') stage.outbox().sendNow(picked.id)
  if (what === 'giveUp') stage.outbox().giveUp({ id: picked.id, reason: 'Agreed', actor: 'staff_ada' })
  if (what === 'cancel') stage.ledger().transact((transaction) => transaction.cancelQueued(picked.id))
}

/** From now on the bank behaves: everything ends, by itself or by a person's word. */
async function finish(stage: OutboxStage): Promise<void> {
  for (let round = 0; round < 60; round += 1) {
    await stage.settle(610_000)
    const { calls } = stage.ledger().listQueued({ ended: false, limit: 100 })
    if (calls.length === 0) return
    for (const call of calls) if (call.state === 'dead') stage.outbox().sendNow(call.id)
  }
  throw new Error('Something never ended')
}

function expectEachEndedOnce(stage: OutboxStage, bank: Bank, queued: readonly NewOutboxCall[]): void {
  const ledger = stage.ledger()
  for (const { id } of queued) {
    const call = ledger.findQueued(id)
    const counted = (what: string): number => Number(ledger.findNote(`${what}:${id}`) ?? 0)
    const because = call?.endedBecause
    expect(because, id).toBeDefined()
    // What its owner recorded is what became of it, once, and nothing else.
    expect([counted('done'), counted('refused'), counted('givenUp')], `${id} ${because}`).toEqual(
      (['done', 'refused', 'givenUp'] as const).map((ending) => Number(because === ending)),
    )
    expect(ledger.entriesOf('outbox', id, 10)).toHaveLength(Number(because === 'givenUp'))
    // Nothing that the bank did is forgotten, and nothing is believed done that it did not do.
    expect(bank.hasDone(id), id).toBe(because === 'done')
    const tries = bank.tries.filter((attempt) => attempt.call.id === id)
    if (because === 'cancelled') expect(tries).toEqual([])
    expect(tries.map(({ wasTriedBefore }) => wasTriedBefore)).toEqual(tries.map((_, index) => index > 0))
  }
  expect(ledger.countQueued()).toEqual({ waiting: 0, dead: 0 })
  expect(ledger.listQueued({ ended: true, limit: 100 }).calls).toHaveLength(queued.length)
  expect(ledger.verify().ok).toBe(true)
}

describe('an outbox through anything', () => {
  it(
    'ends every call exactly once, in the order of its subject, and loses and doubles nothing',
    { timeout: 120_000 },
    async () => {
      await fc.assert(
        fc.asyncProperty(
          happenings,
          fc.array(fc.constantFrom(...moods), { maxLength: 40 }),
          fc.array(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), {
            minLength: 1,
            maxLength: 9,
          }),
          async (history, script, throws) => {
            const left: Mood[] = [...script]
            let thrown = 0
            const bank = openBank(
              () => left.shift() ?? 'done',
              (subject) => stage.ledger().firstQueuedOf(subject)?.id,
            )
            const stage: OutboxStage = openOutboxStage(
              () => ({ 'refund.send': bank.owner }),
              () => throws[(thrown += 1) % throws.length] ?? 0,
            )
            const queued: NewOutboxCall[] = []
            try {
              for (const happening of history) await happen(stage, bank, queued, happening)
              left.length = 0
              bank.answerLate()
              await finish(stage)
              expectEachEndedOnce(stage, bank, queued)
              expect(bank.tries.every(({ isFirstOfSubject }) => isFirstOfSubject)).toBe(true)
            } finally {
              stage.ledger().close()
            }
          },
        ),
        { numRuns: 150 },
      )
    },
  )
})
