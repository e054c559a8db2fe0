import type { TaxSettings } from '../../../../shared/domain/settings/settings.ts'
import { parsePercent, percentText } from './percent.ts'
import { checked, type Checked, type ProblemKey } from './problem-key.ts'

/** Tax settings as they are typed: rates are text until they are saved. */
export type TaxDraft = Readonly<{
  mode: TaxSettings['mode']
  defaultRateId: string | undefined
  rates: readonly Readonly<{ id: string; name: string; percent: string }>[]
}>

/** The draft of what is saved. */
export function toTaxDraft(tax: TaxSettings): TaxDraft {
  return {
    mode: tax.mode,
    defaultRateId: tax.defaultRateId,
    rates: tax.rates.map((rate) => ({ id: rate.id, name: rate.name, percent: percentText(rate.bps) })),
  }
}

/** Checks every field of a draft. */
export function checkTaxDraft(draft: TaxDraft): Checked<TaxSettings> {
  const problems: Record<string, ProblemKey> = {}
  const rates = draft.rates.map((rate, index) => {
    const name = rate.name.trim()
    const bps = parsePercent(rate.percent)
    if (name === '') problems[`rates.${index}.name`] = 'settings.problem.nameMissing'
    if (name.length > 40) problems[`rates.${index}.name`] = 'settings.problem.tooLong'
    if (bps === undefined) problems[`rates.${index}.percent`] = 'settings.problem.percent'
    if (draft.rates.findIndex((other) => other.name.trim() === name) < index)
      problems[`rates.${index}.name`] = 'settings.problem.nameTwice'
    return { id: rate.id, name, bps: bps ?? 0 }
  })
  const hasDefault = rates.some((rate) => rate.id === draft.defaultRateId)
  return checked(
    {
      mode: draft.mode,
      rates,
      ...(draft.defaultRateId !== undefined && hasDefault ? { defaultRateId: draft.defaultRateId } : {}),
    },
    problems,
  )
}
