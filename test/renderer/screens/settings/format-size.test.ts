import { describe, expect, it } from 'vitest'
import { formatSize } from '../../../../renderer/src/screens/settings/format-size.ts'

describe('formatSize', () => {
  it.each([
    [0, '0 bytes'],
    [999, '999 bytes'],
    [1_000, '1.0 kB'],
    [2_481_152, '2.5 MB'],
    [5_000_000_000_000, '5000.0 GB'],
  ])('%i bytes read %s', (bytes, text) => {
    expect(formatSize(bytes)).toBe(text)
  })
})
