import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  bankOf,
  bankProblems,
  emptyBank,
  fieldsOf,
  isRoutingNumber,
  type BankDraft,
} from '../../../../renderer/src/screens/payouts/bank-draft.ts'
import { banksContract } from '../../../../shared/contract/payouts.ts'

const wire: BankDraft = {
  ...emptyBank,
  name: ' House bank ',
  companyName: 'Harbour Coffee LLC',
  accountNumber: '0001 2345 6789',
  routingNumber: '021000021',
  bankName: 'First Bank',
}

describe('isRoutingNumber', () => {
  it.each([
    ['021000021', true],
    ['011401533', true],
    ['021000022', false],
    ['02100002', false],
    ['O21000021', false],
  ])('says of %s: %s', (text, is) => {
    expect(isRoutingNumber(text)).toBe(is)
  })

  it('notices every single digit that is mistyped', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 8 }), fc.integer({ min: 1, max: 9 }), (place, by) => {
        const digits = Array.from('021000021', Number)
        digits[place] = ((digits[place] ?? 0) + by) % 10
        expect(isRoutingNumber(digits.join(''))).toBe(false)
      }),
    )
  })
})

describe('bankProblems', () => {
  it('asks for every field of an empty form', () => {
    expect(Object.keys(bankProblems(emptyBank))).toEqual(fieldsOf(emptyBank))
  })

  it.each([
    [{ accountNumber: '12' }, { accountNumber: 'accountNumber' }],
    [{ routingNumber: '123456789' }, { routingNumber: 'aba' }],
    [{ routing: 'SWIFT', routingNumber: 'DEUTDE' }, { routingNumber: 'swift' }],
    [{ routing: 'SWIFT', routingNumber: 'deutdeff' }, {}],
    [{ ownerPlace: { ...wire.ownerPlace, country: 'US' } }, { ownerCountry: 'country' }],
    [{ bankPlace: { ...wire.bankPlace, country: '' } }, { bankCountry: 'country' }],
    [{ network: 'CUBIX' }, { accountId: 'missing' }],
    [{ network: 'CUBIX', accountId: 'a b' }, { accountId: 'accountId' }],
    [{ owner: 'person' }, { firstName: 'missing', lastName: 'missing' }],
  ] as const)('finds what is wrong with %o', (part, problems) => {
    expect(bankProblems({ ...wire, ...part })).toEqual(problems)
  })
})

describe('bankOf', () => {
  it('hands over nothing while something is wrong', () => {
    expect(bankOf({ ...wire, bankName: '' })).toBeUndefined()
  })

  it.each([wire, { ...wire, network: 'CUBIX', accountId: 'cubix-12' } as const])(
    'hands over what the terminal takes',
    (draft) => {
      const input = { key: 'key-1', ...bankOf(draft) }
      expect(banksContract.add['~orpc'].inputSchema?.['~standard'].validate(input)).not.toHaveProperty(
        'issues',
      )
    },
  )

  it('leaves out parts of an address that nobody typed', () => {
    const bank = bankOf({ ...wire, bankPlace: { ...wire.bankPlace, city: ' New York ' } })
    expect(bank).toMatchObject({
      name: 'House bank',
      details: { bankAddress: { country: 'USA', city: 'New York' } },
    })
    expect(bank?.details).not.toHaveProperty('bankAddress.zipCode')
  })
})
