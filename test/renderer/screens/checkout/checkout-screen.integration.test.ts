import { expect as expectPage, type Locator, type Page } from '@playwright/test'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CheckoutView } from '../../../../shared/contract/sale-views.ts'
import { checkoutScene, checkoutScenes } from '../../../fixtures/scene-terminal/checkout-scenes.ts'
import { sceneCases } from '../../../fixtures/scene-terminal/scene-case-rows.ts'
import { findBarriers, openStagePages, screenSizes, type OpenedStage } from '../open-stage.ts'

let stage: OpenedStage
beforeAll(async () => {
  stage = await openStagePages()
})
afterAll(() => stage.close())

const statusOf = (page: Page): Locator => page.getByRole('status', { name: 'Payment status' })
const show = (view: CheckoutView, look = {}): Promise<Page> =>
  stage.open('#/checkout/sale-1', { view }, { who: 'ana', ...look })
const callsOf = (path: string): unknown[] =>
  stage.server.scene.calls.filter((call) => call.path === path).map((call) => call.input)

/** Counts the tones that are played, in place of the machine's loudspeaker. */
function countTones(): void {
  const played = { count: 0 }
  Object.assign(window, { played })
  const node = { connect: () => node, start: () => undefined, stop: () => undefined }
  const ramp = {
    setValueAtTime: () => ramp,
    linearRampToValueAtTime: () => ramp,
    exponentialRampToValueAtTime: () => ramp,
  }
  class SilentAudio {
    currentTime = 0
    destination = {}
    resume = () => Promise.resolve()
    createGain = () => ({ ...node, gain: ramp })
    createOscillator = () => {
      played.count += 1
      return { ...node, type: '', frequency: { value: 0 } }
    }
  }
  Object.assign(window, { AudioContext: SilentAudio })
}
const tones = (page: Page): Promise<number> =>
  page.evaluate(() => Number(Reflect.get(Reflect.get(window, 'played'), 'count')))

/** The case that a reason opens. */
const kindOf = {
  wrongToken: 'wrongToken',
  counterfeit: 'counterfeit',
  voidButPaid: 'paidLate',
  released: 'duplicate',
} as const

/** Parts of the page that hold more than they show. */
function findScrolled(): string[] {
  return (
    [...document.querySelectorAll('*')]
      .filter((part) => ['auto', 'scroll'].includes(getComputedStyle(part).overflowY))
      // What is folded away has a height too.
      .filter((part) => part.checkVisibility() && part.scrollHeight > part.clientHeight + 1)
      .map((part) => `${part.className}: ${part.scrollHeight} in ${part.clientHeight}`)
  )
}

describe('CheckoutScreen', () => {
  it.each([
    ['waiting', 'Waiting', 'Let the customer scan the code', true, 'Cancel sale'],
    ['underpaid', 'Detected', 'asks for 9.33 USDC', true, 'Cancel sale'],
    ['releasing', 'Detected', 'Keep the goods until it says Paid', false, 'Extend time'],
    ['paid', 'Paid', 'Hand over the goods', false, 'New sale'],
    ['overpaid', 'Paid', '25.00 USDC in all', false, 'New sale'],
    ['reverted', 'Cannot tell', 'Do not hand over goods', false, 'I have seen this'],
    ['silent', 'Cannot tell', 'Practice Fast does not answer', true, 'Cancel sale'],
    ['timeUp', 'Cannot tell', 'may still be on its way', true, 'Extend time'],
    ['expired', 'Not paid', 'Give more time', false, 'Extend time'],
    ['cancelled', 'Not paid', 'Start a new sale', false, 'New sale'],
    ['paidAfterCancel', 'Not paid', 'call a manager', false, 'New sale'],
  ] as const)('says of %s: %s, %s', async (scene, headline, sentence, hasCode, button) => {
    const page = await show(checkoutScenes[scene])
    await expectPage(statusOf(page)).toHaveText(new RegExp(`^\\s*${headline}`))
    await expectPage(statusOf(page)).toContainText(sentence)
    expect(await page.getByRole('img', { name: 'Payment QR' }).count()).toBe(hasCode ? 1 : 0)
    await expectPage(page.getByRole('button', { name: button })).toBeVisible()
    await page.context().close()
  })

  it.each([
    ['wrongToken', 'callManager', 'Wrong token'],
    ['counterfeit', 'keepGoods', 'Counterfeit'],
    ['voidButPaid', 'callManager', 'Paid late'],
    ['released', 'handOver', 'Paid twice'],
  ] as const)('says of %s that a case holds it, and leads there', async (reason, advice, kind) => {
    const known = sceneCases(10, Date.now()).flatMap((row) => (row.kind === kindOf[reason] ? [row] : []))
    const { verdict } = checkoutScenes.waiting
    const answer = reason === 'released' ? 'paid' : 'notPaid'
    const view = checkoutScene({
      verdict: { ...verdict, answer, reason, advice },
      headline: answer === 'paid' ? 'Paid' : 'Not paid',
    })
    const cases = known.map((row) => {
      const { ownerId: _, ownerName: __, ...unowned } = row
      return { ...unowned, saleId: view.saleId }
    })
    const page = await stage.open('#/checkout/sale-1', { view, cases }, { who: 'ana' })
    const link = statusOf(page).getByRole('link', {
      name: `Case opened: ${kind}, nobody yet`,
    })
    await link.click()
    await expectPage(page).toHaveURL(/#\/cases\/case-/)
    await page.context().close()
  })

  it('says who takes care of a case, and nothing of cases where there is none', async () => {
    const [known] = sceneCases(1, Date.now())
    const cases = known ? [{ ...known, saleId: 'sale-1' }] : []
    const page = await stage.open(
      '#/checkout/sale-1',
      { view: checkoutScenes.expired, cases },
      { who: 'ana' },
    )
    await expectPage(statusOf(page)).toContainText('Case opened: Paid in part, Ana Duarte')
    await page.context().close()
    const none = await show(checkoutScenes.expired)
    await expectPage(statusOf(none)).toContainText('Time is up')
    await expect.poll(() => callsOf('cases.list').length).toBeGreaterThan(0)
    expect(await none.getByRole('list', { name: 'Cases of this sale' }).count()).toBe(0)
    await none.context().close()
  })

  it('keeps one status from the first code to the paid moment, so that every change is heard', async () => {
    const page = await show(checkoutScenes.waiting)
    const before = await statusOf(page).elementHandle()
    stage.change({ view: checkoutScenes.releasing })
    await expectPage(statusOf(page)).toContainText('Detected')
    stage.change({ view: checkoutScenes.paid })
    await expectPage(statusOf(page)).toContainText('Paid')
    expect(await before?.evaluate((element) => element.isConnected)).toBe(true)
    await page.context().close()
  })

  it('sounds once for money seen, once for paid, and again and again for paid no more', async () => {
    const page = await show(checkoutScenes.waiting, { init: countTones })
    await expectPage(statusOf(page)).toContainText('Waiting')
    expect(await tones(page)).toBe(0)
    stage.change({ view: checkoutScenes.releasing })
    await expect.poll(() => tones(page)).toBe(1)
    stage.change({ view: checkoutScenes.paid })
    await expect.poll(() => tones(page)).toBe(4)
    await page.clock.install()
    stage.change({ view: checkoutScenes.reverted })
    await expect.poll(() => tones(page)).toBe(8)
    await expectPage(page.getByRole('alert').filter({ hasText: 'Do not hand over goods' })).toBeVisible()
    await page.clock.runFor(5_100)
    await expect.poll(() => tones(page)).toBe(12)
    await page.getByRole('button', { name: 'I have seen this' }).click()
    await page.clock.runFor(20_000)
    expect(await tones(page)).toBe(12)
    stage.change({ view: checkoutScenes.paid })
    await expectPage(statusOf(page)).toHaveText(/^\s*Paid/)
    await page.context().close()
  })

  it("counts down by the terminal's clock, whatever the tablet's says, and never calls money lost", async () => {
    const page = await show(checkoutScenes.waiting)
    const clock = page.getByRole('timer', { name: 'Time left' })
    await expectPage(clock).toContainText(/9:(40|39|38)/)
    const soon = Date.UTC(2026, 10, 21, 9, 30) + 1_000
    stage.change({ view: checkoutScene({ expiresAt: soon }) })
    await expectPage(clock).toContainText('Time is up')
    await expectPage(clock).toContainText('A payment on its way still counts')
    await expectPage(statusOf(page)).toHaveText(/^\s*Waiting/)
    await page.context().close()
  })

  it('moves the choice at once and tells the terminal, which tells the customer display', async () => {
    const page = await show(checkoutScenes.waiting)
    await page
      .getByRole('radiogroup', { name: 'Network' })
      .getByRole('radio', { name: 'Practice Slow', exact: true })
      .check()
    await page
      .getByRole('radiogroup', { name: 'Token' })
      .getByRole('radio', { name: 'PYUSD', exact: true })
      .check()
    await expect
      .poll(() => callsOf('checkout.select'))
      .toEqual([
        { saleId: 'sale-1', offerId: 'USDC.slow' },
        { saleId: 'sale-1', offerId: 'PYUSD.slow' },
      ])
    await page.context().close()
  })

  it('takes a refused choice back and says why', async () => {
    const page = await show(checkoutScenes.waiting)
    stage.change({ failures: { 'checkout.select': { code: 'invoice.transitionRefused' } } })
    await page.getByRole('radio', { name: 'USDP', exact: true }).click()
    await expectPage(page.getByRole('alert')).toContainText('The sale has moved on')
    await expectPage(page.getByRole('radio', { name: 'USDC', exact: true })).toBeChecked()
    await page.context().close()
  })

  it('cannot choose a network that does not answer, and says so', async () => {
    const page = await show(checkoutScenes.silent)
    const radio = page.getByRole('radio', { name: 'Practice Fast', exact: true })
    await expectPage(radio).toBeDisabled()
    await expectPage(radio).toHaveAccessibleDescription('Not answering now')
    await page.context().close()
  })

  it('repeats an extension under the same key after a lost answer, and takes a new key for the next', async () => {
    const page = await show(checkoutScenes.waiting)
    await expectPage(statusOf(page)).toBeVisible()
    stage.change({ failures: { 'checkout.extend': { code: 'contract.timeout' } } })
    await page.keyboard.press('e')
    await expectPage(page.getByRole('alert')).toBeVisible()
    stage.change({ failures: {} })
    await page.keyboard.press('e')
    await expectPage(page.getByRole('timer', { name: 'Time left' })).toContainText(/14:/)
    await page.keyboard.press('e')
    await expect.poll(() => callsOf('checkout.extend').length).toBe(3)
    const [first, second, third] = callsOf('checkout.extend').map((input) => JSON.stringify(input))
    expect(second).toBe(first)
    expect(third).not.toBe(first)
    await page.context().close()
  })

  it('asks for a reason before it cancels, and keeps its keys out of the way of typing', async () => {
    const page = await show(checkoutScenes.waiting)
    await expectPage(statusOf(page)).toBeVisible()
    await page.keyboard.press('c')
    const dialog = page.getByRole('dialog', { name: 'Cancel this sale?' })
    await dialog.getByRole('button', { name: 'Cancel this sale' }).click()
    await expectPage(dialog).toContainText('Say why, in a few words')
    await dialog.getByLabel('Reason').fill('')
    await dialog.getByLabel('Reason').pressSequentially('never again')
    await dialog.getByRole('button', { name: 'Cancel this sale' }).click()
    await expectPage(statusOf(page)).toHaveText(/^\s*Not paid/)
    expect(callsOf('checkout.cancel')).toEqual([{ saleId: 'sale-1', reason: 'never again' }])
    await page.context().close()
  })

  it('takes nothing that a scanner types for a key, and looks up the transaction that it reads', async () => {
    const page = await show(checkoutScenes.waiting)
    await expectPage(statusOf(page)).toBeVisible()
    const scan = async (text: string): Promise<void> =>
      await page.evaluate((typed) => {
        for (const key of [...Array.from(typed), 'Enter'])
          document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }))
      }, text)
    await scan('ecle-2026-ecl')
    await scan(`0x${'ec'.repeat(32)}`)
    await expectPage(page.getByRole('dialog', { name: 'Look up a transaction' })).toBeVisible()
    await expect
      .poll(() => callsOf('sales.lookUp'))
      .toEqual([{ saleId: 'sale-1', text: `0x${'ec'.repeat(32)}` }])
    await expectPage(page.getByRole('dialog')).toHaveCount(1)
    expect(callsOf('checkout.extend')).toEqual([])
    await page.context().close()
  })

  it.each(['Enter', 'n'])('goes to the next customer with %s', async (key) => {
    const page = await show(checkoutScenes.paid)
    await expectPage(statusOf(page)).toContainText('Paid')
    await page.keyboard.press(key)
    await expectPage(page).toHaveURL(/#\/register$/)
    await expect.poll(() => callsOf('checkout.dismiss')).toEqual([{ saleId: 'sale-1' }])
    await page.context().close()
  })

  it('says so when there is no such sale', async () => {
    const page = await stage.open('#/checkout/gone', {}, { who: 'ana' })
    await expectPage(page.getByRole('heading', { name: 'There is no such sale.' })).toBeVisible()
    await page.context().close()
  })

  it.each([
    [1_024, 768],
    [1_280, 800],
  ])('shows all there is to say beside the code at %d x %d, nothing to scroll to', async (width, height) => {
    const [known] = sceneCases(10, Date.now()).filter(({ kind }) => kind === 'wrongToken')
    const { verdict } = checkoutScenes.waiting
    const wrongToken = checkoutScene({
      verdict: { ...verdict, answer: 'notPaid', reason: 'wrongToken', advice: 'callManager' },
      headline: 'Not paid',
    })
    const scenes = [
      { view: checkoutScenes.waiting },
      { view: checkoutScenes.underpaid },
      { view: wrongToken, cases: known ? [{ ...known, saleId: wrongToken.saleId }] : [] },
    ]
    for (const scene of scenes) {
      const page = await stage.open(
        '#/checkout/sale-1',
        // The phone of the practice customer takes its room only in practice.
        { environment: 'testnet', ...scene },
        { who: 'ana', size: { width, height } },
      )
      await expectPage(statusOf(page)).toContainText(/Waiting|Detected|Case opened/)
      expect(await page.evaluate(findScrolled), `${scene.view.verdict.reason}`).toEqual([])
      await page.context().close()
    }
  })

  it.each([
    { size: screenSizes[0], scheme: 'light' },
    { size: screenSizes[1], scheme: 'dark' },
  ] as const)('has no barrier in any state, $scheme at $size.width', async ({ size, scheme }) => {
    const page = await show(checkoutScenes.waiting, { size, scheme })
    const barriers: Record<string, readonly string[]> = {}
    for (const [name, view] of Object.entries(checkoutScenes)) {
      stage.change({ view })
      await expectPage(statusOf(page)).toHaveText(new RegExp(`^\\s*${view.headline}`))
      const found = await findBarriers(page)
      if (found.length > 0) barriers[name] = found
    }
    expect(barriers).toEqual({})
    await page.context().close()
  })
})
