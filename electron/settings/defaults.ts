import { noTolerances } from '../../shared/domain/payment/tolerances.ts'
import { usualPayoutPolicy } from '../../shared/domain/payout/payout-policy.ts'
import { usualRefundPolicy } from '../../shared/domain/refund/approval.ts'
import type { Environment, Settings } from '../../shared/domain/settings/settings.ts'
import { defaultExposureCaps } from './chain-data.ts'

/** What a new till starts with, before networks and a receiving key are known. */
export function defaultSettings(environment: Environment): Settings {
  const isPractice = environment === 'practice'
  return {
    shop: {
      name: isPractice ? 'Practice Shop' : 'My shop',
      till: 'Till 1',
      address: '',
      currency: 'USD',
      receiptFooter: 'Thank you!',
    },
    tax: {
      mode: 'exclusive',
      rates: isPractice
        ? [
            { id: 'standard', name: 'Sales tax', bps: 825 },
            { id: 'reduced', name: 'Reduced tax', bps: 500 },
          ]
        : [],
      ...(isPractice ? { defaultRateId: 'standard' } : {}),
    },
    checkout: {
      invoiceSeconds: 900,
      extendSeconds: 300,
      tipBps: [1_000, 1_500, 2_000],
      idleLockSeconds: 300,
      sound: true,
    },
    backend: undefined,
    settlement: undefined,
    chains: { chains: [], tokens: [] },
    releaseRules: [],
    exposureCaps: defaultExposureCaps(environment),
    tolerances: noTolerances,
    rates: [],
    refunds: usualRefundPolicy,
    // Nobody practises for a day before the first payout.
    payouts: isPractice ? { ...usualPayoutPolicy, coolOffHours: 0 } : usualPayoutPolicy,
  }
}
