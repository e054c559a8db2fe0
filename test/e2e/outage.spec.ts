import { expect, type Page } from '@playwright/test'
import { test } from './fixture.ts'
import { practicePins, type TillPage } from './till-page.ts'

async function sell(till: TillPage, amount: string): Promise<void> {
  await till.page.getByRole('link', { name: 'Register' }).click()
  await till.addAmount(amount)
  await till.charge()
  await till.page.getByRole('button', { name: 'Pay exactly', exact: true }).click()
  await expect(till.status).toHaveText(/^\s*Paid/)
  await till.page.getByRole('button', { name: 'View sale' }).click()
}

async function switchOutage(page: Page, isOn: boolean): Promise<void> {
  await page.getByRole('link', { name: 'Settings' }).click()
  await page.getByRole('link', { name: 'Settlement' }).click()
  const toggle = page.getByRole('switch', { name: 'The play Paxos does not answer' })
  await expect(toggle).toBeEnabled()
  await toggle.click({ force: true })
  await expect(toggle).toBeChecked({ checked: isOn })
}

test('with Paxos out the till sells and gives money back, the outbox shows what waits, and all settles', async ({
  till,
}) => {
  test.setTimeout(240_000)
  const { page } = till
  await till.unlock('Manager')
  await sell(till, '900')
  await expect(page.getByText(/Paxos has credited/)).toBeVisible({ timeout: 30_000 })
  const first = page.url()

  await switchOutage(page, true)
  await sell(till, '600')
  const second = page.url()
  await expect(page.locator('details', { hasText: 'How we know' })).toContainText(
    /not credited yet|will be credited/,
  )

  await test.step('a refund is promised from what the books hold, and waits', async () => {
    await page.goto(first)
    await page.getByRole('button', { name: 'Give money back' }).click()
    await page.getByRole('button', { name: 'Next', exact: true }).click()
    await page.getByRole('button', { name: 'Check the address' }).click()
    await expect(page.getByText('as the books say; Paxos does not answer now')).toBeVisible({
      timeout: 30_000,
    })
    await page.getByRole('button', { name: 'Goods came back', exact: true }).click()
    await page.getByRole('button', { name: 'Ask for approval' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('radio', { name: /Manager/ }).check({ force: true })
    for (const digit of practicePins.Manager)
      await dialog.getByRole('button', { name: digit, exact: true }).click()
    const submit = dialog.getByRole('button', { name: 'Approve and send' })
    if (await submit.isVisible()) await submit.click()
    await expect(page.getByText('Waits to be sent')).toBeVisible()
  })
  const refund = page.url()

  await test.step('the outbox says what waits, for how long, and why', async () => {
    await page.getByRole('link', { name: /Outbox/ }).click()
    await expect(page.getByText('R-000001: 9.74 USDC')).toBeVisible()
    await expect(page.getByText(/does not answer|no answer/i).first()).toBeVisible()
  })

  await switchOutage(page, false)
  await page.goto(refund)
  await expect(page.getByText('The money has arrived')).toBeVisible({ timeout: 90_000 })
  await page.goto(second)
  await expect(page.getByText(/Paxos has credited/)).toBeVisible({ timeout: 30_000 })
  await expect(page.getByRole('link', { name: /Outbox/ })).toHaveCount(0)
})
