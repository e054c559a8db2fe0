import { expect, type Page } from '@playwright/test'
import { test } from './fixture.ts'
import { lookAt } from './look-at.ts'
import { tillPage } from './till-page.ts'

/** An account key of nobody: the words behind it are published with the wallet standards. */
const xpub =
  'xpub6Ce9NcJvTk36xtLSrJLZqE7wtgA5deCeYs7rSQtreh4cj6ByPtrg9sD7V2FNFLPnf8heNP3FGkeV9qwfzvZNSd54JoNXVsXFYSYwHsnJxqP'
/** Nothing listens on the lowest port, so that this endpoint never answers. */
const silentEndpoint = 'http://127.0.0.1:1'

const pictures = { pictures: ['light'] } as const

async function next(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Next', exact: true }).click()
}

async function fillPeople(page: Page): Promise<void> {
  // A cashier, a manager and an owner are suggested; this shop is one person.
  await page.getByRole('button', { name: 'Remove Cashier', exact: true }).click()
  await page.getByRole('button', { name: 'Remove Manager', exact: true }).click()
  const person = page.getByRole('group', { name: 'Person 1' })
  await person.getByLabel('Name', { exact: true }).fill('Olga')
  await person.getByRole('radio', { name: 'Owner', exact: true }).check()
  const choosePin = async (pin: string, repeat: string): Promise<void> => {
    await person.getByLabel('PIN', { exact: true }).fill(pin)
    await person.getByLabel('PIN again', { exact: true }).fill(repeat)
    await next(page)
  }
  await choosePin('3333', '3333')
  await expect(person.getByText('This practice PIN is known to everybody.')).toBeVisible()
  await choosePin('4567', '4567')
  await expect(person.getByText('Repeated digits and runs are guessed first.')).toBeVisible()
  await choosePin('4807', '4808')
  await expect(person.getByText('The two PINs are not the same.')).toBeVisible()
  await lookAt(page, 'setup-people', pictures)
  await choosePin('4807', '4807')
}

async function fillNetworks(page: Page): Promise<void> {
  const network = page.getByRole('group', { name: 'Base Sepolia', exact: true })
  await next(page)
  await expect(page.getByText('Choose at least one network.')).toBeVisible()
  await network.getByRole('switch').click()
  const token = network.getByRole('checkbox', { name: 'USDC', exact: true })
  if (!(await token.isChecked())) await token.check()
  await network.getByRole('textbox').fill(silentEndpoint)
  await lookAt(page, 'setup-networks', pictures)
  await next(page)
}

test('a new till offers the choice beside the staff, and sets up a test network with safe PINs', async ({
  page,
  shop,
}) => {
  test.setTimeout(180_000)
  await page.goto(shop.kiosk().ready.url)
  for (const choice of ['Practise now', 'Set up on a test network', 'Set up live']) {
    await expect(page.getByRole('button', { name: choice, exact: true })).toBeEnabled()
  }
  const till = tillPage(page)
  await till.unlock()
  await till.lock()

  await page.getByRole('button', { name: 'Set up on a test network' }).click()
  await expect(page.getByRole('heading', { name: 'Your shop' })).toBeVisible()
  await page.getByLabel('Name of the shop').fill('')
  await next(page)
  await expect(page.getByText('Name the shop.')).toBeVisible()
  await page.getByLabel('Name of the shop').fill('Harbour Books')
  await page.getByLabel('Name of this till').fill('Till 1')
  await lookAt(page, 'setup-shop', pictures)
  await next(page)
  await fillPeople(page)

  await page.getByLabel('Extended public key').fill('xprv9s21ZrQH143K')
  await next(page)
  await expect(page.getByText('This is a private key. Never type it anywhere.')).toBeVisible()
  await page.getByLabel('Extended public key').fill(xpub)
  await page.getByRole('button', { name: 'Show first addresses' }).click()
  await expect(
    page.getByRole('region', { name: 'First addresses' }).getByRole('listitem').first(),
  ).toBeVisible()
  await lookAt(page, 'setup-wallet', pictures)
  await next(page)
  await fillNetworks(page)

  await expect(page.getByText('Olga (Owner)')).toBeVisible()
  await lookAt(page, 'setup-review', pictures)
  await page.getByRole('button', { name: 'Open the till' }).click()
  await till.signIn('Olga', '4807')
  await expect(page.getByRole('main').getByText('PRACTICE')).toHaveCount(0)

  // Nothing answers for the network: the till takes the sale and says that it cannot tell.
  await till.addAmount('350')
  await till.charge()
  await expect(till.status).toHaveText(/^\s*Cannot tell/, { timeout: 60_000 })
  await expect(till.status).toContainText('Base Sepolia')
})
