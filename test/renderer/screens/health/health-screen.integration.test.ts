import { expect as expectPage, type Page } from '@playwright/test'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  manyChains,
  sceneChain,
  sceneHealth,
  sceneSource,
  silentAccount,
  troubledChains,
  type HealthView,
} from '../../../fixtures/scene-terminal/scene-health.ts'
import { findBarriers, openStagePages, screenSizes, type OpenedStage } from '../open-stage.ts'

let stage: OpenedStage
beforeAll(async () => {
  stage = await openStagePages()
})
afterAll(() => stage.close())

type Who = 'ana' | 'ben'
const at = Date.now()
const show = (health: HealthView, who: Who = 'ben', scene = {}): Promise<Page> =>
  stage.open('#/health', { health, ...scene }, { who })
const networks = (page: Page) => page.getByRole('list', { name: 'Networks' })
const row = (page: Page, host: string) => page.getByRole('row', { name: new RegExp(`^${host}`) })

/** Keeps what is copied, as a clipboard would; headless pages have none. */
function keepCopies(): void {
  Object.assign(window, { copied: [] })
  Object.defineProperty(navigator, 'clipboard', {
    value: {
      writeText: (text: string) => {
        Reflect.get(window, 'copied').push(text)
        return Promise.resolve()
      },
    },
  })
}

/** A browser that lets no page write to the clipboard. */
function refuseCopies(): void {
  Object.defineProperty(navigator, 'clipboard', {
    value: { writeText: () => Promise.reject(new Error('refused')) },
  })
}

describe('HealthScreen', () => {
  it('shows what every source last said, with its limits and its budget', async () => {
    const page = await show(sceneHealth(at, troubledChains(at)))
    const failing = row(page, 'base.two.example').filter({ hasText: 'Failing' })
    await expectPage(failing).toContainText(/asked again in \d+ s/)
    await expectPage(failing).toContainText('1,020 of 1,050')
    await expectPage(failing).toContainText('10 blocks, 100 addresses')
    await expectPage(failing.getByRole('meter')).toHaveAttribute('aria-valuenow', '1020')
    await expectPage(page.getByText(/Last error, \d+ s ago: base\.two\.example answered 429/)).toBeVisible()
    await expectPage(row(page, 'stale.three.example')).toContainText('Too far behind')
    await expectPage(page.getByText('No answer for 7 min')).toBeVisible()
    await expectPage(page.getByText('Only one endpoint, and a release rule wants two sources')).toBeVisible()
    await expectPage(page.getByText('PYUSD.arbitrum paused by its issuer, off the offer')).toBeVisible()
    await page.context().close()
  })

  it('shows how far catching up is, to everybody', async () => {
    const page = await show(sceneHealth(at, troubledChains(at)))
    const bar = page.getByRole('progressbar', { name: 'Catching up with Ethereum' })
    await expectPage(bar).toHaveAttribute('aria-valuenow', '70')
    await expectPage(page.getByText(/70 %, 3,000 blocks left, about \d+ s to go/)).toBeVisible()
    await expectPage(page.getByRole('button', { name: /^Health/ })).toContainText('Polygon')
    await page.context().close()
  })

  it('follows the till, and keeps open what somebody may be reading', async () => {
    const chain = sceneChain(at)
    const page = await show(sceneHealth(at, [...manyChains(at).slice(0, 4), chain]))
    await expectPage(page.getByText('5 networks, all well')).toBeVisible()
    const problem = 'rpc.one.example broke the connection off.'
    const silent = { ...chain, state: 'silent' as const, stateSince: Date.now(), problem }
    stage.change({ health: sceneHealth(Date.now(), [...manyChains(at).slice(0, 4), silent]) })
    const first = networks(page).getByRole('heading').first().getByRole('button')
    await expectPage(first).toContainText(/^Base/)
    await expectPage(first).toHaveAttribute('aria-expanded', 'true')
    await expectPage(page.getByText(problem)).toBeVisible()
    stage.change({ health: sceneHealth(Date.now(), [...manyChains(at).slice(0, 4), chain]) })
    await expectPage(page.getByText('5 networks, all well')).toBeVisible()
    await expectPage(page.getByRole('table', { name: 'Sources of Base' })).toBeVisible()
    await page.context().close()
  })

  it('counts seconds on while the till says nothing new', async () => {
    const source = sceneSource(Date.now(), { lastHeardAt: Date.now() - 3_000 })
    const page = await show(sceneHealth(Date.now(), [sceneChain(Date.now(), { endpoints: [source] })]))
    await expectPage(row(page, 'rpc.one.example')).toContainText(/[3-5] s ago/)
    await expectPage(row(page, 'rpc.one.example')).toContainText(/[6-9] s ago/)
    await page.context().close()
  })

  it('stays calm with fourteen networks: trouble first, the rest a line each, opened by keyboard', async () => {
    const page = await show(sceneHealth(at, manyChains(at)))
    await expectPage(page.getByText('1 of 14 networks needs a look')).toBeVisible()
    await expectPage(page.getByRole('table')).toHaveCount(1)
    const buttons = networks(page).getByRole('heading').getByRole('button')
    await expectPage(buttons).toHaveCount(14)
    await expectPage(buttons.first()).toContainText('Arbitrum One testnet')
    await buttons.first().focus()
    await page.keyboard.press('Space')
    await expectPage(page.getByRole('table')).toHaveCount(0)
    await page.keyboard.press('Tab')
    await expectPage(buttons.nth(1)).toBeFocused()
    await page.keyboard.press('Enter')
    await expectPage(page.getByRole('table', { name: 'Sources of Ethereum', exact: true })).toBeVisible()
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
    await page.context().close()
  })

  it('asks now, and says who is left alone', async () => {
    const leftAlone = [{ chain: 'base', host: 'slow.example', until: Date.UTC(2026, 10, 21, 9, 30) }]
    const page = await show(sceneHealth(at, manyChains(at)), 'ben', { leftAlone, calls: [] })
    await page.getByRole('button', { name: 'Ask now' }).click()
    const said = page.getByRole('main').getByRole('status')
    await expectPage(said).toContainText('Asked 14 networks.')
    await expectPage(said).toContainText(/slow\.example is left alone until \d\d:\d\d:\d\d/)
    expect(stage.server.scene.calls.filter(({ path }) => path === 'system.askNow')).toHaveLength(1)
    await page.context().close()
  })

  it('says so when asking fails', async () => {
    const failures = { 'system.askNow': { code: 'contract.timeout' as const } }
    const page = await show(sceneHealth(at, [sceneChain(at)]), 'ben', { failures })
    await page.getByRole('button', { name: 'Ask now' }).click()
    await expectPage(page.getByRole('alert')).toBeVisible()
    await page.context().close()
  })

  it('says that the settlement account is silent and addresses run out, in the bar, in the panel and on the page', async () => {
    const page = await show(sceneHealth(at, [sceneChain(at)], { backend: silentAccount(at) }))
    const card = page.getByRole('region', { name: 'Settlement account' })
    await expectPage(card).toContainText(/4 min ago/)
    await expectPage(card).toContainText('Only 3 addresses are ready for new sales')
    await expectPage(card).toContainText('Sales go on.')
    const bar = page.getByRole('button', { name: /^Health/ })
    await expectPage(bar).toContainText('Paxos')
    await bar.click()
    await expectPage(page.getByText('3 addresses ready')).toBeVisible()
    expect(await findBarriers(page)).toEqual([])
    await page.keyboard.press('Escape')
    const backend = { name: 'Paxos', state: 'live', heardAt: at, addressesReady: 40, isLow: false } as const
    stage.change({ health: sceneHealth(at, [sceneChain(at)], { backend }) })
    await expectPage(bar).not.toContainText('Paxos')
    await expectPage(card).not.toContainText('Only')
    await page.context().close()
  })

  it('copies a report and says so to screen readers', async () => {
    const look = { who: 'ben', init: keepCopies } as const
    const page = await stage.open('#/health', { health: sceneHealth(at, troubledChains(at)) }, look)
    await page.getByRole('button', { name: 'Copy report' }).click()
    await expectPage(page.getByRole('main').getByRole('status')).toContainText('The report is copied')
    const copied = await page.evaluate(() => String(Reflect.get(window, 'copied')))
    expect(copied).toContain('Stablepoint health report\nVersion 0.1.0, practice')
    expect(copied).toContain('source base.two.example: Failing')
    await page.context().close()
  })

  it('shows the report where the browser refuses to copy it', async () => {
    const look = { who: 'ben', init: refuseCopies } as const
    const page = await stage.open('#/health', { health: sceneHealth(at, [sceneChain(at)]) }, look)
    await page.getByRole('button', { name: 'Copy report' }).click()
    await expectPage(page.getByRole('textbox', { name: 'Report' })).toHaveValue(/source rpc\.one\.example/)
    expect(await findBarriers(page)).toEqual([])
    await page.context().close()
  })

  it('is a manager’s, who gets there from the chips; a cashier is not shown the way', async () => {
    const page = await stage.open('#/register', { health: sceneHealth(at, [sceneChain(at)]) }, { who: 'ben' })
    await page.getByRole('button', { name: /^Health/ }).click()
    expect(await findBarriers(page)).toEqual([])
    await page.getByRole('link', { name: 'All about the networks' }).click()
    await expectPage(page.getByRole('heading', { name: 'Health', exact: true })).toBeVisible()
    await expectPage(page.getByRole('link', { name: 'All about the networks' })).toBeHidden()
    await page.context().close()
    const cashier = await show(sceneHealth(at, [sceneChain(at)]), 'ana')
    await expectPage(cashier.getByText('There is no such screen')).toBeVisible()
    await cashier.getByRole('button', { name: /^Health/ }).click()
    await expectPage(cashier.getByText('How the till is doing')).toBeVisible()
    expect(await findBarriers(cashier)).toEqual([])
    await expectPage(cashier.getByRole('link', { name: 'All about the networks' })).toHaveCount(0)
    await cashier.context().close()
  })

  it.each([
    ['trouble', sceneHealth(at, troubledChains(at)), 'Polygon'],
    ['many networks', sceneHealth(at, manyChains(at)), 'Ink testnet'],
    ['no network', sceneHealth(at, []), 'No network is watched'],
    [
      'a full disk and a clock set back',
      sceneHealth(at, [], {
        clockBehindMs: 90_000,
        ledger: { state: 'diskFull', entries: 3, newestHash: 'ab' },
      }),
      'The disk is full: nothing can be sold',
    ],
  ] as const)('has no barrier with %s', async (_state, health, words) => {
    for (const [index, size] of screenSizes.entries()) {
      const scheme = index === 0 ? 'dark' : 'light'
      const page = await stage.open('#/health', { health }, { who: 'ben', size, scheme })
      await expectPage(page.getByRole('main').getByText(words).first()).toBeVisible()
      expect(await findBarriers(page)).toEqual([])
      await page.context().close()
    }
  })
})
