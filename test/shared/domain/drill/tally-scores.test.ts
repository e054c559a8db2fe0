import { describe, expect, it } from 'vitest'
import { tallyScores, type DatedDrill } from '../../../../shared/domain/drill/tally-scores.ts'

function finished(at: number, change: Partial<DatedDrill> = {}): DatedDrill {
  return {
    drillId: `drill_${at}`,
    kind: 'underpaid',
    staffId: 'ana',
    staffName: 'Ana',
    seconds: 30,
    right: 2,
    of: 3,
    complete: true,
    deeds: [],
    at,
    ...change,
  }
}

describe('tallyScores', () => {
  it('is empty where nobody has practised', () => {
    expect(tallyScores([])).toEqual({ staff: [], last: [] })
  })

  it('shows the last twenty, newest first', () => {
    const all = Array.from({ length: 25 }, (_, index) => finished(index))
    const { last } = tallyScores(all)
    expect(last.map(({ at }) => at)).toEqual(
      all
        .slice(5)
        .map(({ at }) => at)
        .toReversed(),
    )
  })

  it('takes three of three for better than three of four, and of two alike the quicker', () => {
    const { staff } = tallyScores([
      finished(1, { right: 3, of: 4, seconds: 5 }),
      finished(2, { right: 3, of: 3, seconds: 40 }),
      finished(3, { right: 4, of: 4, seconds: 20, kind: 'slowChain' }),
    ])
    expect(staff[0]?.best).toEqual({ kind: 'slowChain', right: 4, of: 4, seconds: 20 })
  })

  it('counts for nothing what was left early, and still lists it', () => {
    const { staff, last } = tallyScores([finished(1, { complete: false, right: 3, of: 3 })])
    expect(staff).toEqual([{ staffId: 'ana', staffName: 'Ana', times: 0 }])
    expect(last).toHaveLength(1)
  })

  it('puts who has practised most first, under the name of now', () => {
    const { staff } = tallyScores([
      finished(1, { staffId: 'ben', staffName: 'Ben' }),
      finished(2),
      finished(3, { staffName: 'Ana Maria' }),
    ])
    expect(staff.map(({ staffName, times }) => [staffName, times])).toEqual([
      ['Ana Maria', 2],
      ['Ben', 1],
    ])
  })
})
