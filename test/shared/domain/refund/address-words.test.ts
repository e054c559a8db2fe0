import { describe, expect, it } from 'vitest'
import {
  foldAddressWords,
  foldSanctions,
  type AddressWord,
} from '../../../../shared/domain/refund/address-words.ts'
import type { SanctionsWord } from '../../../../shared/domain/refund/return-address.ts'

function says(isListed: boolean | undefined, rest: Partial<AddressWord> = {}): AddressWord {
  const listed = isListed === undefined ? {} : { isListed }
  return { source: 'a', block: 1, code: 'none', sent: 1, isFrozen: false, ...listed, ...rest }
}

describe('foldAddressWords', () => {
  it.each<[string, readonly (boolean | undefined)[], SanctionsWord]>([
    ['nobody answers', [], 'silent'],
    ['the only one says no', [false], 'clear'],
    ['both say no', [false, false], 'clear'],
    ['the only one says yes', [true], 'listed'],
    ['both say yes', [true, true], 'listed'],
    ['they contradict each other', [true, false], 'disputed'],
    ['one finds no list there', [false, undefined], 'disputed'],
    ['nobody finds a list there', [undefined, undefined], 'disputed'],
    ['one says yes and one finds no list', [true, undefined], 'listed'],
  ])('where %s', (_, answers, word) => {
    const words = answers.map((answer) => says(answer))
    expect(foldAddressWords(words, true).sanctions).toBe(word)
    expect(foldAddressWords(words, false).sanctions).toBe('noOracle')
  })

  it('believes the worst of the account, because who knows less is behind', () => {
    const words = [
      says(false, { sent: 2 }),
      says(false, { code: 'delegated', sent: 9, isFrozen: true }),
      says(false, { code: 'contract' }),
    ]
    expect(foldAddressWords(words, true).account).toEqual({ code: 'contract', sent: 9, isFrozen: true })
    expect(foldAddressWords([], true)).toEqual({ sanctions: 'silent' })
  })
})

describe('foldSanctions', () => {
  it.each<[readonly SanctionsWord[], SanctionsWord]>([
    [[], 'noOracle'],
    [['clear'], 'clear'],
    [['clear', 'silent'], 'clear'],
    [['clear', 'listed'], 'listed'],
    [['silent', 'listed'], 'listed'],
    [['silent', 'clear'], 'silent'],
    [['disputed', 'clear'], 'disputed'],
    [['clear', 'disputed'], 'disputed'],
  ])('%j is %s', (lists, word) => {
    expect(foldSanctions(lists)).toBe(word)
  })
})
