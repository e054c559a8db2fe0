import { expect, type Page } from '@playwright/test'
import { drop, startFaultProxy } from '../fixtures/fault-proxy.ts'
import { lookAt } from './look-at.ts'
import { test } from './fixture.ts'
import { readThrough } from './owner.ts'

const fast = 'Practice Fast'

function cardOf(page: Page, name: string) {
  const card = page
    .getByRole('list', { name: 'Networks' })
    .locator('> li')
    .filter({ has: page.getByRole('button', { name: new RegExp(`^${name}`) }) })
  const source = card.getByRole('row').nth(1)
  return { card, source, head: card.getByRole('heading').getByRole('button') }
}

test('IT sees a node fail, with its words, and come back', async ({ context, shop, till }) => {
  const { page } = till
  const { ready } = shop.kiosk()
  const node = await startFaultProxy(ready.chains.find((chain) => chain.name === fast)?.rpcUrl ?? '')
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await till.unlock('Manager')
  await page.getByRole('link', { name: 'Health', exact: true }).click()
  const { card, source, head } = cardOf(page, fast)

  await test.step('both practice networks are live, and blocks go by', async () => {
    await expect(page.getByText('2 networks, all well')).toBeVisible()
    await expect(source).toContainText('In use')
    const first = await source.getByRole('cell').nth(1).innerText()
    await expect(source.getByRole('cell').nth(1)).not.toHaveText(first)
    await lookAt(page, 'health')
  })

  await test.step('another endpoint is entered, and shown', async () => {
    await readThrough(ready, fast, `${node.url}/v2/k3y0f0ne5h0pn0b0dy5h0uld5ee`)
    await expect(source).toContainText(new URL(node.url).host)
    await expect(source).toContainText('In use')
    await expect(head).toContainText('Live')
  })

  await test.step('it goes down: silence, with the reason, here and in the bar', async () => {
    node.setFault(drop)
    await expect(head).toContainText(/No answer for \d+ s/, { timeout: 30_000 })
    await expect(source).toContainText('Failing')
    await expect(card.getByText('No source answers')).toBeVisible()
    await expect(card.getByText(/Last error, \d+ s ago: .*broke the connection off/)).toBeVisible()
    await expect(page.getByText('1 of 2 networks needs a look')).toBeVisible()
    await expect(page.getByRole('region', { name: 'Till' }).getByText('no answer')).toBeVisible()
    await lookAt(page, 'health-silent')
  })

  await test.step('the report tells a provider, and holds no key', async () => {
    await page.getByRole('button', { name: 'Copy report' }).click()
    await expect(page.getByRole('main').getByRole('status')).toContainText('The report is copied')
    const report = await page.evaluate(() => navigator.clipboard.readText())
    expect(report).toContain(`source ${new URL(node.url).host}: Failing`)
    expect(report).toContain('broke the connection off')
    expect(report).not.toContain('k3y0f0ne5h0pn0b0dy5h0uld5ee')
  })

  await test.step('it is put right: asked now, it is read again, and its error is remembered', async () => {
    node.setFault()
    await page.getByRole('button', { name: 'Ask now' }).click()
    await expect(page.getByRole('main').getByRole('status')).toContainText('Asked 2 networks.')
    await expect(head).toContainText(/Live|Catching up/)
    await expect(head).toContainText('Live')
    await expect(source).toContainText('In use')
    await expect(card.getByText(/Last error, .*broke the connection off/)).toBeVisible()
    await expect(page.getByText('2 networks, all well')).toBeVisible()
  })
  await node.stop()
})

test('a cashier is not shown the page', async ({ till }) => {
  await till.unlock()
  await expect(till.page.getByRole('link', { name: 'Sales', exact: true })).toBeVisible()
  await expect(till.page.getByRole('link', { name: 'Health', exact: true })).toHaveCount(0)
})
