import { expect, test, type Page } from '@playwright/test'
import { createDataFolder, startKiosk, type Kiosk } from './kiosk.ts'
import { lookAt } from './look-at.ts'
import { readCode } from './read-code.ts'
import { tillPage, type TillPage } from './till-page.ts'
import { askNode, depthOf, payCode } from './wallet.ts'

// One walk over every screen of one shop, because a shop takes seconds to open and a look does not change it.
test.describe.configure({ mode: 'serial', timeout: 180_000 })
// A trace takes a picture at every step, which makes this walk three times as long.
test.use({ trace: 'off' })

const bothColours = ['light', 'dark'] as const
const light = ['light'] as const

let shop: Kiosk
let folder: ReturnType<typeof createDataFolder>
let till: TillPage
let display: Page

test.beforeAll(async ({ browser }) => {
  folder = createDataFolder()
  shop = await startKiosk({ data: folder.folder })
  // Two windows: of two tabs of one window the hidden one draws nothing, and every look at it waits.
  till = tillPage(await (await browser.newContext()).newPage())
  display = await (await browser.newContext()).newPage()
  await display.goto(shop.ready.display)
  await till.page.goto(shop.ready.url)
})

test.afterAll(async () => {
  await till.page.context().close()
  await display.context().close()
  await shop.stop()
  folder.remove()
})

/** Opens a screen by its address, after signing in if nobody has: each test can then run alone. */
async function goTo(path: string, heading: string): Promise<void> {
  const owner = till.page.getByRole('button', { name: 'Owner', exact: true })
  await expect(owner.or(till.page.getByRole('button', { name: 'Lock', exact: true }))).toBeVisible()
  if (await owner.isVisible()) await till.unlock('Owner')
  await till.page.evaluate((hash) => (location.hash = hash), path)
  await expect(till.page.getByRole('heading', { name: heading }).first()).toBeVisible()
}

async function startSale(): Promise<string> {
  const { page } = till
  await goTo('#/register', 'Basket')
  await till.addAmount('1250')
  await page.getByRole('button', { name: /^Flat white/ }).click()
  await till.charge()
  return readCode(till.code)
}

test('the lock screen', async () => {
  const { page } = till
  await expect(page.getByRole('button', { name: 'Practise now' })).toBeVisible()
  await lookAt(page, 'first-start', { pictures: light })
  await page.getByRole('button', { name: 'Practise now' }).click()
  await expect(page.getByRole('button', { name: 'Practise now' })).toBeHidden()
  await lookAt(page, 'lock', { pictures: light })
  await page.getByRole('button', { name: 'Owner', exact: true }).click()
  for (const digit of ['3', '3', '4', '4']) {
    await page.getByRole('button', { name: digit, exact: true }).click()
  }
  await expect(page.getByText('That PIN is not right.')).toBeVisible()
  await page.getByRole('button', { name: '3', exact: true }).click()
  await page.getByRole('button', { name: '3', exact: true }).click()
  await lookAt(page, 'lock-pin')
  await page.getByRole('button', { name: 'Clear', exact: true }).click()
})

test('the register and its dialogs', async () => {
  const { page } = till
  await goTo('#/register', 'Basket')
  await lookAt(page, 'register-empty')
  await lookAt(display, 'display-idle', { pictures: light })
  await till.addAmount('1250')
  await page.getByRole('button', { name: 'Flat white $4.20', exact: true }).click()
  await page.getByRole('button', { name: 'Flat white $4.20', exact: true }).click()
  await page.getByRole('radio', { name: '10 %', exact: true }).click()
  await lookAt(page, 'register', { pictures: bothColours })
  await expect(display.getByRole('region', { name: 'Your basket' })).toBeVisible()
  await lookAt(display, 'display-basket', { pictures: light })
  for (const name of ['Add discount', 'Show keys'] as const) {
    await page.getByRole('button', { name }).first().click()
    await expect(page.getByRole('dialog')).toBeVisible()
    await lookAt(page, `register, ${name}`)
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toBeHidden()
  }
  await page.getByRole('button', { name: 'Park', exact: true }).click()
  await page.getByRole('button', { name: /^Parked/ }).click()
  await expect(page.getByRole('dialog')).toBeVisible()
  await lookAt(page, 'register, parked')
  await page.keyboard.press('Escape')
})

test('the checkout: waiting, underpaid, paid', async () => {
  const { page, status } = till
  await startSale()
  await expect(status).toHaveText(/^\s*Waiting/)
  await lookAt(page, 'checkout', { pictures: bothColours })
  await lookAt(display, 'display-checkout', { pictures: light })
  await page.getByRole('button', { name: 'Pay too little' }).click()
  await expect(status).toHaveText(/^\s*Detected/)
  await lookAt(page, 'underpaid', { pictures: light })
  await lookAt(display, 'display-underpaid')
  await payCode(shop.ready, await readCode(till.code))
  await expect(status).toHaveText(/^\s*Paid/)
  await lookAt(page, 'paid', { pictures: bothColours })
  await lookAt(display, 'display-paid', { pictures: light })
})

test('the checkout: paid no more', async () => {
  const { page, status } = till
  const { txHash } = await payCode(shop.ready, await startSale())
  await expect(status).toHaveText(/^\s*Paid/)
  const { rpcUrl } = shop.ready.chains.find((chain) => chain.name === 'Practice Fast') ?? { rpcUrl: '' }
  await askNode(rpcUrl, 'anvil_reorg', [(await depthOf(rpcUrl, txHash)) + 1, []])
  await expect(status).toHaveText(/^\s*Cannot tell/)
  await lookAt(page, 'cannot-tell', { pictures: light })
  await lookAt(display, 'display-cannot-tell')
})

test('a transaction that is looked up', async () => {
  const { page } = till
  await startSale()
  await page.getByRole('button', { name: 'Already paid? Look up a transaction' }).click()
  const field = page.getByRole('textbox', { name: 'Transaction hash' })
  await field.fill('paid')
  await page.keyboard.press('Enter')
  await expect(page.getByText('That is no transaction hash.')).toBeVisible()
  await lookAt(page, 'look-up, refused')
  await field.fill(`0x${'5'.repeat(64)}`)
  await page.keyboard.press('Enter')
  await expect(page.getByText('No network of this till knows it.')).toBeVisible()
  await lookAt(page, 'look-up')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()
})

test('the checkout: cancelled', async () => {
  const { page, status } = till
  await startSale()
  await page.getByRole('button', { name: 'Cancel sale' }).click()
  await expect(page.getByRole('dialog')).toBeVisible()
  await lookAt(page, 'cancel')
  await page.getByRole('button', { name: 'Changed their mind' }).click()
  await page.getByRole('button', { name: 'Cancel this sale' }).click()
  await expect(status).toHaveText(/^\s*Not paid/)
  await lookAt(page, 'not-paid', { pictures: light })
  await lookAt(display, 'display-not-paid')
})

test('the sales', async () => {
  const { page } = till
  await payCode(shop.ready, await startSale())
  await expect(till.status).toHaveText(/^\s*Paid/)
  await goTo('#/sales', 'Sales')
  await expect(page.getByRole('link').filter({ hasText: 'Paid' }).first()).toBeVisible()
  await lookAt(page, 'sales', { pictures: light })
  await page.getByRole('searchbox').fill('no such words')
  await expect(page.getByText('No sale matches')).toBeVisible()
  await lookAt(page, 'sales-empty')
  await page.getByRole('searchbox').fill('')
  await page.getByRole('link').filter({ hasText: 'Paid' }).first().click()
  await expect(page.getByRole('heading', { name: 'History' })).toBeVisible()
  await lookAt(page, 'sale', { pictures: light })
})

const sections = {
  shop: 'Shop',
  tax: 'Tax',
  checkout: 'Checkout',
  catalog: 'Catalogue',
  staff: 'Staff',
  wallet: 'Receiving wallet',
  networks: 'Networks & tokens',
  release: 'Release rules',
  rates: 'Rates',
  data: 'Data and proof',
  appearance: 'Appearance',
  pin: 'My PIN',
} as const

test('every section of the settings', async () => {
  const { page } = till
  for (const [section, title] of Object.entries(sections)) {
    await goTo(`#/settings/${section}`, title)
    await expect(page.getByRole('main').getByText(/^(Reading|Asking)/)).toHaveCount(0)
    await lookAt(page, `settings-${section}`, { pictures: light })
  }
  await goTo('#/settings/staff', 'Staff')
  await page.getByRole('button', { name: 'Add a person' }).click()
  await expect(page.getByRole('dialog')).toBeVisible()
  await lookAt(page, 'settings-staff, dialog')
  await page.keyboard.press('Escape')
})

test('the health of the till', async () => {
  const { page } = till
  await goTo('#/health', 'Health')
  await expect(page.getByText('2 networks, all well')).toBeVisible()
  await lookAt(page, 'health', { pictures: bothColours })
})

test('an import with problems', async () => {
  const { page } = till
  await goTo('#/settings/catalog/import', 'Import items')
  await lookAt(page, 'import-choose')
  await page.locator('input[type=file]').setInputFiles({
    name: 'menu.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(
      'name,price,category\nEspresso,3.10,Coffee\nFree,-1,Coffee\n,2.00,Tea\nScone,2.80,Bakery\n',
    ),
  })
  await expect(page.getByRole('heading', { name: 'Rows with problems' })).toBeVisible()
  await lookAt(page, 'import', { pictures: light })
})

test('the switch between light and dark outdoes the system', async () => {
  const { page } = till
  await goTo('#/register', 'Basket')
  await page.emulateMedia({ colorScheme: 'light' })
  await page.getByRole('button', { name: 'Dark colours' }).click()
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark')
  await page.reload()
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark')
  await page.getByRole('button', { name: 'Light colours' }).click()
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'light')
})
