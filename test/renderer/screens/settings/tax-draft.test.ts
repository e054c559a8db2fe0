import { describe, expect, it } from 'vitest'
import { checkTaxDraft, toTaxDraft } from '../../../../renderer/src/screens/settings/tax-draft.ts'

const tax = {
  mode: 'exclusive' as const,
  rates: [
    { id: 'a', name: 'State', bps: 825 },
    { id: 'b', name: 'None', bps: 0 },
  ],
  defaultRateId: 'a',
}

describe('checkTaxDraft', () => {
  it('saves what was not touched unchanged', () => {
    expect(checkTaxDraft(toTaxDraft(tax))).toEqual({ ok: true, value: tax })
  })

  it('names every field that is wrong', () => {
    const draft = toTaxDraft(tax)
    expect(
      checkTaxDraft({
        ...draft,
        rates: [
          { id: 'a', name: ' ', percent: '8' },
          { id: 'b', name: 'State', percent: 'x' },
          { id: 'c', name: 'State', percent: '3' },
        ],
      }),
    ).toEqual({
      ok: false,
      problems: {
        'rates.0.name': 'settings.problem.nameMissing',
        'rates.1.percent': 'settings.problem.percent',
        'rates.2.name': 'settings.problem.nameTwice',
      },
    })
  })

  it('drops a default rate that is gone', () => {
    const result = checkTaxDraft({ ...toTaxDraft(tax), defaultRateId: 'gone' })
    expect(result.ok && result.value).not.toHaveProperty('defaultRateId')
  })
})
