import { expect } from '@playwright/test'
import { test } from './fixture.ts'
import { readCode } from './read-code.ts'
import { payCode } from './wallet.ts'

const unheardOf = `0x${'5'.repeat(64)}`

test('a customer shows a transaction, and the cashier sees what it is', async ({ shop, till }) => {
  const { page, status } = till
  const dialog = page.getByRole('dialog', { name: 'Look up a transaction' })
  const field = dialog.getByRole('textbox', { name: 'Transaction hash' })
  const found = dialog.getByRole('status', { name: 'What was found' })
  await till.unlock('Manager')
  await till.addAmount('1250')
  await till.charge()

  await test.step('a hash that nobody knows is not found, and nothing is called failed', async () => {
    await page.getByRole('button', { name: 'Already paid? Look up a transaction' }).click()
    await expect(field).toBeFocused()
    await field.fill('0x1234')
    await page.keyboard.press('Enter')
    await expect(dialog).toContainText('That is no transaction hash.')
    await field.fill(unheardOf)
    await page.keyboard.press('Enter')
    await expect(found).toContainText('No network of this till knows it.')
    await expect(found).toContainText('Practice Fast: Not there')
    await expect(found).toContainText('Practice Slow: Not there')
    await page.keyboard.press('Escape')
    await expect(dialog).toBeHidden()
    await expect(status).toHaveText(/^\s*Waiting/)
  })

  const paid = await payCode(shop.kiosk().ready, await readCode(till.code))
  await expect(status).toHaveText(/^\s*Paid/)

  await test.step('the payment is found by a scan, from the page of the sale', async () => {
    await page.getByRole('button', { name: 'View sale' }).click()
    await page.getByRole('button', { name: 'Look up a transaction' }).click()
    await expect(field).toBeFocused()
    // The address of an explorer's page, as a scanner in keyboard mode types it.
    await page.keyboard.type(`https://explorer.test/tx/${paid.txHash}`)
    await page.keyboard.press('Enter')
    await expect(found).toContainText('This is the payment of this sale')
    await expect(found).toContainText(`In block ${paid.blockNumber}`)
    await page.keyboard.press('Escape')
  })

  await test.step('the history tells that somebody looked, and what it said', async () => {
    const history = page.getByRole('region', { name: 'History' })
    await expect(history).toContainText('Manager looked a transaction up: no network knew it.')
    await expect(history).toContainText('Manager looked a transaction up: it pays a sale of this shop.')
  })

  await test.step('shown again for the next sale, it is named as the payment of the first', async () => {
    await page.getByRole('link', { name: 'Register' }).click()
    await till.addAmount('900')
    await till.charge()
    await page.keyboard.press('l')
    await field.fill(paid.txHash)
    await page.keyboard.press('Enter')
    await expect(found).toContainText(/It pays sale S-\d+, not this one/)
    await found.getByRole('button', { name: /^Open sale/ }).click()
    await expect(page.getByRole('region', { name: 'Payments' })).toContainText(paid.txHash)
  })
})
