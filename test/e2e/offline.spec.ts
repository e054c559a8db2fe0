import { expect, type Page, type WebSocketRoute } from '@playwright/test'
import { test } from './fixture.ts'
import { tillPage } from './till-page.ts'

/** The line between a page and its till, in the hands of a test. */
type Line = Readonly<{
  /** Keeps back what the page asks about sales, the catalogue and the journal; everything else passes. */
  hold: () => void
  release: () => void
  /** Breaks the line, and every new one, until it is mended. */
  cut: () => void
  mend: () => void
}>

const heldBack = /sales|catalog|feed/

/** Stands between the page and the till; call it before the page is opened. */
async function holdLine(page: Page): Promise<Line> {
  let isHolding = false
  let isCut = false
  let kept: (() => void)[] = []
  const open = new Set<WebSocketRoute>()
  await page.routeWebSocket(/\/rpc/, (socket) => {
    if (isCut) {
      void socket.close()
      return
    }
    open.add(socket)
    const till = socket.connectToServer()
    socket.onMessage((message) => {
      if (isHolding && heldBack.test(message.toString())) kept.push(() => till.send(message))
      else till.send(message)
    })
  })
  return {
    hold: () => (isHolding = true),
    release: () => {
      isHolding = false
      for (const send of kept) send()
      kept = []
    },
    cut: () => {
      isCut = true
      for (const socket of open) void socket.close()
      open.clear()
    },
    mend: () => (isCut = false),
  }
}

const saleRow = (page: Page) => page.getByRole('link').filter({ hasText: '$4.55' })

/** Until the page has stored a sale and an item: what is on the screen may have come from the till a moment before. */
async function cacheIsFilled(page: Page): Promise<void> {
  const count = (store: string): Promise<number> =>
    page.evaluate(async (name) => {
      const request = indexedDB.open('stablepoint-practice')
      await new Promise((resolve, reject) => {
        request.addEventListener('success', resolve)
        request.addEventListener('error', () => reject(request.error))
      })
      const database = request.result
      try {
        if (!database.objectStoreNames.contains(name)) return 0
        const counted = database.transaction(name).objectStore(name).count()
        await new Promise((resolve) => counted.addEventListener('success', resolve))
        return counted.result
      } finally {
        database.close()
      }
    }, store)
  for (const store of ['sales', 'items']) await expect.poll(() => count(store)).toBeGreaterThan(0)
}

test('what the till knew is on the screen before it answers, and comes back when the cache is deleted', async ({
  page,
  shop,
}) => {
  const line = await holdLine(page)
  await page.goto(shop.kiosk().ready.url)
  const till = tillPage(page)
  await till.unlock()
  // 4.20 and 8.25 % tax on it.
  await page.getByRole('button', { name: 'Flat white $4.20', exact: true }).click()
  await till.charge()
  await page.getByRole('link', { name: 'Sales' }).click()
  await expect(saleRow(page)).toBeVisible()
  await cacheIsFilled(page)

  line.hold()
  await page.reload()
  await expect(saleRow(page)).toBeVisible()
  await page.getByRole('link', { name: 'Register' }).click()
  await expect(page.getByRole('button', { name: 'Flat white $4.20', exact: true })).toBeVisible()
  line.release()

  await page.evaluate(async () => {
    await new Promise((resolve, reject) => {
      const deletion = indexedDB.deleteDatabase('stablepoint-practice')
      deletion.addEventListener('success', resolve)
      deletion.addEventListener('error', reject)
    })
  })
  await page.reload()
  await expect(page.getByRole('button', { name: 'Flat white $4.20', exact: true })).toBeVisible()
  await page.getByRole('link', { name: 'Sales' }).click()
  await expect(saleRow(page)).toBeVisible()
  // It is filled again: once more nothing is asked.
  await cacheIsFilled(page)
  line.hold()
  await page.reload()
  await expect(saleRow(page)).toBeVisible()
})

test('a cut line is named and mends itself, with the session and the basket as they were', async ({
  page,
  shop,
}) => {
  const line = await holdLine(page)
  await page.goto(shop.kiosk().ready.url)
  const till = tillPage(page)
  await till.unlock()
  await till.addAmount('1250')
  line.cut()
  await expect(page.getByText('No connection to the till')).toBeVisible()
  line.mend()
  await expect(page.getByText('No connection to the till')).toBeHidden()
  await till.charge()
  await expect(till.status).toHaveText(/^\s*Waiting/)
})

test('a till that starts again at the same address asks for pairing and a PIN, and keeps the basket', async ({
  page,
  shop,
}) => {
  const first = shop.kiosk().ready
  await page.goto(first.url)
  const till = tillPage(page)
  await till.unlock()
  await till.addAmount('1250')
  await page.getByRole('button', { name: 'Park', exact: true }).click()
  await till.addAmount('300')
  await shop.kiosk().kill()
  await expect(page.getByText('No connection to the till')).toBeVisible()

  const again = await shop.restart(['--port', new URL(first.url).port])
  expect(new URL(again.ready.url).origin).toBe(new URL(first.url).origin)
  // A pairing lives as long as the process that gave it: the page finds the till by itself and says what it needs.
  await expect(page.getByText('This screen is not paired with the till.')).toBeVisible({ timeout: 45_000 })
  await page.goto(again.ready.url)
  await till.unlock()
  await expect(page.getByRole('button', { name: 'Charge', exact: true })).toBeEnabled()
  await expect(page.getByText('$3.00').first()).toBeVisible()
  await page.getByRole('button', { name: /^Parked/ }).click()
  await expect(page.getByRole('dialog').getByText('$12.50')).toBeVisible()
})

test('a parked basket waits through a reload', async ({ page, till }) => {
  await till.unlock()
  await till.addAmount('1250')
  await page.getByRole('button', { name: 'Park', exact: true }).click()
  await expect(page.getByText('The basket is empty').first()).toBeVisible()
  await page.reload()
  await page.getByRole('button', { name: /^Parked/ }).click()
  await page.getByRole('button', { name: /^Resume the basket/ }).click()
  await expect(page.getByRole('dialog')).toBeHidden()
  await till.charge()
})
