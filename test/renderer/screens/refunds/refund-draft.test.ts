import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addressIn,
  hasAddressForm,
  payersOf,
  startDraft,
  tokensFor,
  wishKinds,
  wishOf,
  withKind,
} from '../../../../renderer/src/screens/refunds/refund-draft.ts'
import {
  sceneDesk,
  scenePayer,
  sceneRefund,
  sceneWallet,
} from '../../../fixtures/scene-terminal/scene-refund-rows.ts'

const [usdc] = sceneDesk().tokens
if (usdc === undefined) throw new Error('The desk of a scene has a token')
const withExcess = sceneDesk({ tokens: [{ ...usdc, excessMinor: 500_000n }] })

describe('startDraft', () => {
  it('opens with what was paid over where there is any, else with everything', () => {
    expect(startDraft(withExcess, undefined, undefined).kind).toBe('excess')
    expect(startDraft(sceneDesk(), undefined, undefined).kind).toBe('rest')
  })

  it('offers the wallet that paid, and asks for an address where only plants are known', () => {
    expect(startDraft(sceneDesk(), undefined, undefined)).toMatchObject({
      target: 'payer',
      address: scenePayer,
    })
    const planted = sceneDesk({ payers: sceneDesk().payers.filter(({ warning }) => warning !== undefined) })
    expect(startDraft(planted, undefined, undefined)).toMatchObject({
      target: 'other',
      address: '',
      proof: 'display',
    })
  })

  it('takes the excess of a case only where there is some', () => {
    expect(startDraft(sceneDesk(), 'excess', undefined).kind).toBe('rest')
  })

  it('asks again for the same items, no more than are left', () => {
    const line = { lineId: 'line-1', quantity: 9, netMinor: 420n, taxMinor: 35n }
    const earlier = sceneRefund(1, { parts: { lines: [line], tipMinor: 0n, totalMinor: 455n } })
    const draft = startDraft(withExcess, undefined, earlier)
    expect(draft).toMatchObject({ kind: 'lines', quantities: { 'line-1': 2 } })
  })

  it('lets the customer confirm another address anew', () => {
    const earlier = sceneRefund(1, { target: sceneWallet, proof: 'display' })
    expect(startDraft(sceneDesk(), undefined, earlier)).toMatchObject({
      target: 'other',
      address: sceneWallet,
      proof: 'display',
    })
  })
})

describe('wishKinds', () => {
  it('offers nothing where nothing is left', () => {
    expect(wishKinds(sceneDesk({ tokens: [], goodsLeftMinor: 0n }))).toEqual([])
  })

  it('offers no items where all pieces went back as an amount', () => {
    const lines = sceneDesk().lines.map((line) => ({ ...line, quantityLeft: 0 }))
    expect(wishKinds(sceneDesk({ lines }))).toEqual(['rest', 'amount'])
  })
})

describe('tokensFor', () => {
  it('puts what is not final yet last', () => {
    const pending = { ...usdc, token: 'USDC.slow' as const, isFinal: false }
    const tokens = tokensFor({ tokens: [pending, usdc] }, 'rest')
    expect(tokens.map(({ token }) => token)).toEqual(['USDC.fast', 'USDC.slow'])
  })
})

describe('withKind', () => {
  it('changes to a token that the kind can go back in', () => {
    const other = { ...usdc, token: 'PYUSD.fast' as const, goodsMinor: 0n, excessMinor: 1n }
    const desk = sceneDesk({ tokens: [usdc, other] })
    const rest = withKind(startDraft(desk, undefined, undefined), desk, 'rest')
    expect(rest.token).toBe('USDC.fast')
    expect(withKind(rest, desk, 'excess').token).toBe('PYUSD.fast')
  })
})

describe('payersOf', () => {
  it('never offers a sender of nothing or of dust, nor one wallet twice', () => {
    const [first] = sceneDesk().payers
    if (first === undefined) throw new Error('The desk of a scene has a payer')
    const offered = payersOf({ payers: [first, first, { ...first, address: sceneWallet, warning: 'dust' }] })
    expect(offered.map(({ address }) => address)).toEqual([scenePayer])
  })
})

describe('wishOf', () => {
  const draft = startDraft(sceneDesk(), undefined, undefined)

  it('is not whole without an item, and without an amount', () => {
    expect(wishOf({ ...draft, kind: 'lines', quantities: { 'line-1': 0 } })).toBeUndefined()
    expect(wishOf({ ...draft, kind: 'amount', digits: '' })).toBeUndefined()
    expect(wishOf({ ...draft, kind: 'amount', digits: '0' })).toBeUndefined()
  })

  it('is the tip alone where nothing else was chosen', () => {
    expect(wishOf({ ...draft, kind: 'lines', withTip: true })).toEqual({
      kind: 'lines',
      lines: [],
      withTip: true,
    })
  })

  it('never asks for a quantity that is not there', () => {
    const quantities = fc.dictionary(fc.constantFrom('line-1', 'line-2'), fc.nat({ max: 5 }))
    fc.assert(
      fc.property(quantities, (chosen) => {
        const wish = wishOf({ ...draft, kind: 'lines', quantities: chosen })
        const asked = wish?.kind === 'lines' ? wish.lines : []
        expect(asked.every(({ quantity }) => quantity > 0)).toBe(true)
        const sum = Object.values(chosen).reduce((total, quantity) => total + quantity, 0)
        expect(asked.reduce((total, { quantity }) => total + quantity, 0)).toBe(sum)
      }),
    )
  })
})

describe('addressIn', () => {
  it.each([
    [sceneWallet, sceneWallet],
    [` ${sceneWallet}\n`, sceneWallet],
    [`ethereum:${sceneWallet}`, sceneWallet],
    [`ethereum:${sceneWallet}@8453`, sceneWallet],
    [`ethereum:pay-${sceneWallet}@1?value=1`, sceneWallet],
    ['0x12', '0x12'],
    [`${sceneWallet}00`, `${sceneWallet}00`],
  ])('reads %s', (text, address) => {
    expect(addressIn(text)).toBe(address)
  })

  it('does not take the token contract of a payment request for the address of a customer', () => {
    const request = `ethereum:${scenePayer}@8453/transfer?address=${sceneWallet}&uint256=1`
    expect(addressIn(request)).not.toBe(scenePayer)
  })
})

describe('hasAddressForm', () => {
  it.each([
    [sceneWallet, true],
    [sceneWallet.toLowerCase(), true],
    [sceneWallet.slice(0, -1), false],
    [`${sceneWallet}0`, false],
    ['', false],
  ])('says of %s: %s', (text, is) => {
    expect(hasAddressForm(text)).toBe(is)
  })
})
