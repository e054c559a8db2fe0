import type { TaxSettings } from '../../../../shared/domain/settings/settings.ts'
import { parsePercent, percentText } from './percent.ts'

/** Tax settings as they are typed: rates are text until they are saved. */
export type TaxDraft = Readonly<{
  mode: TaxSettings['mode']
  defaultRateId: string | undefined
  rates: readonly Readonly<{ id: string; name: string; percent: string }>[]
}>

/** What is wrong with a draft, by field (`rates.2.percent`); values are keys of the language file. */
export type DraftProblems = Readonly<Record<string, string>>

/** A draft that may be saved, or what is wrong with it. */
export type Checked<T> = Readonly<{ ok: true; value: T }> | Readonly<{ ok: false; problems: DraftProblems }>

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
  const problems: Record<string, string> = {}
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
  if (Object.keys(problems).length > 0) return { ok: false, problems }
  const hasDefault = rates.some((rate) => rate.id === draft.defaultRateId)
  return {
    ok: true,
    value: {
      mode: draft.mode,
      rates,
      ...(draft.defaultRateId !== undefined && hasDefault ? { defaultRateId: draft.defaultRateId } : {}),
    },
  }
}
