import { createPublicClient, erc20Abi, http } from 'viem'
import { privateKeyToAddress } from 'viem/accounts'
import { expect, type Page } from '@playwright/test'
import { test } from './fixture.ts'
import { practicePins, type TillPage } from './till-page.ts'
import type { Ready } from './kiosk.ts'

/** What the customer's wallet holds of a token on the quick practice chain, as the chain says it. */
async function heldByCustomer({ chains, practice }: Ready, symbol: string): Promise<bigint> {
  const [chain] = chains
  const token = chain?.tokens.find((candidate) => candidate.symbol === symbol)
  if (!chain || !token || !practice) throw new Error('Practice has a customer with tokens')
  return await createPublicClient({ transport: http(chain.rpcUrl) }).readContract({
    address: token.address as `0x${string}`,
    abi: erc20Abi,
    functionName: 'balanceOf',
    args: [privateKeyToAddress(practice.customerKey as `0x${string}`)],
  })
}

async function sell(till: TillPage, amounts: readonly string[], how = 'Pay exactly'): Promise<void> {
  await till.page.getByRole('link', { name: 'Register' }).click()
  for (const amount of amounts) await till.addAmount(amount)
  await till.charge()
  await till.page.getByRole('button', { name: how, exact: true }).click()
  await expect(till.status).toHaveText(/^\s*Paid/)
}

/** Both witnesses have spoken: the chain, and Paxos. */
async function expectCredited(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'View sale' }).click()
  await expect(page.getByText(/Paxos has credited/)).toBeVisible({ timeout: 30_000 })
  const evidence = page.locator('details', { hasText: 'How we know' })
  if (!(await evidence.evaluate((details: HTMLDetailsElement) => details.open)))
    await evidence.locator('summary').click()
  await expect(evidence).toContainText(/USDC from 0x/)
  await expect(evidence).toContainText(/USDC credited/)
}

/** From what goes back to the approval in place; the cashier stays signed in. */
async function askAndApprove(page: Page, reason: string): Promise<void> {
  await page.getByRole('button', { name: 'Next', exact: true }).click()
  await page.getByRole('button', { name: 'Check the address' }).click()
  await page.getByRole('button', { name: reason, exact: true }).click()
  await page.getByRole('button', { name: 'Ask for approval' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog).toContainText('up to $500.00')
  await dialog.getByRole('radio', { name: /Manager/ }).check({ force: true })
  for (const digit of practicePins.Manager)
    await dialog.getByRole('button', { name: digit, exact: true }).click()
  const submit = dialog.getByRole('button', { name: 'Approve and send' })
  if (await submit.isVisible()) await submit.click()
}

test('a part goes back by line, approved in place, and the customer has it', async ({ shop, till }) => {
  const { page } = till
  await till.unlock('Cashier')
  await sell(till, ['450', '320'])
  await expectCredited(page)
  const before = await heldByCustomer(shop.kiosk().ready, 'USDC')

  await page.getByRole('button', { name: 'Give money back' }).click()
  await page.getByRole('radio', { name: 'Items' }).check({ force: true })
  await page
    .getByRole('button', { name: /One more/ })
    .first()
    .click()
  await askAndApprove(page, 'Goods came back')
  await expect(page.getByText('The money has arrived')).toBeVisible({ timeout: 60_000 })

  // 4.50 and its tax of 8.25 %, rounded up to the cent as it was taken.
  const after = await heldByCustomer(shop.kiosk().ready, 'USDC')
  expect(after - before).toBe(4_870_000n)
  await expect(page.getByRole('list', { name: 'How far it is' })).toContainText('seen by the till in block')
  await expect(page.getByRole('button', { name: 'Lock', exact: true })).toBeVisible()
})

test('what was paid over goes back, and its case ends with it', async ({ shop, till }) => {
  const { page } = till
  await till.unlock('Cashier')
  await sell(till, ['800'], 'Pay too much')
  await expectCredited(page)
  const before = await heldByCustomer(shop.kiosk().ready, 'USDC')
  await page.getByRole('button', { name: 'Give money back' }).click()
  await expect(page.getByRole('radio', { name: 'Paid too much' })).toBeChecked()
  await askAndApprove(page, 'Paid too much')
  await expect(page.getByText('The money has arrived')).toBeVisible({ timeout: 60_000 })
  const after = await heldByCustomer(shop.kiosk().ready, 'USDC')
  expect(after - before).toBe(1_000_000n)
  await page.getByRole('link', { name: 'Cases' }).click()
  await expect(page.getByText('Paid too much')).toHaveCount(0)
})
