import { describe, expect, it } from 'vitest'
import { typeAmount } from '../../../renderer/src/components/type-amount.ts'

describe('typeAmount', () => {
  it('drops zeros in front and stops at twelve digits', () => {
    expect(typeAmount('', '00')).toBe('')
    expect(typeAmount('12', '5')).toBe('125')
    expect(typeAmount('123456789012', '3')).toBe('123456789012')
  })
})
