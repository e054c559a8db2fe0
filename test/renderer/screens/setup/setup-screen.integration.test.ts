import { expect as expectPage, type Page } from '@playwright/test'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findBarriers, openStagePages, type OpenedStage } from '../open-stage.ts'

let stage: OpenedStage
beforeAll(async () => {
  stage = await openStagePages()
})
afterAll(() => stage.close())

const first = '0xE77162b7D2CEb3625a4993Bab557403a7B706F18'
const next = (page: Page): Promise<void> => page.getByRole('button', { name: 'Next' }).click()
const start = (): Promise<Page> => stage.open('', { environment: 'live', setupNeeded: true, calls: [] })

async function choosePin(page: Page, pin: string): Promise<void> {
  await page.getByLabel('PIN', { exact: true }).fill(pin)
  await page.getByLabel('PIN again').fill(pin)
  await next(page)
}

async function reachWallet(page: Page): Promise<void> {
  await page.getByLabel('Name of the shop').fill('Harbour Coffee')
  await next(page)
  await page.getByLabel('Name', { exact: true }).fill('Chiara')
  await choosePin(page, '8291')
  await page.getByLabel('Extended public key').fill(`xpub${'A'.repeat(107)}`)
}

async function reachReview(page: Page): Promise<void> {
  await reachWallet(page)
  await page.getByRole('button', { name: 'Show first addresses' }).click()
  await page.getByLabel('First receive address').fill(first.toLowerCase())
  await next(page)
  await next(page)
}

describe('SetupScreen', () => {
  it('refuses the published and the easy PINs, with the reason', async () => {
    const page = await start()
    await next(page)
    await page.getByLabel('Name', { exact: true }).fill('Chiara')
    for (const [pin, reason] of [
      ['3333', 'known to everybody'],
      ['4567', 'guessed first'],
      ['12', 'four to eight digits'],
    ] as const) {
      await choosePin(page, pin)
      await expectPage(page.getByText(reason)).toBeVisible()
    }
    await choosePin(page, '8291')
    await expectPage(page.getByRole('heading', { name: 'Where the money goes' })).toBeVisible()
    await page.context().close()
  })

  it('lets nobody past a private key, an unread key or the address of another wallet', async () => {
    const page = await start()
    await reachWallet(page)
    await page.getByLabel('Extended public key').fill('xprv9s21ZrQH143K')
    await next(page)
    await expectPage(page.getByText('This is a private key')).toBeVisible()
    await page.getByLabel('Extended public key').fill(`xpub${'A'.repeat(107)}`)
    await next(page)
    await expectPage(page.getByText('Show the first addresses before going on')).toBeVisible()
    await page.getByRole('button', { name: 'Show first addresses' }).click()
    await page.getByLabel('First receive address').fill(`0x${'1'.repeat(40)}`)
    await next(page)
    await expectPage(page.getByText('This is not the first address of the key')).toBeVisible()
    await page.getByLabel('First receive address').fill(first)
    await expectPage(page.getByText('This is your wallet.')).toBeVisible()
    await page.context().close()
  })

  it('hands everything over at once, and opens the till', async () => {
    const page = await start()
    await reachReview(page)
    await expectPage(page.getByText('From now on this till takes real money.')).toBeVisible()
    expect(await findBarriers(page)).toEqual([])
    await page.getByRole('button', { name: 'Open the till' }).click()
    await expectPage(page.getByRole('button', { name: /Chiara Lund/ })).toBeVisible()
    const calls = stage.server.scene.calls.filter((call) => call.path === 'setup.complete')
    expect(calls.map((call) => call.input)).toEqual([
      {
        shop: { name: 'Harbour Coffee', till: 'Till 1', address: '', currency: 'USD', receiptFooter: '' },
        staff: [expect.objectContaining({ name: 'Chiara', role: 'owner', pin: '8291' })],
        xpub: `xpub${'A'.repeat(107)}`,
        networks: [{ chain: 'base', endpoints: ['https://mainnet.base.org'], tokens: ['USDC'] }],
        confirmedAddress: first.toLowerCase(),
      },
    ])
    await page.context().close()
  })

  it('goes back to the step that holds what the terminal refused, and keeps everything typed', async () => {
    const page = await start()
    await reachReview(page)
    stage.change({
      failures: {
        'setup.complete': {
          code: 'config.invalid',
          details: { field: 'xpub', problem: 'This key is published in a manual.' },
        },
      },
    })
    await page.getByRole('button', { name: 'Open the till' }).click()
    await expectPage(page.getByRole('heading', { name: 'Where the money goes' })).toBeVisible()
    await expectPage(page.getByRole('alert')).toContainText('This key is published in a manual.')
    await expectPage(page.getByLabel('First receive address')).toHaveValue(first.toLowerCase())
    await page.context().close()
  })
})
