import { expect, type Page } from '@playwright/test'
import { test } from './fixture.ts'
import { callIssuer } from './practice-issuer.ts'
import { readCode } from './read-code.ts'
import { payCode } from './wallet.ts'

/** A second till screen at the health page, where a manager asks all networks. */
async function openHealth(page: Page): Promise<Readonly<{ askNow: () => Promise<void> }>> {
  await page.getByRole('link', { name: 'Health', exact: true }).click()
  const ask = page.getByRole('button', { name: 'Ask now', exact: true })
  await expect(ask).toBeVisible()
  return { askNow: () => ask.click() }
}

test('a token that its issuer pauses goes off both screens with its reason, and comes back', async ({
  context,
  shop,
  till,
}) => {
  test.setTimeout(120_000)
  const { page, code, status } = till
  const { ready } = shop.kiosk()
  const display = await context.newPage()
  await display.goto(ready.display)
  const shownToCustomer = display.getByRole('img', { name: 'Payment QR' })
  await till.unlock('Manager')
  await till.addAmount('1250')
  await till.charge()
  const tokens = page.getByRole('radiogroup', { name: 'Token' })
  const chosen = tokens.getByRole('radio', { checked: true })
  const symbol = (await chosen.getAttribute('value')) ?? ''
  // Somebody has chosen it: the till does not go over to another token by itself while the customer looks.
  const other = tokens.getByRole('radio', { checked: false }).first()
  await other.check()
  await tokens.getByRole('radio', { name: symbol }).check()
  await expect(code).toBeVisible()
  await expect(shownToCustomer).toBeVisible()
  const checkout = page.url()

  await test.step('paused: no code on either screen, and the reason in words', async () => {
    await callIssuer(ready, 'pause', (each) => each === symbol)
    await (await openHealth(page)).askNow()
    await expect(page.getByText('paused by its issuer, off the offer').first()).toBeVisible()
    await page.goto(checkout)
    await expect(status).toContainText(`${symbol} on`)
    await expect(status).toContainText('is paused by its issuer')
    await expect(code).toHaveCount(0)
    await expect(page.getByText('Pay to this address')).toHaveCount(0)
    await expect(tokens.getByRole('radio', { name: symbol })).toBeDisabled()
    await expect(tokens).toContainText('Paused by its issuer')
    await expect(shownToCustomer).toHaveCount(0)
    await expect(display.getByRole('status', { name: 'Payment status' })).toContainText(
      'Please do not pay yet',
    )
  })

  await test.step('another token: both screens show its code', async () => {
    await tokens.getByRole('radio', { disabled: false }).first().check()
    await expect(code).toBeVisible()
    await expect(shownToCustomer).toBeVisible()
    await expect(status).toContainText('Let the customer scan the code')
  })

  await test.step('all paused: the register says so, and keeps the basket', async () => {
    await callIssuer(ready, 'pause', (each) => each !== symbol)
    await (await openHealth(page)).askNow()
    await expect(page.getByText('paused by its issuer, off the offer')).toHaveCount(
      ready.chains.flatMap((chain) => chain.tokens).length,
    )
    await page.goto(checkout)
    await expect(status).toContainText('No other way is left')
    await page.getByRole('link', { name: 'Register' }).click()
    await till.addAmount('900')
    await page.getByRole('button', { name: 'Charge', exact: true }).click()
    await expect(page.getByText('No token can be taken now.')).toBeVisible()
    await expect(page.getByText(`Paused by its issuer: `)).toContainText(symbol)
    await expect(page.getByRole('button', { name: 'Charge', exact: true })).toBeVisible()
  })

  await test.step('back: the same basket is charged and paid', async () => {
    await callIssuer(ready, 'unpause', () => true)
    await (await openHealth(page)).askNow()
    await expect(page.getByText('paused by its issuer, off the offer')).toHaveCount(0)
    await page.getByRole('link', { name: 'Register' }).click()
    await till.charge()
    await payCode(ready, await readCode(code))
    await expect(status).toHaveText(/^\s*Paid/)
  })
})
