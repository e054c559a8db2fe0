import { expect } from '@playwright/test'
import { getAddress } from 'viem'
import { test } from './fixture.ts'
import { deployFeed } from './practice-issuer.ts'

test('the owner sets a price guard, and a token off its value leaves the offer until the guard is gone', async ({
  shop,
  till,
}) => {
  test.setTimeout(120_000)
  const { page } = till
  const [fast] = shop.kiosk().ready.chains.filter(({ name }) => name === 'Practice Fast')
  if (!fast) throw new Error('Practice has a fast chain')
  const feed = await deployFeed(fast, 90_000_000n)
  await till.unlock('Owner')
  await page.getByRole('link', { name: 'Settings', exact: true }).click()
  const networks = page.getByRole('navigation', { name: 'Sections of the settings' }).getByText('Networks')
  await networks.click()
  const network = page.getByRole('region', { name: 'Practice Fast' })
  const guard = network.getByRole('group', { name: 'Price guard of USDC' })
  const save = page.getByRole('button', { name: 'Save', exact: true })

  await test.step('a mistyped feed is refused at its field', async () => {
    await guard.getByRole('switch').click()
    const right = getAddress(feed)
    const swapped = right.replace(/[a-fA-F](?=[^a-fA-F]*$)/, (letter) =>
      letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase(),
    )
    await guard.getByLabel('Address of the price feed').fill(swapped)
    await save.click()
    await expect(guard.getByText(`The right form is ${right}.`)).toBeVisible()
    await guard.getByLabel('Address of the price feed').fill(right)
  })

  await test.step('saved, it takes the token off with the reason', async () => {
    await save.click()
    await expect(page.getByText('Saved', { exact: true })).toBeVisible()
    await page.getByRole('link', { name: 'Health', exact: true }).click()
    await expect(page.getByText('One token is worth 0.9000 of its peg.').first()).toBeVisible()
    await page.getByRole('link', { name: 'Register' }).click()
    await till.addAmount('1250')
    await till.charge()
    const tokens = page.getByRole('radiogroup', { name: 'Token' })
    await expect(tokens.getByRole('radio', { name: 'USDC' })).toHaveCount(1)
    await tokens.getByRole('radio', { name: 'USDC' }).check()
    // On the other network nothing guards it.
    await expect(page.getByRole('radiogroup', { name: 'Network' }).getByRole('radio')).toHaveCount(1)
    await expect(page.getByRole('radio', { name: 'Practice Slow' })).toBeVisible()
  })

  await test.step('switched off, it gives the token back', async () => {
    await page.getByRole('link', { name: 'Settings', exact: true }).click()
    await networks.click()
    await guard.getByRole('switch').click()
    await save.click()
    await expect(page.getByText('Saved', { exact: true })).toBeVisible()
    await page.getByRole('link', { name: 'Health', exact: true }).click()
    await expect(page.getByText('One token is worth 0.9000 of its peg.')).toHaveCount(0)
  })
})
