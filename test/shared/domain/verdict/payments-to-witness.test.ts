import { describe, expect, it } from 'vitest'
import type { Payment, PaymentWitness } from '../../../../shared/domain/payment/payment.ts'
import { paymentsToWitness } from '../../../../shared/domain/verdict/payments-to-witness.ts'
import { factsOf, hashOf, paymentOf, sceneChains } from './scene.ts'

const two = [{ chain: 'fast', require: { kind: 'depth', blocks: 1 }, minSeconds: 0, sources: 2 }] as const
const word = (changes: Partial<PaymentWitness> = {}): PaymentWitness => ({
  source: 'other.example',
  blockHash: hashOf(1_010),
  says: 'same',
  at: 0,
  ...changes,
})

describe('paymentsToWitness', () => {
  const rows: readonly (readonly [string, Partial<Payment>, boolean])[] = [
    ['nobody was asked', {}, true],
    ['somebody else holds it', { witnesses: [word()] }, false],
    ['what was said is of another block', { witnesses: [word({ blockHash: hashOf(9) })] }, true],
    ['the same operator holds it', { witnesses: [word({ source: 'second.node.test' })] }, true],
    ['the very source holds it', { witnesses: [word({ source: 'node.test' })] }, true],
    ['somebody denies it', { witnesses: [word({ says: 'missing' })] }, true],
    [
      'one holds it and one has another',
      { witnesses: [word(), word({ source: 'c.example', says: 'different' })] },
      true,
    ],
    ['it is released', { status: 'confirmed' }, false],
    ['it is released, and denied', { status: 'confirmed', witnesses: [word({ says: 'missing' })] }, true],
    ['it is final', { status: 'settled', witnesses: [word({ says: 'missing' })] }, false],
    ['its block is gone', { status: 'orphaned' }, false],
    ['nobody asked for its token', { currency: 'FAKE.fast' }, false],
  ]
  it.each(rows)('%s', (_, changes, isAsked) => {
    const facts = factsOf({ payments: [paymentOf({}, changes)], rules: two })
    expect(paymentsToWitness(facts)).toHaveLength(isAsked ? 1 : 0)
  })

  it('asks nobody where one source is enough, unless somebody denies it', () => {
    expect(paymentsToWitness(factsOf({ payments: [paymentOf()] }))).toEqual([])
    const denied = paymentOf({}, { witnesses: [word({ says: 'different' })] })
    expect(paymentsToWitness(factsOf({ payments: [denied] }))).toEqual([denied])
  })

  it('takes two ports of this machine for two sources where no real money is at stake, and nowhere else', () => {
    const payment = paymentOf(
      {},
      { source: '127.0.0.1:8545', witnesses: [word({ source: '127.0.0.1:8546' })] },
    )
    const facts = factsOf({ payments: [payment], rules: two })
    const chains = new Map([...sceneChains].map(([key, timing]) => [key, { ...timing, testnet: true }]))
    expect(paymentsToWitness(facts)).toHaveLength(1)
    expect(paymentsToWitness({ ...facts, chains })).toEqual([])
  })
})
