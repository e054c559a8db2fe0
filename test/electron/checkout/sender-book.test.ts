import { describe, expect, it } from 'vitest'
import { isSameSender, openSenderBook } from '../../../electron/checkout/sender-book.ts'
import type { Hash } from '../../../shared/domain/tokens/token.ts'

const address = '0x8ba1f109551bD432803012645Ac136ddd64DBA72'
const lower = '0x8ba1f109551bd432803012645ac136ddd64dba72'
const hashOf = (index: number): Hash => `0x${index.toString(16).padStart(64, '0')}`

describe('openSenderBook', () => {
  it('keeps who sent a transaction on each chain, and forgets the oldest of too many', () => {
    const book = openSenderBook()
    for (let nonce = 0; nonce <= 10_000; nonce += 1) book.learn('fast', hashOf(nonce), { address, nonce })
    expect(book.find('fast', hashOf(0))).toBeUndefined()
    expect(book.find('fast', hashOf(10_000))).toEqual({ address, nonce: 10_000 })
    expect(book.find('slow', hashOf(10_000))).toBeUndefined()
  })
})

describe('isSameSender', () => {
  it('compares address and number, however the address is spelled', () => {
    expect(isSameSender({ address, nonce: 1 }, { address: lower, nonce: 1 })).toBe(true)
    expect(isSameSender({ address, nonce: 1 }, { address, nonce: 2 })).toBe(false)
  })
})
