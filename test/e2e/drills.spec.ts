import { expect, type Page } from '@playwright/test'
import { lookAt } from './look-at.ts'
import { test } from './fixture.ts'
import { tillPage, type TillPage } from './till-page.ts'

/** A manager starts a drill from the list; the till restarts into it and waits for somebody to sign in. */
async function startDrill(till: TillPage, name: string): Promise<void> {
  const { page } = till
  await page.getByRole('link', { name: 'Drills', exact: true }).click()
  await page.getByRole('button', { name: `Start the drill: ${name}` }).click()
  await expect(page.getByRole('region', { name: 'Drill', exact: true })).toContainText(name)
  await expect(page.getByRole('button', { name: 'Cashier', exact: true })).toBeVisible()
}

function cardOf(page: Page) {
  return page.getByRole('complementary', { name: 'Drill card' })
}

async function answer(page: Page, choice: string, outcome: 'Right' | 'Not right'): Promise<void> {
  const card = cardOf(page)
  await card.getByRole('button', { name: choice, exact: true }).click()
  await expect(card.getByRole('heading', { name: outcome, exact: true })).toBeVisible()
  await card.getByRole('button', { name: 'Go on' }).click()
}

async function finish(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Finish drill' }).click()
  await expect(page.getByRole('region', { name: 'Drill', exact: true })).toBeHidden()
  await expect(page.getByRole('button', { name: 'Manager', exact: true })).toBeVisible()
}

test('a manager starts drills, a cashier plays them, and practice is as it was', async ({
  context,
  shop,
  till,
}) => {
  test.setTimeout(240_000)
  const { page, status } = till
  const display = await context.newPage()
  await display.goto(shop.kiosk().ready.display)
  const word = display.getByText('Drill', { exact: true })
  await page.bringToFront()
  await till.unlock()
  await till.addAmount('300')
  await till.charge()
  const practiceSale = new URL(page.url()).hash
  await till.lock()
  await till.unlock('Manager')

  await test.step('underpaid: the till restarts, the customer pays too little, and the cashier asks for the rest', async () => {
    await startDrill(till, 'Paid too little')
    await till.unlock()
    // The sale of practice is not here, and the customer acts without a phone.
    await till.addAmount('1250')
    await page.getByRole('button', { name: 'Charge', exact: true }).click()
    await expect(page.getByRole('complementary', { name: "Practice customer's phone" })).toBeHidden()
    await expect(status).toHaveText(/^\s*Detected/)
    await expect(cardOf(page).getByRole('heading', { name: 'What do you do?' })).toBeVisible()
    await lookAt(page, 'drill-question')
    await answer(
      page,
      'Keep the goods and let the customer pay the rest with the code on the screen',
      'Right',
    )
    await expect(status).toHaveText(/^\s*Paid/)
    await answer(page, 'Hand over the goods', 'Right')
    await expect(cardOf(page)).toContainText('3 of 3 right')
    await expect(word).toBeVisible()
    await finish(page)
  })

  await test.step('the reorganisation: a wrong answer is said, and explained', async () => {
    await till.unlock('Manager')
    await page.getByRole('link', { name: 'Drills', exact: true }).click()
    await expect(page.getByRole('row', { name: /Cashier.*3 of 3/ }).first()).toBeVisible()
    await expect(word).toBeHidden()
    await startDrill(till, 'Payment taken back')
    await till.unlock()
    await till.addAmount('700')
    await page.getByRole('button', { name: 'Charge', exact: true }).click()
    await expect(status).toHaveText(/^\s*Cannot tell/, { timeout: 30_000 })
    await answer(page, 'Hand over the goods', 'Not right')
    await expect(status).toHaveText(/^\s*Paid/)
    await answer(page, 'Hand over the goods', 'Right')
    await finish(page)
  })

  await test.step('practice: its open sale is there, and no sale of a drill', async () => {
    await till.unlock('Manager')
    await page.getByRole('link', { name: 'Drills', exact: true }).click()
    await expect(page.getByRole('row', { name: /^Payment taken back.*2 of 3/ })).toBeVisible()
    await lookAt(page, 'drills')
    await page.getByRole('link', { name: 'Sales' }).click()
    await expect(page.getByText('$3.25').first()).toBeVisible()
    await expect(page.getByText('$13.53')).toHaveCount(0)
    await page.goto(`${new URL(page.url()).origin}/${practiceSale}`)
    await page.getByRole('button', { name: 'Pay exactly', exact: true }).click()
    await expect(status).toHaveText(/^\s*Paid/)
  })

  await test.step('a power cut in the middle of a drill ends it', async () => {
    await till.lock()
    await till.unlock('Manager')
    await startDrill(till, 'Counterfeit token')
    await shop.kiosk().kill()
    const again = await context.newPage()
    await again.goto((await shop.restart()).ready.url)
    await expect(again.getByRole('button', { name: 'Cashier', exact: true })).toBeVisible()
    await expect(again.getByRole('region', { name: 'Drill', exact: true })).toHaveCount(0)
    const later = tillPage(again)
    await later.unlock()
    await again.getByRole('link', { name: 'Sales' }).click()
    await expect(again.getByText('$3.25').first()).toBeVisible()
  })
})
