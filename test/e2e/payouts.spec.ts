import { expect, type Page } from '@playwright/test'
import { test } from './fixture.ts'
import { practicePins, type TillPage } from './till-page.ts'

/** The owner approves in place; the manager stays signed in. */
async function approveAsOwner(page: Page, word: string): Promise<void> {
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByText('PIN of Owner')).toBeVisible()
  // Who asked is not offered.
  await expect(dialog.getByRole('radio', { name: 'Manager' })).toHaveCount(0)
  for (const digit of practicePins.Owner)
    await dialog.getByRole('button', { name: digit, exact: true }).click()
  await dialog.getByRole('button', { name: word }).click()
  await expect(dialog).toBeHidden()
}

/** Takes up the bank account that the play Paxos has reviewed: the newer of the two that it knows. */
async function useHouseBank({ page }: TillPage): Promise<void> {
  await page.getByRole('link', { name: 'Payouts' }).click()
  await page.getByRole('link', { name: 'Bank accounts' }).click()
  await page.getByRole('button', { name: 'Use this account' }).first().click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('What the shop calls it').fill('House bank')
  await dialog.getByRole('button', { name: 'Use this account' }).click()
  await expect(page.getByRole('dialog', { name: 'Approve House bank' })).toBeVisible()
  await approveAsOwner(page, 'Approve this account')
  await expect(page.getByText('Payouts can go here.')).toBeVisible()
}

function rowOf(page: Page, asset: string) {
  return page.getByRole('row', { name: new RegExp(`^${asset} `) })
}

test('a payout to the approved account is followed until it is paid', async ({ till }) => {
  const { page } = till
  await till.unlock('Manager')
  await useHouseBank(till)
  await page.getByRole('link', { name: 'Payouts', exact: true }).last().click()
  await page.getByRole('button', { name: 'Pay out' }).click()
  await page.getByRole('radio', { name: 'USDC' }).check({ force: true })
  await expect(page.getByText('$100.00, less the fee')).toBeVisible()
  await page.keyboard.type('4000')
  await expect(page.getByText('$40.00, less the fee')).toBeVisible()
  await expect(page.getByText('Owner: any amount')).toBeVisible()
  await page.getByRole('button', { name: 'Ask for approval' }).click()
  await approveAsOwner(page, 'Approve and send')
  await expect(page.getByText('Paid to the bank')).toBeVisible({ timeout: 60_000 })
  await expect(page.getByRole('list', { name: 'How far it is' }).getByText(', done')).toHaveCount(5)

  await page.getByRole('button', { name: 'All payouts' }).click()
  await expect(rowOf(page, 'USDC')).toContainText('60.00')
  await page.getByRole('button', { name: 'Compare now' }).click()
  await expect(page.getByText('The books agree with the account')).toBeVisible()
})

test('a standing order sweeps at its time and keeps the float back', async ({ till }) => {
  test.setTimeout(240_000)
  const { page } = till
  await till.unlock('Manager')
  await useHouseBank(till)
  await page.getByRole('link', { name: 'Standing orders' }).click()
  await page.getByRole('button', { name: 'New standing order' }).click()
  await page.getByLabel('Name').fill('Evening sweep')
  await page.getByLabel('Keep back for refunds (USD)').fill('30')
  // The next full minute that still leaves time for the approval.
  const due = await page.evaluate(() => {
    const at = new Date(Date.now() + 75_000)
    return [at.getHours(), at.getMinutes()].map((part) => String(part).padStart(2, '0')).join(':')
  })
  await page.getByLabel('Time of day').fill(due)
  await page.getByRole('button', { name: 'Ask for approval' }).click()
  await approveAsOwner(page, 'Approve this order')
  await expect(page.getByText('keeps back $30.00')).toBeVisible()
  await expect(page.getByText(/paid out/)).toBeVisible({ timeout: 150_000 })
  await page.getByRole('link', { name: 'Open its payout' }).click()
  await expect(page.getByText('Paid to the bank')).toBeVisible({ timeout: 60_000 })
  await expect(page.getByText('$70.00').first()).toBeVisible()
  await page.getByRole('button', { name: 'All payouts' }).click()
  await expect(rowOf(page, 'USDC')).toContainText('30.00')
})
