import { expect } from '@playwright/test'
import { test } from './fixture.ts'

test('a sale that was paid twice becomes a case, which a manager decides and the customer takes home on paper', async ({
  till,
}) => {
  const { page, status } = till
  const rail = page.getByRole('navigation', { name: 'Screens' })
  await till.unlock('Manager')
  await rail.getByRole('link', { name: 'Cases' }).click()
  await expect(page.getByText('Nothing waits for a decision')).toBeVisible()
  await rail.getByRole('link', { name: 'Register' }).click()
  await till.addAmount('900')
  await till.charge()
  await page.getByRole('button', { name: 'Pay twice', exact: true }).click()
  await expect(status).toHaveText(/^\s*Paid/)
  await expect(rail.getByRole('link', { name: 'Cases 1 open' })).toBeVisible()

  await rail.getByRole('link', { name: 'Cases' }).click()
  const row = page.getByRole('link', { name: /Paid twice/ })
  await expect(row).toContainText('S-000001')
  await expect(row).toContainText('Nobody yet')
  await row.click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Case 000001-DUPLICATE')
  const arrived = page.getByRole('region', { name: 'What arrived' })
  await expect(arrived.getByRole('listitem')).toHaveCount(2)
  await expect(arrived).toContainText('9.74 USDC')

  await page.getByRole('button', { name: 'Take this case' }).click()
  await expect(page.getByText('You take care of it')).toBeVisible()
  await page.getByLabel('What did you find out?').fill('He pressed send again')
  await page.getByRole('button', { name: 'Add', exact: true }).click()
  await expect(page.getByRole('region', { name: 'Notes and history' })).toContainText('He pressed send again')

  await page.emulateMedia({ media: 'print' })
  const slip = page.locator('[data-print="slip"]')
  await expect(slip).toBeVisible()
  await expect(slip).toContainText('9.74 USDC')
  await expect(slip).toContainText('We are looking into it')
  await expect(page.getByRole('button', { name: 'Return what is too much' })).toBeHidden()
  await page.emulateMedia({ media: 'screen' })
  await expect(slip).toBeHidden()

  await page.getByRole('button', { name: 'Keep it as a tip' }).click()
  const dialog = page.getByRole('dialog', { name: 'Decide this case' })
  await dialog.getByRole('button', { name: 'Decide', exact: true }).click()
  await expect(dialog).toContainText('Every decision needs a reason.')
  await expect(dialog).toContainText('Ask the customer first.')
  await dialog.getByRole('button', { name: 'Cancel' }).click()

  await page.getByRole('button', { name: 'Return what is too much' }).click()
  await dialog.getByLabel('Reason').fill('He wants it back')
  await dialog.getByRole('button', { name: 'Decide', exact: true }).click()
  await expect(page.getByRole('note').getByText('Decided: Return what is too much')).toBeVisible()
  await expect(page.getByText('He wants it back').first()).toBeVisible()
  await expect(rail.getByRole('link', { name: 'Cases', exact: true })).toBeVisible()
  await page.getByRole('button', { name: 'All cases' }).click()
  await expect(page.getByText('Nothing waits for a decision')).toBeVisible()
  await page.getByText('Decided 1').click()
  await expect(page.getByRole('link', { name: /Paid twice/ })).toContainText('Return what is too much')
})

test('money on a cancelled sale waits for a manager, and a cashier may only take the case', async ({
  till,
}) => {
  const { page } = till
  await till.unlock('Cashier')
  await till.addAmount('500')
  await till.charge()
  await page.getByRole('button', { name: 'Pay too little', exact: true }).click()
  await expect(till.status).toHaveText(/^\s*Detected/)
  await page.getByRole('button', { name: 'Cancel sale', exact: true }).click()
  await page.getByRole('button', { name: 'Changed their mind' }).click()
  await page.getByRole('button', { name: 'Cancel this sale' }).click()
  await page.getByRole('link', { name: 'Cases 1 open' }).click()
  await page.getByRole('link', { name: /Paid in part/ }).click()
  await expect(page.getByText('A manager decides this.')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Return the money' })).toHaveCount(0)
  await page.getByRole('button', { name: 'Take this case' }).click()
  await expect(page.getByText('You take care of it')).toBeVisible()
})
