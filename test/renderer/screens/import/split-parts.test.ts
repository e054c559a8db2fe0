import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { importLimits, splitParts } from '../../../../renderer/src/screens/import/split-parts.ts'

const small = { partChars: 4, partsMax: 1_000 }

describe('splitParts', () => {
  it('loses no character and keeps every part within its limit', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
        const parts = splitParts(text, small)
        expect(parts?.join('')).toBe(text)
        for (const part of parts ?? []) expect(part.length).toBeLessThanOrEqual(4)
      }),
    )
  })

  it('never cuts inside a character', () => {
    expect(splitParts('abc😀d', small)).toEqual(['abc', '😀d'])
  })

  it('gives one part for an empty file, which the terminal then refuses by its content', () => {
    expect(splitParts('')).toEqual([''])
  })

  it('refuses more than the terminal takes', () => {
    expect(splitParts('x'.repeat(9), { partChars: 4, partsMax: 2 })).toBeUndefined()
    expect(splitParts('x'.repeat(importLimits.partChars + 1))?.length).toBe(2)
  })
})
