import { describe, expect, it, vi } from 'vitest'
import type { LedgerTransaction } from '../../../electron/ledger/port.ts'
import type { JournalEntry, NewEntry } from '../../../shared/domain/ledger/journal-entry.ts'
import type { Posting } from '../../../shared/domain/ledger/posting.ts'
import { isPosError } from '../../../shared/errors/pos-error.ts'
import { makeSale } from './support/made-sale.ts'
import { noon, openTestLedger, testClock } from './support/test-ledger.ts'

const staff = (id: string, key?: string): NewEntry => ({
  type: 'staff.added',
  subject: { kind: 'staff', id },
  actor: 'staff_owner',
  body: { id, name: id, role: 'cashier', active: true },
  ...(key === undefined ? {} : { key }),
})

function codeOf(work: () => unknown): string {
  try {
    work()
  } catch (error) {
    return isPosError(error) ? error.code : String(error)
  }
  return 'nothing thrown'
}

describe('append', () => {
  it('numbers, dates and chains entries', () => {
    const ledger = openTestLedger()
    const [first, second] = ledger.transact((transaction) => [
      transaction.append(staff('a')).entry,
      transaction.append(staff('b')).entry,
    ])
    expect(second?.seq).toBe((first?.seq ?? 0) + 1)
    expect(second?.prev).toBe(first?.hash)
    expect(second?.at).toBe(noon)
    expect(ledger.head()).toEqual({ seq: second?.seq, hash: second?.hash, at: noon })
    expect(ledger.entriesAfter((first?.seq ?? 0) - 1, 10)).toEqual([first, second])
  })

  it('never dates an entry before the one before it, and says how far the clock is behind', () => {
    const clock = testClock()
    const ledger = openTestLedger({ clock })
    ledger.transact((transaction) => transaction.append(staff('a')))
    clock.set(noon - 3_600_000)
    expect(ledger.clockBehindMs()).toBe(3_600_000)
    const { entry } = ledger.transact((transaction) => transaction.append(staff('b')))
    expect(entry.at).toBe(noon)
    clock.set(noon + 5)
    expect(ledger.clockBehindMs()).toBe(0)
    expect(ledger.transact((transaction) => transaction.append(staff('c'))).entry.at).toBe(noon + 5)
  })

  it('gives the first entry when the same key comes with the same content, whoever asks and whenever', () => {
    const clock = testClock()
    const ledger = openTestLedger({ clock })
    const sale = makeSale(1)
    const first = ledger.transact((transaction) => {
      transaction.append(sale.opened)
      transaction.append(sale.invoiced)
      return transaction.append({ ...sale.detected, key: 'seen' })
    })
    clock.set(noon + 60_000)
    const head = ledger.head()
    const again = ledger.transact((transaction) =>
      transaction.append({ ...sale.detected, key: 'seen', actor: 'somebody else' }),
    )
    expect(first.repeated).toBe(false)
    expect(again).toEqual({ entry: first.entry, repeated: true })
    expect(ledger.head()).toEqual(head)
    expect(ledger.findByKey('seen')).toEqual(first.entry)
  })

  const posting: Posting = { account: 'sales', currency: 'USD', amountMinor: 1n }
  const pair: readonly Posting[] = [posting, { ...posting, account: 'discounts', amountMinor: -1n }]
  const conflicts: readonly [string, NewEntry][] = [
    [
      'another body',
      { ...staff('a', 'key'), body: { id: 'a', name: 'x', role: 'cashier', active: true } } as NewEntry,
    ],
    ['another type', { ...staff('a', 'key'), type: 'staff.changed' } as NewEntry],
    ['another subject', { ...staff('a', 'key'), subject: { kind: 'staff', id: 'b' } }],
    ['another kind of subject', { ...staff('a', 'key'), subject: { kind: 'ledger', id: 'a' } }],
    ['postings where there were none', { ...staff('a', 'key'), postings: pair }],
  ]
  it.each(conflicts)('refuses the same key with %s, and writes nothing', (_, entry) => {
    const ledger = openTestLedger()
    ledger.transact((transaction) => transaction.append(staff('a', 'key')))
    const head = ledger.head()
    expect(codeOf(() => ledger.transact((transaction) => transaction.append(entry)))).toBe(
      'ledger.keyConflict',
    )
    expect(ledger.head()).toEqual(head)
  })

  it('refuses the same key with other postings', () => {
    const ledger = openTestLedger()
    ledger.transact((transaction) => transaction.append({ ...staff('a', 'key'), postings: pair }))
    const other = pair.map((part) => ({ ...part, amountMinor: part.amountMinor * 2n }))
    expect(
      codeOf(() =>
        ledger.transact((transaction) => transaction.append({ ...staff('a', 'key'), postings: other })),
      ),
    ).toBe('ledger.keyConflict')
  })

  it('refuses postings that do not sum to zero in every currency', () => {
    const ledger = openTestLedger()
    const crossed: readonly Posting[] = [posting, { ...posting, currency: 'EUR', amountMinor: -1n }]
    for (const postings of [[posting], crossed]) {
      expect(
        codeOf(() => ledger.transact((transaction) => transaction.append({ ...staff('a'), postings }))),
      ).toBe('ledger.unbalanced')
    }
    expect(ledger.balances()).toEqual([])
  })

  it('keeps balances of 18-decimal tokens that overflow 64 bits', () => {
    const ledger = openTestLedger()
    const huge = 10n ** 30n + 7n
    const postings = (amountMinor: bigint): readonly Posting[] => [
      { account: 'clearing:slow', currency: 'USDP.slow', amountMinor },
      { account: 'customers:unmatched', currency: 'USDP.slow', amountMinor: -amountMinor },
    ]
    for (const amount of [huge, huge, -1n])
      ledger.transact((transaction) => transaction.append({ ...staff('a'), postings: postings(amount) }))
    expect(ledger.balances()).toEqual([
      { account: 'clearing:slow', currency: 'USDP.slow', amountMinor: 2n * huge - 1n },
      { account: 'customers:unmatched', currency: 'USDP.slow', amountMinor: 1n - 2n * huge },
    ])
    expect(ledger.postingsOf(ledger.head().seq)).toEqual(postings(-1n))
    expect(ledger.verify().ok).toBe(true)
  })

  it('refuses an entry without an actor, a subject or with an empty key', () => {
    const ledger = openTestLedger()
    const entries = [{ ...staff('a'), actor: '' }, staff(''), staff('a', '')]
    for (const entry of entries)
      expect(codeOf(() => ledger.transact((transaction) => transaction.append(entry)))).toBe(
        'invariant.broken',
      )
  })
})

describe('transact', () => {
  it('keeps nothing of a transaction whose work throws', () => {
    const ledger = openTestLedger()
    const head = ledger.head()
    expect(() =>
      ledger.transact((transaction) => {
        transaction.append(staff('a'))
        transaction.saveNote('seen', '1')
        transaction.savePinHash('a', 'hash')
        throw new Error('no')
      }),
    ).toThrow('no')
    expect(ledger.head()).toEqual(head)
    expect([ledger.staff(), ledger.findNote('seen'), ledger.pinHash('a')]).toEqual([[], undefined, undefined])
  })

  it('lets the work read what it has just written, and the rest of the world only after the commit', () => {
    const ledger = openTestLedger()
    const sale = makeSale(1)
    ledger.transact((transaction) => {
      for (const entry of sale.story) transaction.append(entry)
      expect(transaction.head().seq).toBe(7)
      expect(transaction.findSaleRow(sale.sale.id)).toMatchObject({ status: 'confirmed', seq: 7 })
      expect(transaction.findSale(sale.sale.id)?.payments).toMatchObject([{ status: 'confirmed' }])
      expect(transaction.listSales({ limit: 5, status: ['confirmed'] }).total).toBe(1)
      expect(transaction.nextSaleNumber()).toBe(2)
      expect(transaction.nextAddressIndex()).toBe(1)
      transaction.append(sale.final)
      transaction.append(sale.settled)
      expect(transaction.findSaleRow(sale.sale.id)).toMatchObject({ status: 'settled', seq: 9 })
    })
    expect(ledger.findSaleRow(sale.sale.id)).toMatchObject({
      status: 'settled',
      paidWith: sale.payment.currency,
    })
  })

  it('is never opened inside another, and the outer one is not kept either', () => {
    const ledger = openTestLedger()
    const head = ledger.head()
    expect(
      codeOf(() =>
        ledger.transact((transaction) => {
          transaction.append(staff('a'))
          ledger.transact(() => undefined)
        }),
      ),
    ).toBe('invariant.broken')
    expect(ledger.head()).toEqual(head)
  })

  it('refuses work that waits for something', () => {
    const ledger = openTestLedger()
    const head = ledger.head()
    expect(
      codeOf(() => ledger.transact(async (transaction) => Promise.resolve(transaction.append(staff('a'))))),
    ).toBe('invariant.broken')
    expect(ledger.head()).toEqual(head)
  })

  it('refuses a transaction that is used after its end', () => {
    const ledger = openTestLedger()
    let kept: LedgerTransaction | undefined
    ledger.transact((transaction) => {
      kept = transaction
    })
    expect(codeOf(() => kept?.append(staff('a')))).toBe('invariant.broken')
    expect(codeOf(() => kept?.saveNote('a', 'b'))).toBe('invariant.broken')
  })

  it('keeps nothing when a write failed half-way and the work went on as if it had not', () => {
    const ledger = openTestLedger()
    const head = ledger.head()
    const sale = makeSale(1)
    expect(
      codeOf(() =>
        ledger.transact((transaction) => {
          transaction.append(staff('a'))
          // The entry is in the journal when the read tables refuse it.
          codeOf(() => transaction.append(sale.detected))
        }),
      ),
    ).toBe('invariant.broken')
    expect(ledger.head()).toEqual(head)
    expect(ledger.verify().ok).toBe(true)
  })

  it('goes on after a refusal that wrote nothing', () => {
    const ledger = openTestLedger()
    ledger.transact((transaction) => {
      transaction.append(staff('a', 'key'))
      expect(codeOf(() => transaction.append(staff('b', 'key')))).toBe('ledger.keyConflict')
      transaction.append(staff('c'))
    })
    expect(ledger.staff().map(({ id }) => id)).toEqual(['a', 'c'])
  })
})

describe('onCommitted', () => {
  it('tells the entries of a commit, after it and in order', () => {
    const ledger = openTestLedger()
    const heard: (readonly JournalEntry[])[] = []
    ledger.onCommitted((entries) => {
      heard.push(entries)
      expect(ledger.head().seq).toBe(entries.at(-1)?.seq)
    })
    ledger.transact((transaction) => {
      transaction.append(staff('a'))
      transaction.append(staff('b'))
      expect(heard).toEqual([])
    })
    expect(heard.map((entries) => entries.map(({ subject }) => subject.id))).toEqual([['a', 'b']])
  })

  it('tells nothing of reads, repeats and failures', () => {
    const ledger = openTestLedger()
    ledger.transact((transaction) => transaction.append(staff('a', 'key')))
    const listener = vi.fn<() => void>()
    ledger.onCommitted(listener)
    ledger.transact((transaction) => transaction.append(staff('a', 'key')))
    ledger.transact((transaction) => transaction.saveNote('a', 'b'))
    expect(() =>
      ledger.transact((transaction) => {
        transaction.append(staff('b'))
        throw new Error('no')
      }),
    ).toThrow('no')
    expect(listener).not.toHaveBeenCalled()
  })

  it('keeps the commit when a listener throws, and tells the others', () => {
    const errors: string[] = []
    const log = {
      info: () => undefined,
      warn: () => undefined,
      error: (message: string) => void errors.push(message),
    }
    const ledger = openTestLedger({ log })
    const listener = vi.fn<() => void>()
    ledger.onCommitted(() => {
      throw new Error('a listener failed')
    })
    ledger.onCommitted(listener)
    ledger.transact((transaction) => transaction.append(staff('a')))
    expect(ledger.staff()).toHaveLength(1)
    expect(listener).toHaveBeenCalledTimes(1)
    expect(errors).toEqual(['a listener of the ledger failed'])
  })

  it('tells every listener in the order of the journal, also when one of them commits more', () => {
    const ledger = openTestLedger()
    const heard: string[] = []
    ledger.onCommitted(([entry]) => {
      if (entry?.subject.id === 'a') ledger.transact((transaction) => transaction.append(staff('b')))
    })
    ledger.onCommitted(([entry]) => heard.push(entry?.subject.id ?? ''))
    ledger.transact((transaction) => transaction.append(staff('a')))
    expect(heard).toEqual(['a', 'b'])
  })

  it('stops when the listener lets go', () => {
    const ledger = openTestLedger()
    const listener = vi.fn<() => void>()
    const stop = ledger.onCommitted(listener)
    stop()
    ledger.transact((transaction) => transaction.append(staff('a')))
    expect(listener).not.toHaveBeenCalled()
  })
})
