import { fiatUnit, type FiatCurrency } from '../../../../shared/domain/money/currency.ts'
import { toDecimalText } from '../../../../shared/domain/money/format-money.ts'
import { parseMoney } from '../../../../shared/domain/money/parse-money.ts'
import { toleranceMinorMax, type Tolerances } from '../../../../shared/domain/payment/tolerances.ts'
import type { ExposureCap } from '../../../../shared/domain/policy/exposure-cap.ts'
import { checked, type Checked, type ProblemKey } from './problem-key.ts'

/** What the shop risks and what it forgives, as the settings hold them. */
export type Risk = Readonly<{ exposureCaps: readonly ExposureCap[]; tolerances: Tolerances }>

/** The same as it is typed. An empty cap means none. */
export type RiskDraft = Readonly<{ caps: Readonly<Record<string, string>>; under: string; over: string }>

/** The draft of what is saved, with a field for each network of the list. */
export function toRiskDraft(
  { exposureCaps, tolerances }: Risk,
  chains: readonly string[],
  currency: FiatCurrency,
): RiskDraft {
  const text = (minor: bigint): string => toDecimalText(minor, fiatUnit(currency).scale)
  return {
    caps: Object.fromEntries(
      chains.map((chain) => {
        const cap = exposureCaps.find((row) => row.chain === chain)
        return [chain, cap ? text(cap.maxMinor) : '']
      }),
    ),
    under: text(tolerances.underMinor),
    over: text(tolerances.overMinor),
  }
}

/**
 * Checks every field. Caps of networks that are not in the list stay as they are; an empty tolerance is none.
 * @param saved what is in force
 */
export function checkRiskDraft(draft: RiskDraft, saved: Risk, currency: FiatCurrency): Checked<Risk> {
  const problems: Record<string, ProblemKey> = {}
  const amount = (field: string, text: string): bigint => {
    const parsed = parseMoney(text, fiatUnit(currency))
    if (!parsed.ok) problems[field] = 'settings.problem.amount'
    return parsed.ok ? parsed.money.minor : 0n
  }
  const tolerance = (field: 'under' | 'over'): bigint => {
    const minor = draft[field].trim() === '' ? 0n : amount(field, draft[field])
    if (minor > toleranceMinorMax) problems[field] = 'settings.problem.tolerance'
    return minor
  }
  const typed = Object.entries(draft.caps).flatMap(([chain, text]): ExposureCap[] =>
    text.trim() === '' ? [] : [{ chain, maxMinor: amount(`cap.${chain}`, text) }],
  )
  const others = saved.exposureCaps.filter((row) => draft.caps[row.chain] === undefined)
  const tolerances = { underMinor: tolerance('under'), overMinor: tolerance('over') }
  return checked({ exposureCaps: [...typed, ...others], tolerances }, problems)
}
