import { call } from '@orpc/server'
import { describe, expect, it } from 'vitest'
import type { ApiContext } from '../../../electron/api/context.ts'
import { outboxApi } from '../../../electron/api/outbox.ts'
import { openSessions } from '../../../electron/api/sessions.ts'
import type { OutboxOwner, OutboxResult } from '../../../electron/outbox/outbox-handler.ts'
import { silentLog } from '../../../electron/platform/log.ts'
import type { Role } from '../../../shared/domain/staff/role.ts'
import { PosError } from '../../../shared/errors/pos-error.ts'
import { failureOf } from '../../contract/failure-of.ts'
import { countingIds } from '../ledger/support/test-ledger.ts'
import { callOf, openOutboxStage } from '../outbox/outbox-stage.ts'

const again: OutboxResult = {
  outcome: 'again',
  error: new PosError('backend.unavailable', 'Paxos does not answer'),
}
const done: OutboxResult = { outcome: 'done', apply: () => undefined }

/** The api of an outbox that sends refunds, as somebody may call it. */
function open(send: OutboxOwner['send'] = async () => again) {
  const owner: OutboxOwner = {
    send,
    givenUp: () => undefined,
    describe: ({ body }) => `${body['amount']} USDC`,
  }
  const stage = openOutboxStage(() => ({ 'refund.send': owner }))
  const { clock } = stage.hours
  const ids = countingIds()
  const sessions = openSessions({ clock, ids, idleSeconds: () => 600 })
  const as = (role: Role): { context: ApiContext } => {
    const session = sessions.open({ staffId: `staff_${role}`, name: role, role })
    return {
      context: {
        connection: { id: role, screen: 'till', session },
        services: { sessions, clock, ids, log: silentLog },
      },
    }
  }
  return { stage, api: outboxApi({ ledger: stage.ledger(), outbox: stage.outbox(), clock }), as }
}

describe('outboxApi', () => {
  it('tells what a call is about, where it stands and what the last try said, and nothing of its body', async () => {
    const { stage, api, as } = open()
    stage.queue(callOf('a', { subject: 'one', body: { amount: '12.50', account: 'DE00 1234' } }))
    stage.queue(callOf('b', { subject: 'one' }), callOf('c', { kind: 'rule.create' }))
    await stage.settle()
    const at = stage.hours.clock.now()
    const list = await call(api.list, {}, as('cashier'))
    expect(list).toMatchObject({ at, waiting: 3, dead: 0, oldestAt: at })
    expect(list.calls).toMatchObject([
      {
        id: 'a',
        aboutText: '12.50 USDC',
        attempts: 1,
        nextAt: at + 1_000,
        lastError: { code: 'backend.unavailable', message: 'Paxos does not answer' },
        isBehindAnother: false,
        hasOwner: true,
      },
      { id: 'b', attempts: 0, isBehindAnother: true },
      { id: 'c', hasOwner: false, isBehindAnother: false },
    ])
    expect(JSON.stringify(list)).not.toContain('DE00')
  })

  it('gives each change to whoever follows, the newest one', async () => {
    const { stage, api, as } = open()
    const follow = await call(api.follow, undefined, as('cashier'))
    expect((await follow.next()).value).toMatchObject({ waiting: 0, dead: 0 })
    stage.queue(callOf('a'), callOf('b'))
    expect((await follow.next()).value).toMatchObject({ waiting: 2, oldestAt: stage.hours.clock.now() })
    await follow.return?.()
  })

  it('sends now and gives up for a manager, under the name of whoever did', async () => {
    let result: OutboxResult = again
    const { stage, api, as } = open(async () => result)
    stage.queue(callOf('a'), callOf('b'))
    await stage.settle()
    result = done
    await call(api.sendNow, { callId: 'a' }, as('manager'))
    await call(api.giveUp, { callId: 'b', reason: ' She took cash ' }, as('manager'))
    await stage.settle()
    const { calls } = await call(api.list, { ended: true }, as('cashier'))
    expect(calls).toMatchObject([
      { id: 'b', endedBecause: 'givenUp', endedReason: 'She took cash' },
      { id: 'a', endedBecause: 'done' },
    ])
    expect(stage.ledger().newestOf('outbox', 'b', 'outbox.givenUp')?.actor).toBe('staff_manager')
  })

  it('says why not: to a cashier, without a reason, and for what has ended', async () => {
    const { stage, api, as } = open(async () => done)
    stage.queue(callOf('a'))
    await stage.settle()
    const sent = call(api.sendNow, { callId: 'a' }, as('cashier'))
    expect(await failureOf(sent)).toMatchObject({ code: 'session.forbidden' })
    const given = call(api.giveUp, { callId: 'a', reason: 'No' }, as('cashier'))
    expect(await failureOf(given)).toMatchObject({ code: 'session.forbidden' })
    const unsaid = call(api.giveUp, { callId: 'a', reason: '  ' }, as('manager'))
    expect(await failureOf(unsaid)).toMatchObject({ code: 'contract.invalidInput' })
    const late = call(api.giveUp, { callId: 'a', reason: 'No' }, as('manager'))
    expect(await failureOf(late)).toMatchObject({ code: 'outbox.ended' })
  })
})
