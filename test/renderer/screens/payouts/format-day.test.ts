import { describe, expect, it } from 'vitest'
import { formatDays } from '../../../../renderer/src/screens/payouts/format-day.ts'

const range = ({ from, to }: { from: string; to: string }) => `${from} to ${to}`

describe('formatDays', () => {
  it('says one day once, and the first and last of several', () => {
    const one = { earliest: '2026-11-25', latest: '2026-11-25' }
    expect(formatDays(one, 'en', range)).toBe('Wed, Nov 25')
    expect(formatDays({ ...one, latest: '2026-11-27' }, 'en', range)).toBe('Wed, Nov 25 to Fri, Nov 27')
  })
})
