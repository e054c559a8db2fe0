import { expect } from '@playwright/test'
import { test } from './fixture.ts'

test('the customer reads the basket as it grows, then what to pay, and after the sale only a greeting', async ({
  context,
  shop,
  till,
}) => {
  const display = await context.newPage()
  await display.goto(shop.kiosk().ready.display)
  await expect(display.getByText('Welcome')).toBeVisible()
  await till.unlock()
  await till.addAmount('1250')
  await till.page.getByRole('button', { name: /^Flat white/ }).click()
  const basket = display.getByRole('region', { name: 'Your basket' })
  await expect(basket.getByRole('listitem')).toHaveText([
    /Amount\$12\.50/,
    /Flat white\$4\.20/,
    /tax\$1\.38/i,
  ])
  await expect(basket).toContainText('$18.08')

  await till.charge()
  const status = display.getByRole('status', { name: 'Payment status' })
  await expect(status).toHaveText(/^Waiting/)
  await expect(display.getByText('$18.08')).toBeVisible()
  await expect(display.getByRole('timer')).toHaveText(/\d:\d\d/)
  await expect(basket).toHaveCount(0)

  await till.page.getByRole('button', { name: 'Cancel sale', exact: true }).click()
  await till.page.getByRole('button', { name: 'Changed their mind' }).click()
  await till.page.getByRole('button', { name: 'Cancel this sale' }).click()
  await expect(status).toHaveText(/^Not paid/)
  await expect(display.getByRole('img', { name: 'Payment QR' })).toHaveCount(0)
  await till.page.getByRole('button', { name: 'New sale', exact: true }).click()
  await expect(display.getByText('Welcome')).toBeVisible()
  await expect(display.getByText('$18.08')).toHaveCount(0)
})

test('a display that lost its till shows no code, and one the till no longer knows says what to open', async ({
  context,
  shop,
  till,
}) => {
  const display = await context.newPage()
  await display.goto(shop.kiosk().ready.display)
  await till.unlock()
  await till.addAmount('1250')
  await till.charge()
  await expect(display.getByRole('img', { name: 'Payment QR' })).toBeVisible()

  const { port } = new URL(shop.kiosk().ready.url)
  await shop.kiosk().kill()
  await expect(display.getByText('One moment')).toBeVisible()
  await expect(display.getByRole('img', { name: 'Payment QR' })).toHaveCount(0)
  await expect(till.page.getByText('No connection to the till')).toBeVisible()

  await shop.restart(['--port', port])
  await expect(display.getByText('This display is not paired')).toBeVisible()
  await expect(till.page.getByText('This screen is not paired with the till.')).toBeVisible()
})
