import { expect as expectPage, type Locator, type Page } from '@playwright/test'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkoutScenes } from '../../../fixtures/scene-terminal/checkout-scenes.ts'
import { lookUpScenes } from '../../../fixtures/scene-terminal/scene-look-ups.ts'
import { findBarriers, openStagePages, screenSizes, type OpenedStage } from '../open-stage.ts'

let stage: OpenedStage
beforeAll(async () => {
  stage = await openStagePages()
})
afterAll(() => stage.close())

const txHash = `0x${'c'.repeat(64)}`
const dialogOf = (page: Page): Locator => page.getByRole('dialog', { name: 'Look up a transaction' })
const fieldOf = (page: Page): Locator => page.getByRole('textbox', { name: 'Transaction hash' })
const foundOf = (page: Page): Locator => page.getByRole('status', { name: 'What was found' })
const callsOf = (path: string): unknown[] =>
  stage.server.scene.calls.filter((call) => call.path === path).map((call) => call.input)

async function openDialog(name: keyof typeof lookUpScenes, look = {}): Promise<Page> {
  const scene = { view: checkoutScenes.waiting, lookUp: lookUpScenes[name], calls: [] }
  const page = await stage.open('#/checkout/sale-1', scene, { who: 'ana', ...look })
  await page.getByRole('button', { name: 'Already paid? Look up a transaction' }).click()
  await expectPage(fieldOf(page)).toBeFocused()
  return page
}

describe('LookUpDialog', () => {
  it.each([
    ['paid', 'This is the payment of this sale: 19.33 USDC'],
    ['unread', 'The till has not read that block yet'],
    ['otherSale', 'It pays sale S-001041, not this one'],
    ['counterfeit', 'a counterfeit (USDC)'],
    ['authorizationUsed', 'the signature in it was used before'],
    ['pending', 'It is not paid'],
    ['replaced', 'A newer transaction of the same sender took its place'],
    ['notFound', 'No network of this till knows it'],
    ['cannotTell', 'Cannot tell: not every network answers'],
  ] as const)('says of %s: %s', async (scene, sentence) => {
    const page = await openDialog(scene)
    await fieldOf(page).fill(txHash)
    await page.keyboard.press('Enter')
    await expectPage(foundOf(page)).toContainText(sentence)
    await expectPage(foundOf(page)).toContainText('Practice Slow')
    await page.context().close()
  })

  it('is clear to everybody, at both sizes and in both colours', async () => {
    for (const size of screenSizes)
      for (const scheme of ['light', 'dark'] as const) {
        const page = await openDialog('cannotTell', { size, scheme })
        await fieldOf(page).fill(txHash)
        await page.keyboard.press('Enter')
        await expectPage(foundOf(page)).toContainText('Cannot tell')
        expect(await findBarriers(page)).toEqual([])
        await page.context().close()
      }
  })

  it('refuses what is no hash without asking anybody', async () => {
    const page = await openDialog('paid')
    await fieldOf(page).fill('paid, I swear')
    await page.keyboard.press('Enter')
    await expectPage(dialogOf(page)).toContainText('That is no transaction hash.')
    expect(callsOf('sales.lookUp')).toEqual([])
    await page.context().close()
  })

  it('asks by the address of an explorer, and takes the next scan in place of the last', async () => {
    const page = await openDialog('authorizationUsed')
    await page.keyboard.insertText(`https://scan.test/tx/${txHash}?tab=logs`)
    await page.keyboard.press('Enter')
    await expectPage(foundOf(page)).toContainText('signature')
    // The focus is on a button, and a scanner types all the same.
    await foundOf(page)
      .getByRole('button', { name: /Look this one up/ })
      .focus()
    await page.keyboard.type(`0x${'d'.repeat(64)}`)
    await page.keyboard.press('Enter')
    await expectPage
      .poll(() => callsOf('sales.lookUp'))
      .toEqual([
        { saleId: 'sale-1', text: txHash },
        { saleId: 'sale-1', text: `0x${'d'.repeat(64)}` },
      ])
    await page.context().close()
  })

  it('looks the other transaction up that is named', async () => {
    const page = await openDialog('replaced')
    await fieldOf(page).fill(txHash)
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: /Look this one up/ }).click()
    await expectPage(fieldOf(page)).toHaveValue(`0x${'b'.repeat(64)}`)
    await expectPage.poll(() => callsOf('sales.lookUp')).toHaveLength(2)
    await page.context().close()
  })

  it('says what went wrong, and keeps the hash for another try', async () => {
    const page = await openDialog('paid')
    stage.change({ failures: { 'sales.lookUp': { code: 'lookup.busy' } } })
    await fieldOf(page).fill(txHash)
    await page.keyboard.press('Enter')
    await expectPage(foundOf(page)).toContainText('looking up several transactions already')
    stage.change({ failures: {} })
    await page.getByRole('button', { name: 'Try again' }).click()
    await expectPage(foundOf(page)).toContainText('This is the payment of this sale')
    await page.context().close()
  })
})
