import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, type Page } from '@playwright/test'
import { parseEip681, type TransferRequest } from '../../shared/domain/invoice/eip681.ts'
import { createDataFolder } from './kiosk.ts'
import { test } from './fixture.ts'
import { readCode } from './read-code.ts'
import type { TillPage } from './till-page.ts'
import { payCode } from './wallet.ts'

async function readRequest(till: TillPage): Promise<TransferRequest> {
  const request = parseEip681(await readCode(till.code))
  if (!request) throw new Error('The code on the screen is no payment request')
  return request
}

async function openOwnSale(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'View sale' }).click()
  await expect(page.getByRole('heading', { name: 'History' })).toBeVisible()
}

test('every slip of a customer is named, and nothing of it is lost', async ({ shop, till }) => {
  const { page, status } = till
  const pay = (how: string): Promise<void> => page.getByRole('button', { name: how, exact: true }).click()
  await till.unlock('Manager')

  await test.step('too little: the code asks for the rest', async () => {
    await till.addAmount('1250')
    await till.charge()
    const asked = await readRequest(till)
    await pay('Pay too little')
    await expect(status).toHaveText(/^\s*Detected/)
    await expect(page.getByText('Still to pay').first()).toBeVisible()
    // One whole token of six decimals is missing.
    await expect.poll(async () => (await readRequest(till)).amountMinor).toBe(1_000_000n)
    const rest = await readRequest(till)
    expect(rest).toMatchObject({ recipient: asked.recipient, tokenAddress: asked.tokenAddress })
    await payCode(shop.kiosk().ready, await readCode(till.code))
    await expect(status).toHaveText(/^\s*Paid/)
    await openOwnSale(page)
    const payments = page.getByRole('region', { name: 'Payments' })
    await expect(payments).toContainText('12.53 USDC')
    await expect(payments).toContainText('1.00 USDC')
  })

  await test.step('twice: paid, and the second payment is shown', async () => {
    await page.getByRole('link', { name: 'Register' }).click()
    await till.addAmount('900')
    await till.charge()
    await pay('Pay twice')
    await expect(status).toHaveText(/^\s*Paid/)
    await expect(status).toContainText('The customer paid twice')
    await openOwnSale(page)
    await expect(page.getByText('Paid twice').first()).toBeVisible()
  })

  await test.step('too much: paid, and the surplus is shown', async () => {
    await page.getByRole('link', { name: 'Register' }).click()
    await till.addAmount('800')
    await till.charge()
    await pay('Pay too much')
    await expect(status).toHaveText(/^\s*Paid/)
    await expect(status).toContainText('The customer paid too much')
  })

  await test.step('another token than the one shown: it counts', async () => {
    await page.getByRole('link', { name: 'Register' }).click()
    await till.addAmount('700')
    await till.charge()
    const shown = page.getByRole('radiogroup', { name: 'Token' }).getByRole('radio', { checked: true })
    const token = (await shown.getAttribute('value')) ?? ''
    await pay('Pay with another token')
    await expect(status).toHaveText(/^\s*Paid/)
    await openOwnSale(page)
    const payments = page.getByRole('region', { name: 'Payments' })
    await expect(payments).toContainText('7.')
    expect(token).not.toBe('')
    await expect(payments).not.toContainText(token)
  })
})

test('a sale is cancelled with its reason, and the reason is kept', async ({ till }) => {
  const { page, status } = till
  await till.unlock()
  await till.addAmount('500')
  await till.charge()
  await page.getByRole('button', { name: 'Cancel sale' }).click()
  await page.getByRole('button', { name: 'Cancel this sale' }).click()
  await expect(page.getByText('Say why, in a few words.')).toBeVisible()
  await page.getByRole('textbox', { name: 'Reason' }).fill('Wants to pay by card')
  await page.getByRole('button', { name: 'Cancel this sale' }).click()
  await expect(status).toHaveText(/^\s*Not paid/)
  await expect(till.code).toBeHidden()
  await page.getByRole('link', { name: 'Sales' }).click()
  await page.getByRole('link').filter({ hasText: 'Cancelled' }).first().click()
  await expect(page.getByText('Cashier cancelled the sale: Wants to pay by card.')).toBeVisible()
})

const config = createDataFolder()
const configFile = join(config.folder, 'quick.json')

test.describe('with thirty seconds to pay', () => {
  test.use({ shopArgs: ['--config', configFile] })
  test.beforeAll(() =>
    writeFileSync(configFile, JSON.stringify({ environment: 'practice', checkout: { invoiceSeconds: 30 } })),
  )
  test.afterAll(() => config.remove())

  test('time runs out, more time opens the sale again, and it is paid', async ({ shop, till }) => {
    const { page, status } = till
    await till.unlock()
    await till.addAmount('600')
    await till.charge()
    const uri = await readCode(till.code)
    await expect(status).toHaveText(/^\s*Not paid/, { timeout: 60_000 })
    await expect(till.code).toBeHidden()
    await page.getByRole('button', { name: 'Extend time' }).click()
    await expect(status).toHaveText(/^\s*Waiting/)
    // The customer may have kept the first code: it is still the right one.
    expect(await readCode(till.code)).toBe(uri)
    await payCode(shop.kiosk().ready, uri)
    await expect(status).toHaveText(/^\s*Paid/)
  })

  test('a payment that comes too late becomes a case, which a manager decides', async ({ shop, till }) => {
    const { page, status } = till
    const rail = page.getByRole('navigation', { name: 'Screens' })
    await till.unlock('Manager')
    await till.addAmount('600')
    await till.charge()
    const uri = await readCode(till.code)
    await expect(status).toHaveText(/^\s*Not paid/, { timeout: 60_000 })
    await payCode(shop.kiosk().ready, uri)
    await rail.getByRole('link', { name: 'Cases 1 open' }).click()
    await page.getByRole('link', { name: /Paid late/ }).click()
    await expect(page.getByText('The money came after the sale was over.')).toBeVisible()
    await expect(page.getByRole('region', { name: 'What arrived' })).toContainText(/6\.\d\d USDC/)
    await page.getByRole('button', { name: 'Goods were handed over' }).click()
    const dialog = page.getByRole('dialog', { name: 'Decide this case' })
    await dialog.getByLabel('Reason').fill('She waited at the counter')
    await dialog.getByRole('button', { name: 'Decide', exact: true }).click()
    await expect(page.getByText('She waited at the counter').first()).toBeVisible()
    await expect(rail.getByRole('link', { name: 'Cases', exact: true })).toBeVisible()
  })
})
