import { fiatUnit, type CurrencyUnit, type FiatCurrency } from '../../../../shared/domain/money/currency.ts'
import { toDecimalText } from '../../../../shared/domain/money/format-money.ts'
import { parseMoney } from '../../../../shared/domain/money/parse-money.ts'
import type { PayoutPolicy } from '../../../../shared/domain/payout/payout-policy.ts'
import type { RefundPolicy } from '../../../../shared/domain/refund/approval.ts'
import { custodyCurrency, custodyScale } from '../../../../shared/domain/settlement/asset.ts'
import type { SettingsView } from '../../stores/settings.ts'
import { checked, type Checked, type ProblemKey } from './problem-key.ts'

/** Who may let how much go to buyers and to the bank. */
export type Approvals = Readonly<{ refunds: RefundPolicy; payouts: PayoutPolicy }>

/** The fields of an amount that may be left empty. */
export type LimitField = 'cashierRefund' | 'managerRefund' | 'ownerRefund' | 'managerPayout' | 'ownerPayout'

/** The same as it is typed. An empty limit is as much as there is. */
export type ApprovalsDraft = Readonly<
  Record<LimitField | 'travelRule' | 'coolOffHours', string> & { keepBack: Readonly<Record<string, string>> }
>

const dollars = fiatUnit('USD')
const coolOffHoursMax = 720

/** Custody counts the same of every asset. */
function custodyUnit(asset: string): CurrencyUnit {
  return { currency: custodyCurrency('custody', asset), scale: custodyScale }
}

/** What of a saved policy is missing has no limit. */
function limitText(minor: bigint | undefined, { scale }: CurrencyUnit): string {
  return minor === undefined ? '' : toDecimalText(minor, scale)
}

/** Eighteen decimals are exact, and most of them say nothing. */
function custodyText(minor: bigint): string {
  return toDecimalText(minor, custodyScale).replace(/\.?0+$/, '')
}

/** The assets something can be kept back of: dollars, the tokens that the shop takes, and what is kept back already. */
export function keptAssets({ chains, payouts }: Pick<SettingsView, 'chains' | 'payouts'>): readonly string[] {
  const taken = chains.tokens.filter(({ enabled }) => enabled).map(({ symbol }) => symbol)
  const kept = payouts.keepBack.map(({ asset }) => asset)
  return [...new Set(['USD', ...taken, ...kept])].filter((asset) => /^[A-Z]{2,10}$/.test(asset))
}

/** The limits that are in force without a key for what has none. */
export function toApprovals({ refunds, payouts }: Pick<SettingsView, 'refunds' | 'payouts'>): Approvals {
  const { cashierMaxMinor, travelRuleMinor } = refunds
  const { coolOffHours, keepBack } = payouts
  return {
    refunds: { cashierMaxMinor, ...higherLimits(refunds), travelRuleMinor },
    payouts: { ...higherLimits(payouts), coolOffHours, keepBack },
  }
}

type HigherLimits = Readonly<{ managerMaxMinor?: bigint | undefined; ownerMaxMinor?: bigint | undefined }>

function higherLimits({ managerMaxMinor, ownerMaxMinor }: HigherLimits) {
  return {
    ...(managerMaxMinor === undefined ? {} : { managerMaxMinor }),
    ...(ownerMaxMinor === undefined ? {} : { ownerMaxMinor }),
  }
}

/** The draft of what is saved, with a field for each asset of the list. */
export function toApprovalsDraft(
  { refunds, payouts }: Approvals,
  assets: readonly string[],
  currency: FiatCurrency,
): ApprovalsDraft {
  const unit = fiatUnit(currency)
  return {
    cashierRefund: limitText(refunds.cashierMaxMinor, unit),
    managerRefund: limitText(refunds.managerMaxMinor, unit),
    ownerRefund: limitText(refunds.ownerMaxMinor, unit),
    travelRule: limitText(refunds.travelRuleMinor, unit),
    managerPayout: limitText(payouts.managerMaxMinor, dollars),
    ownerPayout: limitText(payouts.ownerMaxMinor, dollars),
    coolOffHours: String(payouts.coolOffHours),
    keepBack: Object.fromEntries(
      assets.map((asset) => {
        const kept = payouts.keepBack.find((row) => row.asset === asset)
        return [asset, kept ? custodyText(kept.minor) : '']
      }),
    ),
  }
}

/**
 * Checks every field. A cashier whose limit is emptied may approve nothing: that role alone has no "as much as there is".
 * Nothing is kept back of an asset whose field is empty or zero.
 */
export function checkApprovalsDraft(draft: ApprovalsDraft, currency: FiatCurrency): Checked<Approvals> {
  const problems: Record<string, ProblemKey> = {}
  const amount = (field: string, text: string, unit: CurrencyUnit): bigint => {
    const parsed = parseMoney(text, unit)
    if (!parsed.ok) problems[field] = 'settings.problem.amount'
    return parsed.ok ? parsed.money.minor : 0n
  }
  const limit = (field: LimitField, unit: CurrencyUnit): bigint | undefined =>
    draft[field].trim() === '' ? undefined : amount(field, draft[field], unit)
  const unit = fiatUnit(currency)
  const hours = draft.coolOffHours.trim()
  if (!/^\d{1,3}$/.test(hours) || Number(hours) > coolOffHoursMax)
    problems['coolOffHours'] = 'settings.problem.coolOff'
  const keepBack = Object.entries(draft.keepBack).flatMap(([asset, text]) => {
    const minor = text.trim() === '' ? 0n : amount(`keep.${asset}`, text, custodyUnit(asset))
    return minor === 0n ? [] : [{ asset, minor }]
  })
  const refunds: RefundPolicy = {
    cashierMaxMinor: limit('cashierRefund', unit) ?? 0n,
    ...higherLimits({
      managerMaxMinor: limit('managerRefund', unit),
      ownerMaxMinor: limit('ownerRefund', unit),
    }),
    travelRuleMinor: amount('travelRule', draft.travelRule, unit),
  }
  const higher = higherLimits({
    managerMaxMinor: limit('managerPayout', dollars),
    ownerMaxMinor: limit('ownerPayout', dollars),
  })
  return checked({ refunds, payouts: { ...higher, coolOffHours: Number(hours), keepBack } }, problems)
}
