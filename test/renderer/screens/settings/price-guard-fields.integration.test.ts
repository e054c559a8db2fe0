import { expect as expectPage, type Locator, type Page } from '@playwright/test'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sceneSettings } from '../../../fixtures/scene-terminal/scene-shop.ts'
import { findBarriers, openStagePages, type OpenedStage } from '../open-stage.ts'

let stage: OpenedStage
beforeAll(async () => {
  stage = await openStagePages()
})
afterAll(() => stage.close())

const feed = '0x8fFfFfd4AfB6115b954Bd326cbe7B4BA576818f6'
const { chains } = sceneSettings
const symbol = chains.tokens[0]?.symbol ?? ''
const show = (scene = {}): Promise<Page> => stage.open('#/settings/networks', scene, { who: 'chi' })
const guardOn = (page: Page): Locator => page.getByRole('group', { name: `Price guard of ${symbol}` }).first()
const saved = (): readonly unknown[] =>
  stage.server.scene.calls.filter(({ path }) => path === 'settings.saveChains').map(({ input }) => input)

describe('PriceGuardFields', () => {
  it('are hidden until the guard is switched on, and then say what is wrong before anything is saved', async () => {
    const page = await show()
    const guard = guardOn(page)
    await expectPage(guard.getByRole('switch')).not.toBeChecked()
    await expectPage(guard.getByRole('textbox')).toHaveCount(0)
    await guard.getByRole('switch').click()
    await guard.getByLabel('Off its value by more than').fill('60')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await expectPage(guard.getByLabel('Address of the price feed')).toHaveAccessibleDescription(
      /0x and 40 letters or digits/,
    )
    await expectPage(guard.getByText('A percentage from 0.01 to 50.')).toBeVisible()
    expect(saved()).toEqual([])
    expect(await findBarriers(page)).toEqual([])
    await page.context().close()
  })

  it('save the guard of one token and leave the others as they are', async () => {
    const page = await show()
    const guard = guardOn(page)
    await guard.getByRole('switch').click()
    await guard.getByLabel('Address of the price feed').fill(feed)
    await guard.getByLabel('Off its value by more than').fill('1.5')
    await guard.getByLabel('Heartbeat').fill('60')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await expectPage(page.getByText('Saved', { exact: true })).toBeVisible()
    const priceGuard = { feed, maxDeviationBps: 150, heartbeatSeconds: 3_600 }
    const [first, ...others] = chains.tokens
    expect(saved()).toEqual([expect.objectContaining({ tokens: [{ ...first, priceGuard }, ...others] })])
    await page.context().close()
  })

  it('show what is saved, and take it away again', async () => {
    const priceGuard = { feed, maxDeviationBps: 150, heartbeatSeconds: 3_600 } as const
    const [first, ...others] = chains.tokens
    if (!first) throw new Error('The scene has a token')
    const tokens = [{ ...first, priceGuard }, ...others]
    const page = await show({ settings: { ...sceneSettings, chains: { ...chains, tokens } } })
    const guard = guardOn(page)
    await expectPage(guard.getByLabel('Address of the price feed')).toHaveValue(feed)
    await expectPage(guard.getByLabel('Off its value by more than')).toHaveValue('1.5')
    await expectPage(guard.getByLabel('Heartbeat')).toHaveValue('60')
    await guard.getByRole('switch').click()
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await expectPage(page.getByText('Saved', { exact: true })).toBeVisible()
    expect(saved()).toEqual([expect.objectContaining({ tokens: [first, ...others] })])
    await page.context().close()
  })

  it('show at the field what the terminal says of the feed', async () => {
    const currency = chains.tokens[0]?.currency ?? ''
    const problem = `The checksum of the price feed of ${symbol} is wrong.`
    const page = await show()
    stage.change({
      failures: {
        'settings.saveChains': {
          code: 'contract.invalidInput',
          details: { field: `guards.${currency}.feed`, problem },
        },
      },
    })
    const guard = guardOn(page)
    await guard.getByRole('switch').click()
    await guard.getByLabel('Address of the price feed').fill(feed)
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await expectPage(guard.getByLabel('Address of the price feed')).toHaveAccessibleDescription(
      new RegExp(problem),
    )
    await page.context().close()
  })
})
