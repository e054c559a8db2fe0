import { describe, expect, it } from 'vitest'
import type { Ledger } from '../../../electron/ledger/port.ts'
import type { OutboxOwner, OutboxResult } from '../../../electron/outbox/outbox-handler.ts'
import { openOutbox } from '../../../electron/outbox/open-outbox.ts'
import { silentLog } from '../../../electron/platform/log.ts'
import { PosError } from '../../../shared/errors/pos-error.ts'
import { reject } from '../../../shared/errors/rejected.ts'
import { callOf, openOutboxStage, ownerThat } from './outbox-stage.ts'

const away = new PosError('backend.unavailable', 'Nobody answers')
const no = new PosError('backend.refused', 'No such account')
const done: OutboxResult = { outcome: 'done', apply: () => undefined }
const again: OutboxResult = { outcome: 'again', error: away }
const forGood: OutboxResult = { outcome: 'dead', error: no }
const never = new Promise<OutboxResult>(() => undefined)

/** An outbox whose refunds are sent as told. */
function open(send: OutboxOwner['send'], givenUp?: OutboxOwner['givenUp']) {
  return openOutboxStage(() => ({ 'refund.send': ownerThat(send, givenUp) }))
}

const giveUpOf = (id: string) => ({ id, reason: 'She took cash', actor: 'staff_ada' })

describe('openOutbox', () => {
  it('sends what is queued at once, and says so to whoever follows', async () => {
    const stage = open(async () => done)
    let told = 0
    stage.outbox().onChanged(() => (told += 1))
    stage.queue(callOf('a'))
    expect(stage.outbox().summary()).toEqual({ waiting: 1, dead: 0, oldestAt: stage.hours.clock.now() })
    await stage.settle()
    expect(stage.ledger().findQueued('a')).toMatchObject({ state: 'done', endedBecause: 'done', attempts: 1 })
    expect(stage.outbox().summary()).toEqual({ waiting: 0, dead: 0 })
    expect(told).toBe(3)
  })

  it('sends nothing of a transaction that is not kept', async () => {
    const sent: string[] = []
    const stage = open(async ({ id }) => {
      sent.push(id)
      return done
    })
    expect(() =>
      stage.ledger().transact((transaction) => {
        transaction.enqueue(callOf('a'))
        throw new Error('The sale was not kept after all')
      }),
    ).toThrow('The sale was not kept after all')
    await stage.settle(60_000)
    expect(sent).toEqual([])
    expect(stage.ledger().findQueued('a')).toBeUndefined()
  })

  it('counts what one step sent, those of a subject one after the other', async () => {
    const sent: string[] = []
    const stage = open(async ({ id }) => {
      sent.push(id)
      return done
    })
    stage.queue(...['a', 'b', 'c'].map((id) => callOf(id, { subject: 'one' })), callOf('d'))
    expect(await stage.outbox().step()).toBe(4)
    expect(sent.filter((id) => id !== 'd')).toEqual(['a', 'b', 'c'])
    expect(await stage.outbox().step()).toBe(0)
  })

  it('tries again after a pause, and keeps what the last try said', async () => {
    const stage = open(async () => again)
    stage.queue(callOf('a'))
    await stage.settle()
    const now = stage.hours.clock.now()
    expect(stage.ledger().findQueued('a')).toMatchObject({
      state: 'pending',
      attempts: 1,
      nextAt: now + 1_000,
      lastError: { code: 'backend.unavailable', message: 'Nobody answers' },
    })
    await stage.settle(999)
    expect(stage.ledger().findQueued('a')?.attempts).toBe(1)
    await stage.settle(1)
    expect(stage.ledger().findQueued('a')?.attempts).toBe(2)
  })

  it('pauses after a record that fails too, and tells the next try that there was one', async () => {
    const told: boolean[] = []
    const stage = open(async (_, { wasTriedBefore }) => {
      told.push(wasTriedBefore)
      return {
        outcome: 'done',
        apply: () => {
          if (!wasTriedBefore) throw new Error('No such refund')
        },
      }
    })
    stage.queue(callOf('a'))
    await stage.settle()
    expect(stage.ledger().findQueued('a')).toMatchObject({
      state: 'pending',
      nextAt: stage.hours.clock.now() + 1_000,
      lastError: { code: 'outbox.sendFailed' },
    })
    await stage.settle(1_000)
    expect(stage.ledger().findQueued('a')?.state).toBe('done')
    expect(told).toEqual([false, true])
  })

  it('keeps no word of an error it does not know', async () => {
    const stage = open(() => Promise.reject(new Error('401 for key sk_live_123')))
    stage.queue(callOf('a'))
    await stage.settle()
    expect(JSON.stringify(stage.ledger().findQueued('a'))).not.toContain('sk_live')
    expect(stage.ledger().findQueued('a')?.lastError?.code).toBe('outbox.sendFailed')
  })

  it('takes a handler that throws before it answers for one that failed', async () => {
    const stage = open(() => {
      throw new Error('Not even a promise')
    })
    stage.queue(callOf('a'))
    await stage.settle()
    expect(stage.ledger().findQueued('a')).toMatchObject({ state: 'pending', attempts: 1 })
  })

  it('lets what hangs take its own time and nobody else’s', async () => {
    const signals: AbortSignal[] = []
    const stage = open(({ id }, { signal }) => {
      if (!id.startsWith('hangs')) return Promise.resolve(done)
      signals.push(signal)
      return never
    })
    stage.queue(...Array.from({ length: 7 }, (_, index) => callOf(`hangs${index}`)), callOf('a'), callOf('b'))
    await stage.settle()
    expect(stage.ledger().findQueued('b')?.state).toBe('done')
    expect(stage.ledger().countQueued().waiting).toBe(7)
    await stage.settle(120_000)
    expect(signals.slice(0, 7).map(({ aborted }) => aborted)).toEqual(Array(7).fill(true))
    expect(stage.ledger().findQueued('hangs0')).toMatchObject({ lastError: { code: 'outbox.noAnswer' } })
  })

  it('serves those that are due longest first when more are due than it has places for', async () => {
    const stage = open(({ id }) => (id.startsWith('hangs') ? never : Promise.resolve(done)))
    stage.queue(...Array.from({ length: 8 }, (_, index) => callOf(`hangs${index}`)))
    await stage.settle()
    stage.queue(callOf('a'))
    await stage.settle(60_000)
    expect(stage.ledger().findQueued('a')?.state).toBe('pending')
    await stage.settle(60_000)
    expect(stage.ledger().findQueued('a')?.state).toBe('done')
  })

  it('takes up what a till that died was sending, at once and as one that was tried', async () => {
    const told: boolean[] = []
    const stage = open((_, { wasTriedBefore }) => {
      told.push(wasTriedBefore)
      return wasTriedBefore ? Promise.resolve(done) : never
    })
    stage.queue(callOf('a'))
    await stage.settle()
    expect(stage.ledger().findQueued('a')).toMatchObject({ state: 'sending', attempts: 1 })
    stage.crash()
    await stage.settle()
    expect(told).toEqual([false, true])
    expect(stage.ledger().findQueued('a')).toMatchObject({ state: 'done', attempts: 2 })
  })

  it('holds up what follows a call that needs a decision, of its own subject alone', async () => {
    const stage = open(async ({ id }) => (id === 'a' ? forGood : done))
    stage.queue(callOf('a', { subject: 'one' }), callOf('b', { subject: 'one' }), callOf('c'))
    await stage.settle(60_000)
    expect(stage.ledger().findQueued('b')?.state).toBe('pending')
    expect(stage.ledger().findQueued('c')?.state).toBe('done')
    expect(stage.outbox().summary()).toMatchObject({ waiting: 1, dead: 1 })
    expect(stage.outbox().giveUp(giveUpOf('a'))).toEqual({ ok: true })
    await stage.settle()
    expect(stage.ledger().findQueued('b')?.state).toBe('done')
  })

  it('goes on at once after a refusal that its owner has recorded', async () => {
    const recorded = (id: string): OutboxResult => ({
      outcome: 'dead',
      error: no,
      apply: (transaction) => transaction.saveNote('refused', id),
    })
    const stage = open(async ({ id }) => (id === 'a' ? recorded(id) : done))
    stage.queue(callOf('a', { subject: 'one' }), callOf('b', { subject: 'one' }))
    await stage.settle()
    expect(stage.ledger().findNote('refused')).toBe('a')
    expect(stage.ledger().findQueued('a')).toMatchObject({ state: 'dead', endedBecause: 'refused' })
    expect(stage.ledger().findQueued('b')?.state).toBe('done')
  })

  it('leaves alone what nobody is connected to send, and sends it when somebody is', async () => {
    const owners: { 'refund.send'?: OutboxOwner } = {}
    const stage = openOutboxStage(() => owners)
    stage.queue(callOf('a'))
    await stage.settle(86_400_000)
    expect(stage.ledger().findQueued('a')).toMatchObject({ state: 'pending', attempts: 0 })
    expect(stage.outbox().sendNow('a')).toMatchObject({ code: 'outbox.noOwner' })
    expect(stage.outbox().giveUp(giveUpOf('a'))).toMatchObject({ code: 'outbox.noOwner' })
    owners['refund.send'] = ownerThat(async () => done)
    stage.outbox().wake()
    await stage.settle()
    expect(stage.ledger().findQueued('a')?.state).toBe('done')
  })

  it('is not held up by a clock that was set back by a year', async () => {
    let answer: OutboxResult = again
    const stage = open(async () => answer)
    stage.queue(callOf('a'))
    await stage.settle()
    answer = done
    stage.hours.clock.set(stage.hours.clock.now() - 365 * 86_400_000)
    stage.outbox().wake()
    await stage.settle()
    expect(stage.ledger().findQueued('a')?.state).toBe('done')
  })

  it('stops without waiting for ever, and leaves what hangs to the next start', async () => {
    const stage = open(() => never)
    stage.queue(callOf('a'))
    await stage.settle()
    const stopped = stage.outbox().stop()
    await stage.settle(3_000)
    await stopped
    expect(stage.ledger().findQueued('a')).toMatchObject({ state: 'sending', attempts: 1 })
    stage.queue(callOf('b'))
    await stage.settle(600_000)
    expect(stage.ledger().findQueued('b')?.attempts).toBe(0)
  })
})

describe('openOutbox on a ledger that cannot be written', () => {
  const full = new PosError('ledger.diskFull', 'No space')

  /** An outbox in the place of the stage's own, whose ledger fails while `isFull`. */
  async function openOnFullDisk(send: OutboxOwner['send']) {
    const stage = openOutboxStage(() => ({}))
    await stage.outbox().stop()
    const disk = { isFull: false }
    const ledger: Ledger = {
      ...stage.ledger(),
      transact: (work) => {
        if (disk.isFull) throw full
        return stage.ledger().transact(work)
      },
    }
    openOutbox({
      ledger,
      clock: stage.hours.clock,
      log: silentLog,
      handlers: { 'refund.send': ownerThat(send) },
      schedule: stage.hours.later,
      random: () => 0.5,
    })
    return { stage, disk }
  }

  it('sends nothing before the try is kept, and goes on when there is space', async () => {
    let tries = 0
    const { stage, disk } = await openOnFullDisk(async () => {
      tries += 1
      return done
    })
    disk.isFull = true
    stage.queue(callOf('a'))
    await stage.settle(60_000)
    expect(tries).toBe(0)
    disk.isFull = false
    await stage.settle(5_000)
    expect(stage.ledger().findQueued('a')).toMatchObject({ state: 'done', attempts: 1 })
  })

  it('asks again about a try whose end could not be kept', async () => {
    const told: boolean[] = []
    const { stage, disk } = await openOnFullDisk(async (_, { wasTriedBefore }) => {
      told.push(wasTriedBefore)
      disk.isFull = !wasTriedBefore
      return done
    })
    stage.queue(callOf('a'))
    await stage.settle(60_000)
    expect(stage.ledger().findQueued('a')?.state).toBe('sending')
    disk.isFull = false
    await stage.settle(5_000)
    expect(stage.ledger().findQueued('a')).toMatchObject({ state: 'done', attempts: 2 })
    expect(told).toEqual([false, true])
  })
})

describe('sendNow', () => {
  it('does not wait for the pause', async () => {
    let answer: OutboxResult = again
    const stage = open(async () => answer)
    stage.queue(callOf('a'))
    await stage.settle()
    answer = done
    expect(stage.outbox().sendNow('a')).toEqual({ ok: true })
    await stage.settle()
    expect(stage.ledger().findQueued('a')?.state).toBe('done')
  })

  it('gives one that needs a decision one more try', async () => {
    let answer: OutboxResult = forGood
    const stage = open(async () => answer)
    stage.queue(callOf('a'))
    await stage.settle()
    expect(stage.outbox().summary().dead).toBe(1)
    answer = done
    expect(stage.outbox().sendNow('a')).toEqual({ ok: true })
    await stage.settle()
    expect(stage.ledger().findQueued('a')?.endedBecause).toBe('done')
  })

  it('is refused for what is unknown, has ended, or has to wait its turn', async () => {
    const stage = open(async ({ id }) => (id === 'a' ? done : again))
    stage.queue(callOf('a'), callOf('b', { subject: 'one' }), callOf('c', { subject: 'one' }))
    await stage.settle()
    expect(stage.outbox().sendNow('x')).toMatchObject({ ok: false, code: 'outbox.notFound' })
    expect(stage.outbox().sendNow('a')).toMatchObject({ ok: false, code: 'outbox.ended' })
    expect(stage.outbox().sendNow('c')).toMatchObject({ ok: false, code: 'outbox.behindAnother' })
  })

  it('changes nothing of what is being sent', async () => {
    const stage = open(() => never)
    stage.queue(callOf('a'))
    await stage.settle()
    const before = stage.ledger().findQueued('a')
    expect(stage.outbox().sendNow('a')).toEqual({ ok: true })
    await stage.settle()
    expect(stage.ledger().findQueued('a')).toEqual(before)
  })
})

describe('giveUp', () => {
  it('is recorded with who and why, and the same words of the same person twice are once', async () => {
    const stage = open(
      async () => again,
      (call, transaction) => {
        transaction.saveNote('refund', `cancelled after ${call.attempts}`)
        return undefined
      },
    )
    stage.queue(callOf('a'))
    await stage.settle()
    expect(stage.outbox().giveUp(giveUpOf('a'))).toEqual({ ok: true })
    expect(stage.outbox().giveUp(giveUpOf('a'))).toEqual({ ok: true })
    expect(stage.outbox().giveUp({ ...giveUpOf('a'), reason: 'Other words' })).toMatchObject({
      code: 'outbox.ended',
    })
    expect(stage.ledger().entriesOf('outbox', 'a', 10)).toMatchObject([
      {
        type: 'outbox.givenUp',
        actor: 'staff_ada',
        body: { callId: 'a', kind: 'refund.send', subject: 'refund:a', reason: 'She took cash' },
      },
    ])
    expect(stage.ledger().findNote('refund')).toBe('cancelled after 1')
    await stage.settle(600_000)
    expect(stage.ledger().findQueued('a')).toMatchObject({ attempts: 1, endedBecause: 'givenUp' })
  })

  it('is refused where its owner says that money may have left, and keeps nothing of that', async () => {
    const stage = open(
      async () => again,
      (_, transaction) => {
        transaction.saveNote('refund', 'half')
        return reject('refund.transitionRefused', { status: 'unknown' })
      },
    )
    stage.queue(callOf('a'))
    await stage.settle()
    expect(stage.outbox().giveUp(giveUpOf('a'))).toEqual({
      ok: false,
      code: 'refund.transitionRefused',
      details: { status: 'unknown' },
    })
    expect(stage.ledger().findNote('refund')).toBeUndefined()
    expect(stage.ledger().entriesOf('outbox', 'a', 10)).toEqual([])
    expect(stage.ledger().findQueued('a')?.state).toBe('pending')
  })

  it('is refused while it is being sent, and for what is unknown', async () => {
    const stage = open(() => never)
    stage.queue(callOf('a'))
    await stage.settle()
    expect(stage.outbox().giveUp(giveUpOf('a'))).toMatchObject({ code: 'outbox.sending' })
    expect(stage.outbox().giveUp(giveUpOf('x'))).toMatchObject({ code: 'outbox.notFound' })
  })
})
