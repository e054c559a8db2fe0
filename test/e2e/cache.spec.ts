import { expect, type Page } from '@playwright/test'
import { test } from './fixture.ts'
import { tillPage } from './till-page.ts'

/** What the page's cache of the practice environment holds. */
type Cached = Readonly<{ items: readonly string[]; sales: number; cursor: number }>

/** Reads the cache as it lies on disk; one that is not there yet is empty. */
function readCache(page: Page): Promise<Cached> {
  return page.evaluate(async () => {
    const finished = <T>(request: IDBRequest<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        request.addEventListener('success', () => resolve(request.result))
        request.addEventListener('error', () => reject(new Error('The cache does not answer')))
      })
    const database = await finished(indexedDB.open('stablepoint-practice'))
    if (!database.objectStoreNames.contains('items')) return { items: [], sales: 0, cursor: 0 }
    const stores = database.transaction(['items', 'sales', 'facts'])
    const items: { name: string }[] = await finished(stores.objectStore('items').getAll())
    const sales = await finished(stores.objectStore('sales').count())
    const fact: { value: number } | undefined = await finished(stores.objectStore('facts').get('cursor'))
    database.close()
    return { items: items.map(({ name }) => name), sales, cursor: fact?.value ?? 0 }
  })
}

/** Writes a sale into the cache that the terminal does not have: only starting over takes it out again. */
function forgeSale(page: Page): Promise<void> {
  return page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        const open = indexedDB.open('stablepoint-practice')
        open.addEventListener('success', () => {
          const change = open.result.transaction('sales', 'readwrite')
          change.objectStore('sales').put({ saleId: 'forged', number: 999_999, seq: 1 })
          change.addEventListener('complete', () => {
            open.result.close()
            resolve()
          })
        })
      }),
  )
}

test('the register paints from memory without its terminal, and fills a memory that was deleted', async ({
  shop,
  till,
}) => {
  await till.unlock()
  const { page } = till
  const item = page.getByRole('button', { name: /^Espresso/ })
  await expect(item).toBeVisible()

  await page.evaluate(() => {
    indexedDB.deleteDatabase('stablepoint-practice')
  })
  await page.reload()
  await expect(item).toBeVisible()
  await expect.poll(async () => (await readCache(page)).items).toContain('Espresso')

  await shop.kiosk().kill()
  await expect(page.getByText('No connection to the till')).toBeVisible()
  await page.getByRole('searchbox', { name: 'Search items' }).fill('espr')
  await expect(item).toBeVisible()
  await expect(page.getByRole('button', { name: /^Earl Grey/ })).toHaveCount(0)
})

test('the cache follows the journal, goes on where it stopped, and starts over when it is told to', async ({
  page,
  shop,
}) => {
  let asked: readonly number[] = []
  let isReset = false
  await page.routeWebSocket(/\/rpc/, (socket) => {
    const server = socket.connectToServer()
    socket.onMessage((message) => {
      const after = /"\/feed\/follow".*"after":(\d+)/.exec(String(message))?.[1]
      if (after !== undefined) asked = [...asked, Number(after)]
      server.send(message)
    })
    // A terminal whose page is too far behind says reset where it would say caught up.
    server.onMessage((message) =>
      socket.send(isReset ? String(message).replace('"kind":"caughtUp"', '"kind":"reset"') : message),
    )
  })
  await page.goto(shop.kiosk().ready.url)
  const till = tillPage(page)
  await till.unlock()
  await till.addAmount('1250')
  await till.charge()
  await expect.poll(async () => (await readCache(page)).sales).toBe(1)
  const { cursor } = await readCache(page)
  expect(asked).toEqual([0])

  await forgeSale(page)
  expect((await readCache(page)).sales).toBe(2)
  isReset = true
  await page.reload()
  await expect.poll(() => asked.at(-1)).toBeGreaterThanOrEqual(cursor)
  await expect.poll(async () => (await readCache(page)).sales).toBe(1)
  expect((await readCache(page)).items).toContain('Espresso')
})
