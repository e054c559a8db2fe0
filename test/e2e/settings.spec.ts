import { expect, type Page } from '@playwright/test'
import { failureOf } from '../contract/failure-of.ts'
import { test } from './fixture.ts'
import { openTerminalClient } from './terminal-client.ts'

async function openSection(page: Page, section: string, title: string): Promise<void> {
  await page.getByRole('link', { name: 'Settings', exact: true }).click()
  await page.getByRole('navigation', { name: 'Sections of the settings' }).getByText(section).click()
  await expect(page.getByRole('heading', { name: title, exact: true })).toBeVisible()
}

async function save(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByText('Saved', { exact: true })).toBeVisible()
}

test('the owner changes tax and release rules, and the next sale obeys them', async ({ shop, till }) => {
  const { page } = till
  await till.unlock('Owner')
  await openSection(page, 'Tax', 'Tax')
  const percent = page.getByRole('textbox', { name: 'Percent' }).first()
  await percent.fill('120')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByText('A percentage from 0 to 100')).toBeVisible()
  await percent.fill('10')
  await save(page)

  await openSection(page, 'Release rules', 'Release rules')
  const rule = page.getByRole('group', { name: 'Rule 1 of Practice Fast' })
  await rule.getByRole('textbox', { name: 'Up to' }).fill('5.00')
  await rule.getByRole('textbox', { name: 'Blocks' }).fill('2')
  await save(page)

  await page.reload()
  await expect(page.getByRole('group', { name: 'Rule 1 of Practice Fast' }).getByLabel('Blocks')).toHaveValue(
    '2',
  )
  await page.getByRole('link', { name: 'Register' }).click()
  await till.addAmount('1000')
  await expect(page.getByText('$11.00').first()).toBeVisible()

  const terminal = await openTerminalClient(shop.kiosk().ready)
  const { staff } = await terminal.client.session.hello()
  const owner = staff.find((person) => person.name === 'Owner')
  await terminal.client.session.signIn({ staffId: owner?.id ?? '', pin: '3333' })
  const { releaseRules, tax } = await terminal.client.settings.get()
  terminal.close()
  expect(releaseRules).toContainEqual(
    expect.objectContaining({ maxAmountMinor: 500n, require: { kind: 'depth', blocks: 2 } }),
  )
  expect(tax.rates).toContainEqual(expect.objectContaining({ bps: 1000 }))
})

test('the owner adds a person, who signs in with the PIN that was given', async ({ till }) => {
  const { page } = till
  await till.unlock('Owner')
  await openSection(page, 'Staff', 'Staff')
  await page.getByRole('button', { name: 'Add a person' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Name', { exact: true }).fill('Nina')
  await dialog.getByLabel('New PIN', { exact: true }).fill('4807')
  await dialog.getByLabel('New PIN again', { exact: true }).fill('4808')
  await dialog.getByRole('button', { name: 'Save person' }).click()
  await expect(dialog.getByText('The two PINs are not the same.')).toBeVisible()
  await dialog.getByLabel('New PIN again', { exact: true }).fill('4807')
  await dialog.getByRole('button', { name: 'Save person' }).click()
  await expect(dialog).toBeHidden()
  await expect(page.getByRole('listitem').filter({ hasText: 'Nina' })).toBeVisible()
  await till.lock()
  await till.signIn('Nina', '4807')
  await expect(page.getByRole('region', { name: 'Till' })).toContainText('Nina')
})

test('a cashier sees only what is theirs, and the till refuses the rest', async ({ shop, till }) => {
  const { page } = till
  await till.unlock()
  await page.getByRole('link', { name: 'Settings', exact: true }).click()
  const sections = page.getByRole('navigation', { name: 'Sections of the settings' })
  await expect(sections.getByRole('link')).toHaveText(['Appearance', 'My PIN'])
  await page.evaluate(() => (location.hash = '#/settings/staff'))
  await expect(page.getByRole('heading', { name: 'Appearance', exact: true })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Add a person' })).toHaveCount(0)

  const terminal = await openTerminalClient(shop.kiosk().ready)
  const { staff } = await terminal.client.session.hello()
  const cashier = staff.find((person) => person.name === 'Cashier')
  await terminal.client.session.signIn({ staffId: cashier?.id ?? '', pin: '1111' })
  const { settings, system } = terminal.client
  for (const refused of [settings.listStaff(), settings.saveReleaseRules({ rules: [] }), system.backup()]) {
    expect(await failureOf(refused)).toMatchObject({ code: 'session.forbidden' })
  }
  terminal.close()
})

test('a list with mistakes is explained row by row, and the rest of it can be sold', async ({ till }) => {
  const { page } = till
  await till.unlock('Manager')
  await openSection(page, 'Catalogue', 'Catalogue')
  await page.getByRole('button', { name: 'Import from a file' }).click()
  const rows = [
    'name,price,category',
    'Cold brew,4.75,Coffee',
    'Free lunch,-1,Kitchen',
    ',2.00,Tea',
    'Half cent,0.005,Shelf',
    ...Array.from({ length: 40 }, (_, index) => `Book ${index + 1},12.00,Books`),
  ]
  await page.locator('input[type=file]').setInputFiles({
    name: 'menu.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(rows.join('\n')),
  })
  const countOf = (word: string) =>
    page
      .getByRole('term')
      .filter({ hasText: new RegExp(`^${word}$`) })
      .locator('xpath=following-sibling::dd')
  await expect(countOf('New')).toHaveText('41')
  await expect(countOf('Changed')).toHaveText('0')
  await expect(countOf('With problems')).toHaveText('3')
  const problems = page.getByRole('region', { name: 'Rows with problems' }).getByRole('row')
  for (const [line, column] of [
    ['3', 'price'],
    ['4', 'name'],
    ['5', 'price'],
  ] as const) {
    const problem = problems.filter({ has: page.getByRole('rowheader', { name: line, exact: true }) })
    await expect(problem).toContainText(column)
  }
  await page.getByRole('button', { name: 'Import 41 items' }).click()
  await expect(page.getByText('41 items imported.')).toBeVisible()

  await page.getByRole('link', { name: 'Register' }).click()
  await page.getByRole('searchbox', { name: 'Search items' }).fill('cold brew')
  await page.getByRole('button', { name: 'Cold brew $4.75', exact: true }).click()
  await till.charge()
  await expect(till.status).toHaveText(/^\s*Waiting/)
})

test('a copy and a proof of the ledger say what they hold', async ({ till }) => {
  const { page } = till
  await till.unlock('Owner')
  await till.addAmount('500')
  await till.charge()
  await openSection(page, 'Data and proof', 'Data and proof')
  await page.getByRole('button', { name: 'Back up now' }).click()
  await expect(page.getByText(/^Backed up: \d+ entries, [\d.]+ kB$/)).toBeVisible()
  await page.getByRole('button', { name: 'Verify now' }).click()
  await expect(page.getByText(/^All is well: \d+ entries and \d+ postings/)).toBeVisible()
})
