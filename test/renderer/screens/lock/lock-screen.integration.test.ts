import { expect as expectPage, type Page } from '@playwright/test'
import { afterAll, beforeAll, describe, it } from 'vitest'
import { openStagePages, type OpenedStage } from '../open-stage.ts'
import { checkoutScenes } from '../../../fixtures/scene-terminal/checkout-scenes.ts'

let stage: OpenedStage
beforeAll(async () => {
  stage = await openStagePages()
})
afterAll(() => stage.close())

async function change(page: Page, name: string): Promise<void> {
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Lock', exact: true }).click()
  await page.getByRole('button', { name: new RegExp(name) }).click()
  for (const digit of '1111') await page.getByRole('button', { name: digit, exact: true }).click()
  await expectPage(page.getByRole('button', { name: 'Lock', exact: true })).toBeVisible()
}

describe('LockScreen', () => {
  it('opens the register for the next person, and for the same person what they had before them', async () => {
    const page = await stage.open('#/checkout/sale-1', { view: checkoutScenes.waiting }, { who: 'ana' })
    await expectPage(page.getByRole('status', { name: 'Payment status' })).toBeVisible()
    await change(page, 'Ana Duarte')
    await expectPage(page.getByRole('status', { name: 'Payment status' })).toBeVisible()
    await page.keyboard.press('c')
    await expectPage(page.getByRole('dialog')).toBeVisible()
    await change(page, 'Ben Calloway')
    await expectPage(page).toHaveURL(/#\/register$/)
    await expectPage(page.getByRole('dialog')).toHaveCount(0)
    await page.goto(`${new URL(page.url()).origin}/#/checkout/sale-1`)
    await expectPage(page.getByRole('status', { name: 'Payment status' })).toBeVisible()
    await page.context().close()
  })
})
