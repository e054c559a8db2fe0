import { describe, expect, it } from 'vitest'
import { sales } from '../../../../renderer/src/i18n/en/sales.ts'
import { timelineLines } from '../../../../renderer/src/screens/sales/timeline-words.ts'
import { arrivalKinds } from '../../../../shared/domain/arrival/arrival.ts'
import { caseKinds } from '../../../../shared/domain/cases/case.ts'
import type { EntryType } from '../../../../shared/domain/ledger/journal-entry.ts'
import { invoiceException } from '../../../../shared/contract/sale-views.ts'

const told = [
  'sale.opened',
  'invoice.opened',
  'invoice.extended',
  'invoice.detected',
  'invoice.confirmed',
  'invoice.settled',
  'invoice.reverted',
  'invoice.reopened',
  'invoice.expired',
  'invoice.voided',
  'payment.detected',
  'payment.confirmed',
  'payment.settled',
  'payment.orphaned',
  'arrival.orphaned',
  'arrival.capped',
  'case.joined',
  'case.reopened',
  'case.assigned',
  'case.noted',
] as const satisfies readonly EntryType[]

const entry = (type: string, facts: Record<string, string> = {}) => ({
  seq: 7,
  at: 1_000,
  actor: 'Ana',
  type,
  hash: 'ab'.repeat(32),
  facts,
})
const sentences: Readonly<Record<string, string>> = sales.timeline
const textOf = (key: string): string | undefined => sentences[key.replace('sales.timeline.', '')]

describe('timelineLines', () => {
  it.each(told)('has a sentence for %s', (type) => {
    const [line] = timelineLines([entry(type)])
    expect(line?.sentence.key).not.toBe('sales.timeline.unknown')
    expect(textOf(line?.sentence.key ?? '')).toEqual(expect.stringMatching(/\.$/))
  })

  it.each(invoiceException.options)('says what was noted: %s', (exception) => {
    const [line] = timelineLines([entry('invoice.noted', { exception })])
    expect(textOf(line?.sentence.key ?? '')).toEqual(expect.stringMatching(/\.$/))
  })

  it.each([
    ...arrivalKinds.map((kind) => ['arrival.recorded', { kind }] as const),
    ...caseKinds.map((kind) => ['case.opened', { kind }] as const),
    ...['person', 'till'].map((by) => ['case.resolved', { by }] as const),
    ...['same', 'missing', 'different'].map((says) => ['payment.witnessed', { says }] as const),
  ])('has a sentence for %s with %j', (type, facts) => {
    const [line] = timelineLines([entry(type, facts)])
    expect(line?.sentence.key).not.toBe('sales.timeline.unknown')
    expect(textOf(line?.sentence.key ?? '')).toEqual(expect.stringMatching(/\.$/))
  })

  it('names an entry of a kind it does not know', () => {
    const [line] = timelineLines([entry('voucher.issued')])
    expect(line?.sentence).toMatchObject({
      key: 'sales.timeline.unknown',
      values: { type: 'voucher.issued' },
    })
  })

  it('tells who, how much, where and in which block', () => {
    const [line] = timelineLines([
      entry('payment.detected', {
        amount: '18.40 USDC',
        network: 'Practice Fast',
        block: '12345',
        txHash: '0xabc',
      }),
    ])
    expect(line).toMatchObject({
      tone: 'detected',
      sentence: { key: 'sales.timeline.payment_detected', values: { amount: '18.40 USDC', actor: 'Ana' } },
      network: 'Practice Fast',
      block: '12345',
      txHash: '0xabc',
    })
  })

  it('keeps the order of the journal', () => {
    const lines = timelineLines([entry('sale.opened'), { ...entry('invoice.opened'), seq: 8 }])
    expect(lines.map((line) => line.seq)).toEqual([7, 8])
  })
})
