import { describe, expect, it } from 'vitest'
import { formatSaleNumber } from '../../../../renderer/src/screens/sales/sale-number.ts'

describe('formatSaleNumber', () => {
  it('counts with six digits, and more when they are needed', () => {
    expect([12, 1_234_567].map(formatSaleNumber)).toEqual(['S-000012', 'S-1234567'])
  })
})
