import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { feedKey, noBurst, type ScanStep } from '../../../../renderer/src/screens/register/scan-detector.ts'

/** Feeds keys with the same gap between them, and gives every step. */
function feed(keys: readonly string[], gapMs: number): readonly ScanStep[] {
  let burst = noBurst
  return keys.map((key, index) => {
    const step = feedKey(burst, key, 1_000 + index * gapMs)
    burst = step.burst
    return step
  })
}

function scanned(keys: readonly string[], gapMs: number): string | undefined {
  return feed(keys, gapMs).at(-1)?.scanned
}

const ean = Array.from('4006381333931')

describe('feedKey', () => {
  it.each([1, 8, 20, 32])('hears a scanner that sends a key every %i ms', (gapMs) => {
    expect(scanned([...ean, 'Enter'], gapMs)).toBe('4006381333931')
  })

  it.each([60, 90, 150, 400])('hears no scanner in a person who types a key every %i ms', (gapMs) => {
    expect(scanned([...ean, 'Enter'], gapMs)).toBeUndefined()
  })

  it('takes a code that ends with Tab, and one with letters, dashes and shifted keys', () => {
    expect(scanned([...ean, 'Tab'], 10)).toBe('4006381333931')
    expect(scanned(['Shift', 'A', 'B', '-', '1', '2', '3', '4', 'Enter'], 10)).toBe('AB-1234')
  })

  it('leaves short runs to the keypad: an amount typed by a macro is no code', () => {
    expect(scanned([...Array.from('1250'), 'Enter'], 5)).toBeUndefined()
  })

  it('does not count what a person typed before the scan', () => {
    let step = feedKey(noBurst, '7', 0)
    step = feedKey(step.burst, '5', 200)
    let at = 1_000
    for (const key of [...ean, 'Enter']) {
      step = feedKey(step.burst, key, at)
      at += 10
    }
    expect(step.scanned).toBe('4006381333931')
  })

  it('says where a burst starts, so that what it types over can be put back', () => {
    const starts = feed([...ean, 'Enter'], 10).filter(({ isStart }) => isStart)
    expect(starts).toHaveLength(1)
  })

  it('refuses a code longer than the catalogue takes', () => {
    expect(scanned([...Array.from('1'.repeat(65)), 'Enter'], 5)).toBeUndefined()
    expect(scanned([...Array.from('1'.repeat(64)), 'Enter'], 5)).toHaveLength(64)
  })

  it('gives back exactly what was scanned', () => {
    const code = fc.string({
      minLength: 6,
      maxLength: 64,
      unit: fc.constantFrom(...Array.from('0123456789ABCXYZ-')),
    })
    fc.assert(
      fc.property(code, fc.integer({ min: 1, max: 30 }), (text, gapMs) => {
        expect(scanned([...Array.from(text), 'Enter'], gapMs)).toBe(text)
      }),
    )
  })
})
