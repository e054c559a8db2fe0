import { expect as expectPage, type Page } from '@playwright/test'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CheckoutView } from '../../../../shared/contract/sale-views.ts'
import { checkoutScenes } from '../../../fixtures/scene-terminal/checkout-scenes.ts'
import { findBarriers, openStagePages, type OpenedStage } from '../open-stage.ts'

let stage: OpenedStage
beforeAll(async () => {
  stage = await openStagePages()
})
afterAll(() => stage.close())

type Because = NonNullable<CheckoutView['offers'][number]['unavailableBecause']>
type Scene = 'waiting' | 'underpaid' | 'silent'

/** A checkout whose offers of some tokens are off. */
function offView(because: Because, symbols: readonly string[], scene: Scene = 'waiting'): CheckoutView {
  const view = checkoutScenes[scene]
  return {
    ...view,
    offers: view.offers.map((offer) =>
      symbols.includes(offer.symbol) ? { ...offer, available: false, unavailableBecause: because } : offer,
    ),
  }
}
const show = (view: CheckoutView): Promise<Page> => stage.open('#/checkout/sale-1', { view }, { who: 'ana' })
const code = (page: Page) => page.getByRole('img', { name: 'Payment QR' })
const address = (page: Page) => page.getByText('Pay to this address')
const status = (page: Page) => page.getByRole('status', { name: 'Payment status' })

describe('OffMessage', () => {
  it.each([
    ['paused', /paused by its issuer\. A payment cannot arrive/],
    ['frozen', /its issuer has blocked the address of this sale/],
    ['depegged', /off its value\. The shop does not take it/],
  ] as const)('stands where the code was when the chosen token is %s', async (because, words) => {
    const page = await show(checkoutScenes.waiting)
    await expectPage(code(page)).toBeVisible()
    stage.change({ view: offView(because, ['USDC']) })
    await expectPage(code(page)).toHaveCount(0)
    await expectPage(address(page)).toHaveCount(0)
    await expectPage(page.getByRole('button', { name: 'Copy address' })).toHaveCount(0)
    await expectPage(status(page)).toContainText(words)
    await expectPage(status(page)).toContainText('Choose another token or network')
    await expectPage(page.getByRole('radio', { name: 'USDC' })).toBeDisabled()
    await expectPage(page.getByRole('radio', { name: 'PYUSD' })).toBeEnabled()
    expect(await findBarriers(page)).toEqual([])
    stage.change({ view: checkoutScenes.waiting })
    await expectPage(code(page)).toBeVisible()
    await page.context().close()
  })

  it('says so when no way is left', async () => {
    const page = await show(offView('paused', ['USDC', 'PYUSD', 'USDP']))
    await expectPage(status(page)).toContainText('No other way is left')
    await expectPage(code(page)).toHaveCount(0)
    await page.context().close()
  })

  it('keeps saying what has come, and does not ask for the rest in a token that is off', async () => {
    const page = await show(offView('paused', ['USDC'], 'underpaid'))
    await expectPage(status(page)).toContainText('Only part of it is here')
    await expectPage(status(page)).not.toContainText('the code asks for')
    await expectPage(code(page)).toHaveCount(0)
    await page.context().close()
  })

  it('leaves the code of a network that is merely silent: what is paid there arrives', async () => {
    const page = await show(offView('silent', ['USDC'], 'silent'))
    await expectPage(code(page)).toBeVisible()
    await page.context().close()
  })
})
