import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  checkApprovalsDraft,
  keptAssets,
  toApprovals,
  toApprovalsDraft,
  type Approvals,
} from '../../../../renderer/src/screens/settings/approvals-draft.ts'
import { sceneSettings } from '../../../fixtures/scene-terminal/scene-shop.ts'

const whole = 10n ** 18n
const saved: Approvals = {
  refunds: { cashierMaxMinor: 2_000n, managerMaxMinor: 50_000n, travelRuleMinor: 300_000n },
  payouts: {
    managerMaxMinor: 1_000_000n,
    coolOffHours: 24,
    keepBack: [{ asset: 'USDC', minor: 500n * whole + 1n }],
  },
}
const assets = ['USD', 'USDC', 'PYUSD']
const draft = toApprovalsDraft(saved, assets, 'USD')

describe('toApprovalsDraft', () => {
  it('leaves empty what has no limit and what is not kept back', () => {
    expect(draft).toEqual({
      cashierRefund: '20.00',
      managerRefund: '500.00',
      ownerRefund: '',
      travelRule: '3000.00',
      managerPayout: '10000.00',
      ownerPayout: '',
      coolOffHours: '24',
      keepBack: { USD: '', USDC: '500.000000000000000001', PYUSD: '' },
    })
  })

  it('writes refunds in the money of the shop and payouts in dollars', () => {
    expect(toApprovalsDraft(saved, assets, 'JPY')).toMatchObject({
      managerRefund: '50000',
      managerPayout: '10000.00',
    })
  })
})

describe('toApprovals', () => {
  it('takes a limit that is there without a number as one that is not there', () => {
    const refunds = { ...saved.refunds, ownerMaxMinor: undefined }
    expect(Object.keys(toApprovals({ refunds, payouts: saved.payouts }).refunds)).not.toContain(
      'ownerMaxMinor',
    )
  })
})

describe('keptAssets', () => {
  it('offers dollars, each token that is taken once, and what is kept back though it is taken no more', () => {
    const payouts = { ...sceneSettings.payouts, keepBack: [{ asset: 'USDG', minor: 1n }] }
    const offered = keptAssets({ chains: sceneSettings.chains, payouts })
    expect(offered[0]).toBe('USD')
    expect(offered).toContain('USDG')
    expect(new Set(offered).size).toBe(offered.length)
  })
})

describe('checkApprovalsDraft', () => {
  const limit = fc.option(fc.bigInt({ min: 0n, max: 10n ** 15n }), { nil: undefined })

  it('saves what was not touched unchanged, to the last unit', () => {
    expect(checkApprovalsDraft(draft, 'USD')).toEqual({ ok: true, value: saved })
    fc.assert(
      fc.property(
        fc.record({ cashier: fc.bigInt({ min: 0n, max: 10n ** 15n }), manager: limit, owner: limit }),
        fc.record({ hours: fc.integer({ min: 0, max: 720 }), kept: fc.bigInt({ min: 1n, max: 10n ** 30n }) }),
        fc.constantFrom('USD', 'JPY'),
        ({ cashier, manager, owner }, { hours, kept }, currency) => {
          const value = toApprovals({
            refunds: {
              cashierMaxMinor: cashier,
              managerMaxMinor: manager,
              ownerMaxMinor: owner,
              travelRuleMinor: cashier,
            },
            payouts: {
              managerMaxMinor: owner,
              ownerMaxMinor: manager,
              coolOffHours: hours,
              keepBack: [{ asset: 'USDC', minor: kept }],
            },
          })
          const typed = toApprovalsDraft(value, assets, currency)
          expect(checkApprovalsDraft(typed, currency)).toEqual({ ok: true, value })
        },
      ),
    )
  })

  it('takes an emptied limit as none, except of a cashier, who then may approve nothing', () => {
    const emptied = {
      ...draft,
      cashierRefund: '',
      managerRefund: ' ',
      managerPayout: '',
      keepBack: { USDC: '0' },
    }
    expect(checkApprovalsDraft(emptied, 'USD')).toEqual({
      ok: true,
      value: {
        refunds: { cashierMaxMinor: 0n, travelRuleMinor: 300_000n },
        payouts: { coolOffHours: 24, keepBack: [] },
      },
    })
  })

  it.each([
    ['cashierRefund', { cashierRefund: '-1' }, 'settings.problem.amount'],
    ['managerRefund', { managerRefund: '1.234' }, 'settings.problem.amount'],
    ['travelRule', { travelRule: '' }, 'settings.problem.amount'],
    ['ownerPayout', { ownerPayout: 'lots' }, 'settings.problem.amount'],
    ['coolOffHours', { coolOffHours: '721' }, 'settings.problem.coolOff'],
    ['coolOffHours', { coolOffHours: '1.5' }, 'settings.problem.coolOff'],
    ['coolOffHours', { coolOffHours: '' }, 'settings.problem.coolOff'],
    ['keep.USD', { keepBack: { USD: `0.${'1'.repeat(19)}` } }, 'settings.problem.amount'],
  ])('names a wrong %s', (field, change, problem) => {
    expect(checkApprovalsDraft({ ...draft, ...change }, 'USD')).toEqual({
      ok: false,
      problems: { [field]: problem },
    })
  })
})
