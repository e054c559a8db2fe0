import { useTranslation } from 'react-i18next'
import { formatDollars } from './format-dollars.ts'
import type { RuleView } from './payout-types.ts'
import { formatMinute } from './rule-draft.ts'

/** What a standing order does, in words. */
export type RuleWords = Readonly<{ what: string; when: string; keeps: string }>

/** Says what a standing order pays, when, and what it keeps back. */
export function useRuleWords(): (rule: RuleView) => RuleWords {
  const { t } = useTranslation()
  return ({ order, bankText }) => {
    const what = t('payouts.rules.what', { asset: order.asset, bank: bankText })
    if (order.kind === 'address') {
      const network = t(`payouts.rules.network.${order.network}`)
      return { what, when: t('payouts.rules.address', { network }), keeps: t('payouts.rules.keepsNothing') }
    }
    const { when, keepDollarsMinor } = order
    return {
      what,
      when:
        when.kind === 'daily'
          ? t('payouts.rules.daily', { time: formatMinute(when.minuteOfDay), zone: when.timeZone })
          : t('payouts.rules.above', { amount: formatDollars(when.dollarsMinor) }),
      keeps:
        keepDollarsMinor === 0n
          ? t('payouts.rules.keepsNothing')
          : t('payouts.rules.keeps', { amount: formatDollars(keepDollarsMinor) }),
    }
  }
}
