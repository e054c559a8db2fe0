import { describe, expect, it } from 'vitest'
import { saleStateOf, saleToneOf } from '../../../../renderer/src/screens/sales/sale-state.ts'
import { invoiceStatus } from '../../../../shared/contract/sale-views.ts'

describe('saleStateOf', () => {
  it.each(invoiceStatus.options)('has a word and a look for %s', (status) => {
    expect(saleToneOf(saleStateOf({ status, answer: 'notPaid' }))).toEqual(expect.any(String))
  })

  it('says that it cannot tell before anything else', () => {
    expect(saleStateOf({ status: 'open', answer: 'cannotTell' })).toBe('cannotTell')
  })
})
