import { describe, expect, it } from 'vitest'
import { checkRiskDraft, toRiskDraft } from '../../../../renderer/src/screens/settings/risk-draft.ts'

const saved = {
  exposureCaps: [
    { chain: 'fast', maxMinor: 200_000n },
    { chain: 'elsewhere', maxMinor: 50_000n },
  ],
  tolerances: { underMinor: 5n, overMinor: 0n },
}
const draft = toRiskDraft(saved, ['fast', 'slow'], 'USD')

describe('toRiskDraft', () => {
  it('has a field for each network of the list, empty where nothing caps it', () => {
    expect(draft).toEqual({ caps: { fast: '2000.00', slow: '' }, under: '0.05', over: '0.00' })
  })
})

describe('checkRiskDraft', () => {
  it('saves what was not touched unchanged, with the caps of networks that are not in the list', () => {
    expect(checkRiskDraft(draft, saved, 'USD')).toEqual({ ok: true, value: saved })
  })

  it('takes an emptied cap as none, and an emptied tolerance as nothing', () => {
    const emptied = { ...draft, caps: { fast: ' ', slow: '10' }, under: '' }
    expect(checkRiskDraft(emptied, saved, 'USD')).toEqual({
      ok: true,
      value: {
        exposureCaps: [
          { chain: 'slow', maxMinor: 1_000n },
          { chain: 'elsewhere', maxMinor: 50_000n },
        ],
        tolerances: { underMinor: 0n, overMinor: 0n },
      },
    })
  })

  it.each([
    ['cap.slow', { caps: { fast: '', slow: '1.234' } }, 'settings.problem.amount'],
    ['under', { under: 'x' }, 'settings.problem.amount'],
    ['over', { over: '100.01' }, 'settings.problem.tolerance'],
  ])('names a wrong %s', (field, change, problem) => {
    expect(checkRiskDraft({ ...draft, ...change }, saved, 'USD')).toEqual({
      ok: false,
      problems: { [field]: problem },
    })
  })
})
