import { describe, expect, it } from 'vitest'
import type { Payment, PaymentWitness } from '../../../../shared/domain/payment/payment.ts'
import {
  denialsOf,
  hasWitness,
  isLeftInDoubt,
  testimonyOf,
  type WitnessCircle,
} from '../../../../shared/domain/payment/witnesses.ts'
import { hashOf, paymentOf } from '../verdict/scene.ts'

const own = 'https://node.test/key'
const other = 'https://other.example/v2/key'
const third = 'https://third.example:8443'
const here = hashOf(1_010)

function heard(
  ...words: readonly (readonly [string, PaymentWitness['says'], Payment['blockHash']?])[]
): Payment {
  const witnesses = words.map(([source, says, blockHash = here]) => ({ source, says, blockHash, at: 0 }))
  return paymentOf({}, { source: 'node.test', witnesses })
}

describe('testimonyOf', () => {
  const denies = heard(['other.example', 'missing'])
  const mixed = heard(['other.example', 'missing'], ['third.example:8443', 'same'])
  const rows: readonly (readonly [string, Payment, WitnessCircle, string, boolean])[] = [
    ['nobody was asked', heard(), { endpoints: [own, other] }, 'none', false],
    ['a configured source denies it', denies, { endpoints: [own, other] }, 'denied', false],
    ['the source that denied it was removed', denies, { endpoints: [own] }, 'none', true],
    ['another took its place', denies, { endpoints: [own, third] }, 'none', true],
    [
      'it was put back with another key',
      denies,
      { endpoints: [own, 'https://other.example/new'] },
      'denied',
      false,
    ],
    [
      'its port is said where none is needed',
      denies,
      { endpoints: [own, 'https://other.example:443'] },
      'denied',
      false,
    ],
    [
      'another port of its name is another source',
      denies,
      { endpoints: ['https://other.example:8443'] },
      'none',
      true,
    ],
    ['one denies it and one confirms it', mixed, { endpoints: [own, other, third] }, 'denied', false],
    [
      'the one that denied it was removed, one confirms it',
      mixed,
      { endpoints: [own, third] },
      'same',
      false,
    ],
    [
      'the one that confirmed it was removed',
      heard(['other.example', 'same']),
      { endpoints: [own] },
      'same',
      false,
    ],
    ['nothing is known of the endpoints', denies, {}, 'denied', false],
    ['the chain has lost all of them', denies, { endpoints: [] }, 'none', true],
    [
      'it denied another block',
      heard(['other.example', 'missing', hashOf(9)]),
      { endpoints: [own, other] },
      'none',
      false,
    ],
    [
      'a port of this machine confirms it',
      heard(['second.node.test', 'same']),
      { endpoints: [own] },
      'none',
      false,
    ],
  ]
  it.each(rows)('%s', (_, payment, circle, testimony, isInDoubt) => {
    expect(testimonyOf(payment, circle)).toBe(testimony)
    expect(denialsOf(payment, circle)).toEqual(testimony === 'denied' ? ['other.example'] : [])
    expect(isLeftInDoubt(payment, circle)).toBe(isInDoubt)
  })
})

describe('hasWitness', () => {
  const local = paymentOf({}, { source: '127.0.0.1:8545' })
  const ports = ['http://127.0.0.1:8545', 'http://127.0.0.1:8546']
  it.each<readonly [string, Payment, WitnessCircle, boolean]>([
    ['only the source itself', heard(), { endpoints: [own] }, false],
    ['a second one of the same operator', heard(), { endpoints: [own, 'https://second.node.test'] }, false],
    ['one of another operator', heard(), { endpoints: [own, other] }, true],
    ['the source was removed, another is there', heard(), { endpoints: [other] }, true],
    ['two ports of this machine', local, { endpoints: ports }, false],
    [
      'two ports of this machine, where no real money is at stake',
      local,
      { endpoints: ports, testnet: true },
      true,
    ],
    ['nothing is known', heard(), {}, true],
  ])('%s', (_, payment, circle, expected) => {
    expect(hasWitness(payment, circle)).toBe(expected)
  })
})
