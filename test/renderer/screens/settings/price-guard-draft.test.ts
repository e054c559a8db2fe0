import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  checkNetworksDraft,
  toNetworksDraft,
} from '../../../../renderer/src/screens/settings/networks-draft.ts'
import {
  checkPriceGuard,
  newPriceGuard,
  toPriceGuardDraft,
} from '../../../../renderer/src/screens/settings/price-guard-draft.ts'
import { tokenSettings } from '../../../../shared/contract/settings.ts'
import { sceneSettings } from '../../../fixtures/scene-terminal/scene-shop.ts'

const feed = '0x8fFfFfd4AfB6115b954Bd326cbe7B4BA576818f6'
const draft = { feed, percent: '2', minutes: '1500' }

describe('checkPriceGuard', () => {
  it.each([
    // what is typed, what it means
    [{}, { maxDeviationBps: 200, heartbeatSeconds: 90_000 }],
    [{ percent: '0,01' }, { maxDeviationBps: 1 }],
    [{ percent: '50 %' }, { maxDeviationBps: 5_000 }],
    [{ minutes: ' 1 ' }, { heartbeatSeconds: 60 }],
    [{ minutes: '10080' }, { heartbeatSeconds: 604_800 }],
    [{ feed: ` ${feed} ` }, { feed }],
  ])('takes %j', (typed, guard) => {
    expect(checkPriceGuard({ ...draft, ...typed })).toMatchObject({ ok: true, value: { feed, ...guard } })
  })

  it.each([
    ['feed', ''],
    ['feed', '0x8fFf'],
    ['feed', 'data.example.eth'],
    ['percent', ''],
    ['percent', '0'],
    ['percent', '0.001'],
    ['percent', '50.01'],
    ['percent', '-1'],
    ['minutes', ''],
    ['minutes', '0'],
    ['minutes', '1.5'],
    ['minutes', '10081'],
    ['minutes', 'a day'],
  ] as const)('refuses the %s %j, and names that field alone', (field, text) => {
    const result = checkPriceGuard({ ...draft, [field]: text })
    expect(result).toMatchObject({ ok: false })
    expect(Object.keys('problems' in result ? result.problems : {})).toEqual([field])
  })

  it('needs nothing but an address once it is switched on', () => {
    expect(checkPriceGuard({ ...newPriceGuard, feed }).ok).toBe(true)
    expect(checkPriceGuard(newPriceGuard)).toMatchObject({ problems: { feed: 'settings.problem.address' } })
  })

  it('gives back what was saved, whatever that was', () => {
    const guards = fc.record({
      feed: fc.constant(feed as `0x${string}`),
      maxDeviationBps: fc.integer({ min: 1, max: 5_000 }),
      heartbeatSeconds: fc.integer({ min: 1, max: 10_080 }).map((minutes) => minutes * 60),
    })
    fc.assert(
      fc.property(guards, (guard) => {
        expect(checkPriceGuard(toPriceGuardDraft(guard))).toEqual({ ok: true, value: guard })
      }),
    )
  })
})

describe('a guard in the networks', () => {
  const { chains, tokens } = sceneSettings.chains
  const [first] = tokens
  const currency = first?.currency ?? ''
  const base = toNetworksDraft({ chains, tokens })

  it('is off for every token until somebody switches it on', () => {
    expect(base.guards).toEqual({})
  })

  it('is saved at its token and fits the settings, and is gone when it is switched off', () => {
    const on = checkNetworksDraft({ ...base, guards: { [currency]: draft } })
    const saved = on.ok ? on.value.tokens : []
    expect(saved.map(({ priceGuard }) => priceGuard !== undefined)).toEqual(
      tokens.map((token) => token.currency === currency),
    )
    for (const token of saved) expect(tokenSettings.parse(token)).toEqual(token)
    const again = toNetworksDraft({ chains, tokens: saved })
    expect(again.guards).toEqual({ [currency]: draft })
    expect(checkNetworksDraft({ ...again, guards: {} })).toEqual({ ok: true, value: { chains, tokens } })
  })

  it('names the field of the token that is wrong', () => {
    expect(checkNetworksDraft({ ...base, guards: { [currency]: { ...draft, percent: 'much' } } })).toEqual({
      ok: false,
      problems: { [`guards.${currency}.percent`]: 'settings.problem.deviation' },
    })
  })
})
