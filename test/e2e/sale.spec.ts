import { join } from 'node:path'
import { expect } from '@playwright/test'
import { openPracticeChains } from '../../electron/practice/chain/practice-chain.ts'
import { silentLog } from '../../electron/platform/log.ts'
import { parseEip681 } from '../../shared/domain/invoice/eip681.ts'
import { test } from './fixture.ts'
import { runProgram } from './kiosk.ts'
import { readCode } from './read-code.ts'
import { tillPage } from './till-page.ts'
import { askNode, depthOf, payCode } from './wallet.ts'

const verifyProgram = join(import.meta.dirname, '..', '..', 'electron', 'cli', 'verify.ts')

test('a sale is rung up, paid from the code on the screen, found again, and outlives a power cut', async ({
  context,
  shop,
  till,
}) => {
  const { page, status } = till
  const display = await context.newPage()
  await display.goto(shop.kiosk().ready.display)
  await till.unlock()

  await till.addAmount('1250')
  await page.getByRole('button', { name: /^Flat white/ }).click()
  await page.getByRole('radio', { name: '10 %', exact: true }).click()
  // 12.50 + 4.20 = 16.70, 8.25 % tax on it is 1.38, and a tip of 10 % is 1.67.
  await expect(page.getByText('$19.75').first()).toBeVisible()
  await expect(display.getByText('$19.75').first()).toBeVisible()

  await till.charge()
  await expect(status).toHaveText(/^\s*Waiting/)
  const uri = await readCode(till.code)
  const request = parseEip681(uri)
  expect(request?.amountMinor).toBe(19_750_000n)
  expect(await readCode(display.getByRole('img', { name: 'Payment QR' }))).toBe(uri)

  const { txHash, blockNumber } = await payCode(shop.kiosk().ready, uri)
  await expect(status).toHaveText(/^\s*Paid/)
  await expect(display.getByRole('status', { name: 'Payment status' })).toHaveText(/^\s*Paid/)

  await page.getByRole('link', { name: 'Sales' }).click()
  await page.getByRole('searchbox').fill(txHash)
  await page
    .getByRole('row')
    .filter({ hasText: '$19.75' })
    .or(page.getByRole('link').filter({ hasText: '$19.75' }))
    .first()
    .click()
  await expect(page.getByText(txHash).first()).toBeVisible()
  await expect(page.getByText(String(blockNumber)).first()).toBeVisible()

  await shop.kiosk().kill()
  const again = await shop.restart()
  const laterPage = await context.newPage()
  await laterPage.goto(again.ready.url)
  const later = tillPage(laterPage)
  await later.unlock()
  await laterPage.getByRole('link', { name: 'Sales' }).click()
  await laterPage.getByText('$19.75').first().click()
  await expect(laterPage.getByText(txHash).first()).toBeVisible()
  await expect(laterPage.getByText(String(blockNumber)).first()).toBeVisible()

  const verified = await runProgram([verifyProgram, '--data', shop.data])
  expect(verified, verified.stderr).toMatchObject({ code: 0 })
  expect(JSON.parse(verified.stdout)).toMatchObject({ ok: true })
})

test('a payment made while the till is down is found when it comes back', async ({ context, shop, till }) => {
  await till.unlock()
  await till.addAmount('900')
  await till.charge()
  const uri = await readCode(till.code)
  const { ready } = shop.kiosk()
  const checkout = new URL(till.page.url()).hash
  // The terminal stops; the network goes on without it.
  await shop.kiosk().kill()
  const network = await openPracticeChains({
    directory: join(shop.data, 'practice', 'chain'),
    log: silentLog,
  })
  await payCode({ ...ready, chains: network.chains }, uri)
  await network.stop()
  const again = await shop.restart()
  const page = await context.newPage()
  await page.goto(again.ready.url)
  const later = tillPage(page)
  await later.unlock()
  await page.goto(`${new URL(again.ready.url).origin}/${checkout}`)
  await expect(later.status).toHaveText(/^\s*Paid/)
})

test('a reorganisation takes Paid back with an alarm, and gives it again when the payment returns', async ({
  shop,
  till,
}) => {
  const { page, status } = till
  await till.unlock()
  await till.addAmount('700')
  await till.charge()
  const { ready } = shop.kiosk()
  const { txHash } = await payCode(ready, await readCode(till.code))
  await expect(status).toHaveText(/^\s*Paid/)

  const { rpcUrl } = ready.chains.find((chain) => chain.name === 'Practice Fast') ?? { rpcUrl: '' }
  const raw = await askNode(rpcUrl, 'eth_getRawTransactionByHash', [txHash])
  const depth = await depthOf(rpcUrl, txHash)
  await askNode(rpcUrl, 'anvil_reorg', [depth + 1, []])
  await expect(status).toHaveText(/^\s*Cannot tell/)
  await expect(page.getByRole('alert').filter({ hasText: /goods/i }).first()).toBeVisible()

  await askNode(rpcUrl, 'eth_sendRawTransaction', [raw])
  await expect(status).toHaveText(/^\s*Paid/)
  const saleId = new URL(page.url()).hash.split('/').at(-1)
  await page.goto(`${new URL(page.url()).origin}/#/sales/${saleId}`)
  // The history tells the whole story, in order.
  await expect(page.getByText(/disappeared/i).first()).toBeVisible()
})
