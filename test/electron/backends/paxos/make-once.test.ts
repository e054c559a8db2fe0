import { describe, expect, it } from 'vitest'
import { amount, text } from '../../../../electron/backends/paxos/compare-record.ts'
import { makeOnce } from '../../../../electron/backends/paxos/make-once.ts'
import { refusalOf } from '../../../../electron/backends/paxos/problem.ts'
import { z } from '../../../../shared/contract/z.ts'
import { PosError } from '../../../../shared/errors/pos-error.ts'

const shape = z.object({ id: z.string(), profile_id: z.string(), amount: z.string() })
const ours = { id: 't1', profile_id: 'p1', amount: '5.00' }
const theirs = { id: 't2', profile_id: 'p1', amount: '999' }
const foreign = { id: 't3', profile_id: 'p2', amount: '5' }

const lost = new PosError('backend.outcomeUnknown', 'no answer')
const down = new PosError('backend.unavailable', 'down')
const limited = new PosError('backend.rateLimited', 'later')
const poor = new PosError('backend.insufficientFunds', 'too little')
const used = (existing?: unknown) => refusalOf(409, { type: 'x/already-exists', meta: { existing } })

type Outcome = Readonly<{ gives: unknown } | { fails: Error }>
const give = (gives: unknown): Outcome => ({ gives })
const fail = (fails: Error): Outcome => ({ fails })
const settle = <T>(outcome: Outcome): Promise<T> =>
  'fails' in outcome ? Promise.reject(outcome.fails) : Promise.resolve(outcome.gives as T)

describe('makeOnce', () => {
  it.each([
    // what the POST gives, what the look-up gives, what comes of it
    ['made at once', give(ours), fail(down), 't1'],
    ['made at once, but another', give(theirs), fail(down), 'paxos.refIdConflict'],
    ['made, answer unreadable, found', give({ id: 5 }), give(ours), 't1'],
    ['made, answer empty, not found yet', give(undefined), give(undefined), 'backend.outcomeUnknown'],
    ['made, answer unreadable, look-up down', give('page'), fail(down), 'backend.outcomeUnknown'],
    ['lost, found', fail(lost), give(ours), 't1'],
    ['lost, found, but another', fail(lost), give(theirs), 'paxos.refIdConflict'],
    ['lost, not found: it may come yet', fail(lost), give(undefined), 'backend.outcomeUnknown'],
    ['lost, look-up down: never "not sent"', fail(lost), fail(down), 'backend.outcomeUnknown'],
    ['lost, look-up limited', fail(lost), fail(limited), 'backend.outcomeUnknown'],
    ['used, shown as ours, found', fail(used(ours)), give(ours), 't1'],
    ['used, abridged, found', fail(used({ id: 't1' })), give(ours), 't1'],
    ['used, not shown, found', fail(used()), give(ours), 't1'],
    ['used, shown as another', fail(used(theirs)), give(undefined), 'paxos.refIdConflict'],
    ['used, shown as of another profile', fail(used(foreign)), fail(down), 'paxos.refIdConflict'],
    ['used, abridged, found another', fail(used({ id: 't2' })), give(theirs), 'paxos.refIdConflict'],
    ['used, shown as ours, not found', fail(used(ours)), give(undefined), 'backend.outcomeUnknown'],
    ['used, look-up down', fail(used()), fail(down), 'backend.outcomeUnknown'],
    ['not sent', fail(down), give(ours), 'backend.unavailable'],
    ['limited', fail(limited), give(ours), 'backend.rateLimited'],
    ['refused', fail(poor), give(ours), 'backend.insufficientFunds'],
  ] as const)('%s', async (_name, sent, found, result) => {
    const made = makeOnce({
      what: 'a thing',
      refId: 'r1',
      wanted: { profile_id: text('p1'), amount: amount('5') },
      shape,
      send: () => settle(sent),
      find: () => settle(found),
    })
    const outcome = await made.then(
      ({ id }) => id,
      (error: unknown) => (error instanceof PosError ? error.code : error),
    )
    expect(outcome).toBe(result)
  })
})
