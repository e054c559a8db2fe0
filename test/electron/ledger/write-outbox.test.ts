import { describe, expect, it } from 'vitest'
import { openLedger } from '../../../electron/ledger/open-ledger.ts'
import type { Ledger } from '../../../electron/ledger/port.ts'
import { restoreLedger } from '../../../electron/ledger/restore-ledger.ts'
import { silentLog } from '../../../electron/platform/log.ts'
import type { NewOutboxCall } from '../../../shared/domain/outbox/outbox-call.ts'
import { outboxLimits } from '../../../shared/domain/outbox/outbox-limits.ts'
import { isPosError } from '../../../shared/errors/pos-error.ts'
import { openRaw } from './support/raw-file.ts'
import {
  countingIds,
  openTestLedger,
  temporaryFolder,
  testClock,
  testOptions,
  unsynced,
} from './support/test-ledger.ts'

const call: NewOutboxCall = {
  id: 'ref_1',
  kind: 'refund.send',
  subject: 'refund:1',
  body: { to: '0xabc', amount: '12.50' },
}

function queue(ledger: Ledger, ...calls: readonly NewOutboxCall[]): void {
  ledger.transact((transaction) => {
    for (const each of calls) transaction.enqueue(each)
  })
}

function codeOf(work: () => unknown): string | undefined {
  try {
    work()
    return undefined
  } catch (error) {
    return isPosError(error) ? error.code : String(error)
  }
}

const cancel = (ledger: Ledger, id: string): boolean =>
  ledger.transact((transaction) => transaction.cancelQueued(id))

describe('enqueue', () => {
  it('keeps a call as it was handed over, whatever the order of its parts', () => {
    const ledger = openTestLedger()
    queue(ledger, call, { ...call, body: { amount: '12.50', to: '0xabc' } })
    expect(ledger.findQueued('ref_1')).toEqual({
      ...call,
      state: 'pending',
      attempts: 0,
      createdAt: testClock().now(),
      nextAt: testClock().now(),
    })
    expect(ledger.countQueued()).toMatchObject({ waiting: 1 })
  })

  it.each([
    { kind: 'payout.send' as const },
    { subject: 'refund:2' },
    { body: { to: '0xabc', amount: '12.51' } },
  ])('refuses the same id for other content: %o', (other) => {
    const ledger = openTestLedger()
    queue(ledger, call)
    expect(codeOf(() => queue(ledger, { ...call, ...other }))).toBe('ledger.keyConflict')
    expect(ledger.findQueued('ref_1')).toMatchObject(call)
  })

  it.each([{ id: '' }, { subject: '' }, { id: 'x'.repeat(201) }, { body: { note: 'x'.repeat(20_000) } }])(
    'takes no call without a name, nor one that is too long',
    (other) => {
      const ledger = openTestLedger()
      expect(codeOf(() => queue(ledger, { ...call, ...other }))).toBe('invariant.broken')
      expect(ledger.countQueued()).toEqual({ waiting: 0, dead: 0 })
    },
  )

  it('refuses more than a shop can mean, and takes more again once something has ended', () => {
    const ledger = openTestLedger({}, unsynced)
    const all = Array.from({ length: outboxLimits.openMax }, (_, index) => ({ ...call, id: `ref_${index}` }))
    queue(ledger, ...all)
    expect(codeOf(() => queue(ledger, { ...call, id: 'one_more' }))).toBe('outbox.full')
    queue(ledger, call)
    expect(cancel(ledger, 'ref_1')).toBe(true)
    queue(ledger, { ...call, id: 'one_more' })
    expect(ledger.findQueued('one_more')?.state).toBe('pending')
  })

  it('tells of a change once it is kept, and of nothing that is not', () => {
    const ledger = openTestLedger()
    const heard: (string | undefined)[] = []
    const stop = ledger.onQueueChanged(() => heard.push(ledger.findQueued('ref_1')?.state))
    codeOf(() =>
      ledger.transact((transaction) => {
        transaction.enqueue(call)
        throw new Error('Not after all')
      }),
    )
    queue(ledger, call)
    queue(ledger, call)
    cancel(ledger, 'ref_1')
    cancel(ledger, 'ref_1')
    stop()
    queue(ledger, { ...call, id: 'ref_2' })
    expect(heard).toEqual(['pending', 'dead'])
  })
})

describe('cancelQueued', () => {
  it('calls off what has never left, once', () => {
    const ledger = openTestLedger()
    queue(ledger, call)
    expect([cancel(ledger, 'ref_1'), cancel(ledger, 'ref_1'), cancel(ledger, 'ref_2')]).toEqual([
      true,
      false,
      false,
    ])
    expect(ledger.findQueued('ref_1')).toMatchObject({ state: 'dead', endedBecause: 'cancelled' })
    expect(ledger.listSendable({ kinds: ['refund.send'], now: testClock().now(), limit: 10 })).toEqual([])
  })

  it('knows a restored call for one that the replaced ledger may have sent', async () => {
    const directory = temporaryFolder()
    const backup = `${temporaryFolder()}/backup.db`
    const ledger = openLedger(testOptions(directory))
    queue(ledger, call)
    await ledger.backup(backup)
    ledger.close()
    await restoreLedger({
      directory,
      from: backup,
      clock: testClock(),
      ids: { ...countingIds(), next: (prefix) => `${prefix}_restored` },
      log: silentLog,
      product: 'test',
    })
    const restored = openLedger(testOptions(directory))
    expect(restored.findQueued('ref_1')).toMatchObject({ ...call, state: 'pending', attempts: 1 })
    expect(cancel(restored, 'ref_1')).toBe(false)
    restored.close()
  })
})

describe('the file of the outbox', () => {
  it('lets nobody take a call out, or change one that has ended', () => {
    const directory = temporaryFolder()
    const ledger = openLedger(testOptions(directory))
    queue(ledger, call)
    cancel(ledger, 'ref_1')
    ledger.close()
    const database = openRaw(directory)
    expect(() => database.exec('DELETE FROM outbox')).toThrow('a call is never deleted')
    expect(() => database.exec("UPDATE outbox SET state = 'pending', ended_at = NULL")).toThrow(
      'a call ends once',
    )
    database.close()
  })
})
