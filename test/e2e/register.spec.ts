import { expect, type Page } from '@playwright/test'
import { sampleCatalog } from '../../electron/practice/sample-catalog.ts'
import { test } from './fixture.ts'
import { tillPage } from './till-page.ts'

function total(page: Page) {
  return page.getByRole('region', { name: 'Basket' }).getByRole('definition').last()
}

function basketLine(page: Page, name: string) {
  return page.getByRole('region', { name: 'Basket' }).getByRole('button', { name: new RegExp(`^${name} `) })
}

function barcodeOf(name: string): string {
  const item = sampleCatalog.find((candidate) => candidate.name === name)
  if (item?.barcode === undefined) throw new Error(`The sample catalogue has no barcode for ${name}`)
  return item.barcode
}

/**
 * Types a code as a scanner in keyboard mode does. The keys carry the times at which a scanner sends them, as a browser
 * takes them from the keyboard: a busy machine handles them later and must not mistake the scanner for a person.
 */
async function scan(page: Page, code: string): Promise<void> {
  await page.evaluate((text) => {
    const startedAt = performance.now()
    for (const [index, key] of [...Array.from(text), 'Enter'].entries()) {
      const target = document.activeElement ?? document.body
      const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true })
      Object.defineProperty(event, 'timeStamp', { value: startedAt + index * 8 })
      const isTyped = target.dispatchEvent(event) && target instanceof HTMLInputElement && key.length === 1
      if (isTyped) document.execCommand('insertText', false, key)
    }
  }, code)
}

test('a sale is rung up without touching the mouse', async ({ till }) => {
  await till.unlock()
  const { page } = till
  const { keyboard } = page
  await page.getByRole('status', { name: 'Amount typed' }).waitFor()
  await keyboard.type('1250', { delay: 70 })
  await keyboard.press('Enter')
  await keyboard.type('300', { delay: 70 })
  await keyboard.press('Enter')
  await keyboard.press('ArrowUp')
  await keyboard.press('ArrowRight')
  await expect(basketLine(page, 'Amount').first()).toContainText('2 × $12.50')
  await keyboard.press('F2')
  await page.getByRole('dialog', { name: 'Discount on Amount' }).waitFor()
  await keyboard.type('10')
  await keyboard.press('Enter')
  await expect(basketLine(page, 'Amount').first()).toContainText('$2.50 off')
  await keyboard.press('F6')
  await page.getByRole('dialog', { name: 'Tip' }).waitFor()
  await keyboard.type('20')
  await keyboard.press('Enter')
  // 22.50 + 3.00 = 25.50; 8.25 % tax 2.10; 20 % tip 5.10
  await expect(total(page)).toHaveText('$32.70')
  await keyboard.press('?')
  await expect(page.getByRole('dialog', { name: 'Keys' })).toContainText('Charge')
  await keyboard.press('Escape')
  await keyboard.press('Control+Enter')
  await expect(till.code).toBeVisible()
})

test('a scanned code becomes a line, and what was typed before stays', async ({ till }) => {
  await till.unlock()
  const { page } = till
  const amount = page.getByRole('status', { name: 'Amount typed' })
  await page.getByRole('button', { name: '7', exact: true }).click()
  await page.getByRole('button', { name: '5', exact: true }).click()
  await scan(page, barcodeOf('Espresso'))
  await expect(basketLine(page, 'Espresso')).toBeVisible()
  await expect(amount).toHaveText('$0.75')

  await page.getByRole('searchbox', { name: 'Search items' }).fill('tea')
  await scan(page, barcodeOf('Espresso'))
  await expect(basketLine(page, 'Espresso')).toContainText('2 ×')
  await expect(page.getByRole('searchbox', { name: 'Search items' })).toHaveValue('tea')

  // A code that does not scan is typed into the search by hand.
  await page.getByRole('searchbox', { name: 'Search items' }).fill(barcodeOf('Earl Grey'))
  await page.getByRole('searchbox', { name: 'Search items' }).press('Enter')
  await expect(basketLine(page, 'Earl Grey')).toBeVisible()

  await scan(page, '9999999999994')
  await expect(page.getByText('Nothing has the code 9999999999994')).toBeVisible()
})

test('a basket waits for its customer, and outlives a reload of the page', async ({ till }) => {
  await till.unlock()
  const { page } = till
  await till.addAmount('1250')
  await page.getByRole('button', { name: 'Park' }).first().click()
  await expect(page.getByText('The basket is empty')).toBeVisible()
  await till.addAmount('300')
  await page.reload()
  await expect(basketLine(page, 'Amount')).toContainText('$3.00')

  await page.getByRole('button', { name: 'Parked 1' }).click()
  await page.getByRole('button', { name: /^Resume/ }).click()
  await expect(basketLine(page, 'Amount')).toContainText('$12.50')
  await expect(page.getByRole('button', { name: 'Parked 1' })).toBeVisible()
  await page.getByRole('button', { name: 'New sale' }).click()
  await expect(page.getByText('The basket is empty')).toBeVisible()
})

test('a charge that was cut off keeps the basket, and charging again opens the same sale', async ({
  page,
  shop,
}) => {
  let isCut = false
  await page.routeWebSocket(/\/rpc/, (socket) => {
    const server = socket.connectToServer()
    socket.onMessage((message) => {
      server.send(message)
      // The terminal has the call; its answer finds nobody.
      if (!isCut && String(message).includes('/checkout/open')) {
        isCut = true
        setTimeout(() => void socket.close({ code: 1001 }), 0)
      }
    })
  })
  await page.goto(shop.kiosk().ready.url)
  const till = tillPage(page)
  await till.unlock()
  await till.addAmount('1250')
  await page.getByRole('button', { name: 'Charge', exact: true }).click()
  await expect(page.getByText('No connection to the till.')).toBeVisible()
  await expect(basketLine(page, 'Amount')).toContainText('$12.50')

  await till.charge()
  await page.getByRole('link', { name: 'Sales' }).click()
  await expect(page.getByText('$13.53')).toHaveCount(1)
})
