import type { Database } from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import type { Ledger } from '../../../../electron/ledger/port.ts'
import type { OutboxCall, OutboxKind } from '../../../../shared/domain/outbox/outbox-call.ts'
import { delayMaxMs } from '../../../../shared/domain/outbox/retry-delay.ts'
import { noon, openTestLedger } from '../support/test-ledger.ts'

function queue(ledger: Ledger, id: string, subject: string, kind: OutboxKind = 'refund.send'): void {
  ledger.transact((transaction) => transaction.enqueue({ id, kind, subject, body: { id } }))
}

function move(ledger: Ledger, id: string, to: Partial<OutboxCall>): void {
  ledger.transact((transaction) => {
    const call = transaction.findQueued(id)
    if (call) transaction.saveQueued({ ...call, ...to })
  })
}

const idsOf = (calls: readonly OutboxCall[]) => calls.map(({ id }) => id)
const kinds: readonly OutboxKind[] = ['refund.send', 'payout.send']
const sendable = (ledger: Ledger, now = noon, limit = 10) => idsOf(ledger.listSendable({ kinds, now, limit }))

/** Notes how SQLite goes about every query of the outbox that is prepared from now on. */
function explainOutboxQueries(database: Database, plans: string[]): void {
  const prepare = database.prepare.bind(database)
  const explain = (sql: string) => {
    if (/^SELECT[^]*FROM outbox/.test(sql) && database.pragma('user_version', { simple: true }) !== 0)
      for (const row of prepare<[], { detail: string }>(
        `EXPLAIN QUERY PLAN ${sql.replaceAll(/\?\d*/g, '1').replace('json_each(1)', "json_each('[]')")}`,
      ).all())
        plans.push(row.detail)
    return prepare(sql)
  }
  Object.assign(database, { prepare: explain })
}

describe('listSendable', () => {
  it('names the first of each subject, those that are due longest first, as many as asked for', () => {
    const ledger = openTestLedger()
    for (const [id, subject] of [
      ['a1', 'a'],
      ['a2', 'a'],
      ['b1', 'b'],
      ['c1', 'c'],
    ] as const)
      queue(ledger, id, subject)
    move(ledger, 'a1', { nextAt: noon - 1_000 })
    move(ledger, 'b1', { nextAt: noon - 2_000 })
    expect(sendable(ledger)).toEqual(['b1', 'a1', 'c1'])
    expect(sendable(ledger, noon, 2)).toEqual(['b1', 'a1'])
    move(ledger, 'a1', { state: 'done', endedAt: noon, endedBecause: 'done' })
    expect(sendable(ledger)).toEqual(['b1', 'a2', 'c1'])
  })

  it.each([
    ['is being sent', { state: 'sending' }],
    ['needs a decision', { state: 'dead' }],
    ['waits for its time', { nextAt: noon + 1 }],
  ] as const)('names nothing of a subject whose first call %s', (_, to) => {
    const ledger = openTestLedger()
    queue(ledger, 'a1', 'a')
    queue(ledger, 'a2', 'a')
    move(ledger, 'a1', to)
    expect(sendable(ledger)).toEqual([])
  })

  it('names only kinds that somebody sends', () => {
    const ledger = openTestLedger()
    queue(ledger, 'a1', 'a', 'rule.create')
    queue(ledger, 'b1', 'b', 'payout.send')
    expect(sendable(ledger)).toEqual(['b1'])
    expect(ledger.listSendable({ kinds: [], now: noon, limit: 10 })).toEqual([])
    expect(ledger.nextSendableAt(['rule.delete'])).toBeUndefined()
    expect(ledger.nextSendableAt(['rule.create'])).toBe(noon)
  })

  it('takes a pause that no pause can be for the work of a clock that was set back', () => {
    const ledger = openTestLedger()
    queue(ledger, 'a1', 'a')
    move(ledger, 'a1', { nextAt: noon + delayMaxMs })
    expect(sendable(ledger)).toEqual([])
    expect(sendable(ledger, noon - 1)).toEqual(['a1'])
  })
})

describe('listQueued', () => {
  it('pages what waits oldest first and what has ended newest first, each to its end', () => {
    const ledger = openTestLedger()
    for (let index = 0; index < 7; index += 1) queue(ledger, `a${index}`, `s${index}`)
    for (const id of ['a1', 'a3', 'a5'])
      move(ledger, id, { state: 'done', endedAt: noon, endedBecause: 'done' })
    const all = (ended: boolean) => {
      const found: string[] = []
      let after: number | undefined
      do {
        const page = ledger.listQueued({ ended, after, limit: 2 })
        expect(page.calls.length).toBeLessThanOrEqual(2)
        found.push(...idsOf(page.calls))
        after = page.next
      } while (after !== undefined)
      return found
    }
    expect(all(false)).toEqual(['a0', 'a2', 'a4', 'a6'])
    expect(all(true)).toEqual(['a5', 'a3', 'a1'])
  })
})

describe('countQueued', () => {
  it('counts what waits apart from what needs a decision, and dates the oldest of both', () => {
    const ledger = openTestLedger()
    expect(ledger.countQueued()).toEqual({ waiting: 0, dead: 0 })
    for (const id of ['a', 'b', 'c', 'd']) queue(ledger, id, id)
    move(ledger, 'a', { state: 'dead' })
    move(ledger, 'b', { state: 'sending' })
    move(ledger, 'c', { state: 'done', endedAt: noon, endedBecause: 'done' })
    expect(ledger.countQueued()).toEqual({ waiting: 2, dead: 1, oldestAt: noon })
    expect(idsOf(ledger.listSending())).toEqual(['b'])
  })
})

describe('the outbox of a shop with a long past', () => {
  it('never goes through all that has ended to find what has not', () => {
    const plans: string[] = []
    const ledger = openTestLedger({}, { onFileOpen: (database) => explainOutboxQueries(database, plans) })
    const query = { kinds, now: noon, limit: 8 }
    ledger.listSendable(query)
    ledger.nextSendableAt(kinds)
    ledger.countQueued()
    ledger.listSending()
    ledger.firstQueuedOf('a')
    ledger.findQueued('a')
    for (const ended of [true, false]) ledger.listQueued({ ended, limit: 50 })
    expect(plans.length).toBeGreaterThan(10)
    // Every look at the table goes by an index that holds the few rows it is about, or by the id.
    const looks = plans.filter((plan) => /^(SCAN|SEARCH) (call|earlier|outbox)\b/.test(plan))
    expect(looks.length).toBeGreaterThan(8)
    expect(looks.filter((plan) => !/INDEX (outbox_|sqlite_autoindex_outbox)/.test(plan))).toEqual([])
  })
})
