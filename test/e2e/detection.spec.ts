import { expect } from '@playwright/test'
import { parseEip681 } from '../../shared/domain/invoice/eip681.ts'
import { drop, startFaultProxy } from '../fixtures/fault-proxy.ts'
import { test } from './fixture.ts'
import { changeNetworks, readThrough } from './owner.ts'
import { readCode } from './read-code.ts'
import { payCode, payRequest } from './wallet.ts'

test('a token that the shop does not take is named, credits nothing, and waits for a decision', async ({
  shop,
  till,
}) => {
  const { page, status } = till
  const { ready } = shop.kiosk()
  await changeNetworks(ready, ({ chains, tokens }) => ({
    chains,
    tokens: tokens.map((token) => (token.symbol === 'USDP' ? { ...token, enabled: false } : token)),
  }))
  await till.unlock('Manager')
  await till.addAmount('700')
  await till.charge()
  const asked = parseEip681(await readCode(till.code))
  const chain = ready.chains.find(({ chainId }) => chainId === asked?.chainId)
  const other = chain?.tokens.find(({ symbol }) => symbol === 'USDP')
  if (!asked || !other) throw new Error('The practice chain has a token that is not taken')
  // The customer chose the wrong token in their wallet: the same address, another contract.
  await payRequest(ready, {
    ...asked,
    tokenAddress: other.address as typeof asked.tokenAddress,
    amountMinor: 7n * 10n ** BigInt(other.decimals),
  })
  await expect(status).toContainText('The customer sent a token that was not asked for.')
  await expect(status).not.toHaveText(/^\s*Paid/)
  await expect(till.code).toBeVisible()
  await page.getByRole('link', { name: /Case opened: Wrong token/ }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Case 000001-WRONGTOKEN')
  await expect(page.getByRole('region', { name: 'What arrived' })).toContainText('7.00 USDP')
})

test('a node fails during a checkout: cannot tell, and then the truth', async ({ shop, till }) => {
  const { status } = till
  const { ready } = shop.kiosk()
  const fast = ready.chains.find(({ name }) => name === 'Practice Fast')
  const node = await startFaultProxy(fast?.rpcUrl ?? '')
  await readThrough(ready, 'Practice Fast', node.url)
  await till.unlock()
  await till.addAmount('800')
  await till.charge()
  await expect(status).toHaveText(/^\s*Waiting/)
  const uri = await readCode(till.code)
  expect(parseEip681(uri)?.chainId).toBe(fast?.chainId)
  node.setFault(drop)
  await payCode(ready, uri)
  await expect(status).toHaveText(/^\s*Cannot tell/, { timeout: 30_000 })
  await expect(status).not.toContainText('failed')
  node.setFault()
  await expect(status).toHaveText(/^\s*Paid/, { timeout: 30_000 })
  await node.stop()
})
