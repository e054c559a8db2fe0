import { expect as expectPage, type Page } from '@playwright/test'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkoutScenes } from '../../../fixtures/scene-terminal/checkout-scenes.ts'
import { sceneCases } from '../../../fixtures/scene-terminal/scene-case-rows.ts'
import { sceneSales } from '../../../fixtures/scene-terminal/scene-sales.ts'
import { findBarriers, openStagePages, type OpenedStage } from '../open-stage.ts'

let stage: OpenedStage
beforeAll(async () => {
  stage = await openStagePages()
})
afterAll(() => stage.close())

const many = sceneSales(1_000, Date.UTC(2026, 10, 21, 9, 30))
const show = (page: string, scene = {}): Promise<Page> => stage.open(page, scene, { who: 'ana' })
const questions = (): readonly Record<string, unknown>[] =>
  stage.server.scene.calls
    .filter((call) => call.path === 'sales.list')
    .map((call) => ({ ...(call.input as Record<string, unknown>) }))

/** How many sales the page remembers. */
function countCached(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const opening = indexedDB.open('stablepoint-practice')
        opening.addEventListener('success', () => {
          const counting = opening.result.transaction('sales').objectStore('sales').count()
          counting.addEventListener('success', () => {
            opening.result.close()
            resolve(counting.result)
          })
        })
      }),
  )
}

describe('SalesScreen', () => {
  it('keeps only the rows in sight, and reaches the oldest sale by keyboard', async () => {
    const page = await show('#/sales', { sales: many })
    await page.getByRole('link', { name: /S-001000/ }).focus()
    expect(
      await page.getByRole('list', { name: 'List of sales' }).getByRole('listitem').count(),
    ).toBeLessThan(40)
    await page.keyboard.press('ArrowDown')
    await expectPage(page.getByRole('link', { name: /S-000999/ })).toBeFocused()
    for (const oldest of [951, 901, 851]) {
      const name = new RegExp(`S-${String(oldest).padStart(6, '0')}`)
      // The end moves away while the next page arrives.
      await expectPage(async () => {
        await page.keyboard.press('End')
        await expectPage(page.getByRole('link', { name })).toBeFocused({ timeout: 500 })
      }).toPass()
    }
    await page.keyboard.press('Home')
    await expectPage(page.getByRole('link', { name: /S-001000/ })).toBeFocused()
    await page.context().close()
  })

  it('opens a sale with Enter and comes back to the same filters', async () => {
    const page = await show('#/sales', { sales: many, view: checkoutScenes.paid })
    await page.getByRole('button', { name: 'Settled', exact: true }).click()
    await expectPage(page.getByRole('button', { name: 'Settled', exact: true })).toHaveAttribute(
      'aria-pressed',
      'true',
    )
    const first = page.getByRole('list', { name: 'List of sales' }).getByRole('link').first()
    await expectPage(page.getByText(/^4\d\d sales$/)).toBeVisible()
    await first.focus()
    await page.keyboard.press('Enter')
    await expectPage(page).toHaveURL(/#\/sales\/sale-/)
    await page.goBack()
    await expectPage(page.getByRole('button', { name: 'Settled', exact: true })).toHaveAttribute(
      'aria-pressed',
      'true',
    )
    await page.context().close()
  })

  it('asks the terminal for what was typed, in the words of the contract', async () => {
    const page = await show('#/sales', { sales: many, calls: [] })
    await page.getByRole('searchbox').fill(' gift ')
    await expectPage(page.getByText('200 sales')).toBeVisible()
    expect(questions().at(-1)).toEqual({ search: 'gift', limit: 50 })
    await page.context().close()
  })

  it('shows a change while somebody looks', async () => {
    const page = await show('#/sales', { sales: many.slice(990) })
    await expectPage(page.getByText('10 sales')).toBeVisible()
    const [newest] = many
    stage.change({
      sales: newest ? [{ ...newest, number: 11, saleId: 'fresh', seq: 5_000 }, ...many.slice(990)] : [],
    })
    await expectPage(page.getByRole('link', { name: /S-000011/ })).toBeVisible()
    await expectPage(page.getByText('11 sales')).toBeVisible()
    await page.context().close()
  })

  it('paints from memory when the terminal cannot read, and says so', async () => {
    const page = await show('#/sales', { sales: many })
    await expectPage(page.getByRole('link', { name: /S-001000/ })).toBeVisible()
    await expect.poll(() => countCached(page)).toBe(200)
    stage.change({ failures: { 'sales.list': { code: 'ledger.diskFull' } } })
    await page.reload()
    await expectPage(page.getByRole('link', { name: /S-001000/ })).toBeVisible()
    await expectPage(page.getByText('Shown from memory')).toBeVisible()
    await page.context().close()
  })

  it.each([
    ['empty', {}, '', 'No sales yet'],
    ['without a match', { sales: many }, 'zebra', 'No sale matches'],
    ['broken', { failures: { 'sales.list': { code: 'ledger.corrupt' } } }, '', 'The ledger is damaged'],
  ] as const)('is clear when it is %s, and has no barrier', async (_state, scene, search, words) => {
    const page = await show('#/sales', scene)
    if (search !== '') await page.getByRole('searchbox').fill(search)
    await expectPage(page.getByText(words)).toBeVisible()
    expect(await findBarriers(page)).toEqual([])
    await page.context().close()
  })

  it('forgets the sales of another ledger, as after a restore, and keeps those of its own', async () => {
    const page = await show('#/sales', { sales: many.slice(0, 20) })
    await expectPage(page.getByText('20 sales')).toBeVisible()
    await expect.poll(() => countCached(page)).toBe(20)
    stage.change({ sales: many.slice(5, 12) })
    await page.reload()
    await expectPage(page.getByText('7 sales')).toBeVisible()
    await expect.poll(() => countCached(page)).toBe(20)
    stage.change({ ledgerId: 'restored' })
    await page.reload()
    await expectPage(page.getByText('7 sales')).toBeVisible()
    await expect.poll(() => countCached(page)).toBe(7)
    await page.context().close()
  })

  it('leads from a sale to the case that holds its second payment', async () => {
    const cases = sceneCases(4, Date.now())
      .map((row) => ({ ...row, saleId: 'sale-1' }))
      .slice(3)
    const page = await show('#/sales/sale-1', { view: checkoutScenes.paid, cases })
    await page.getByRole('link', { name: 'Case opened: Paid twice, nobody yet' }).click()
    await expectPage(page).toHaveURL(/#\/cases\/case-4/)
    await page.context().close()
  })

  it('tells the whole story of a sale that was paid, lost and paid again', async () => {
    const page = await show('#/sales/sale-1', { view: checkoutScenes.paid })
    const history = page.getByRole('region', { name: 'History' }).getByRole('listitem')
    await expectPage(history).toHaveCount(9)
    await expectPage(history.nth(4)).toContainText('The payment of 19.92 USDC disappeared again.')
    await expectPage(history.nth(8)).toContainText('Paid. The goods may leave.')
    await expectPage(page.getByText(`0x${'a'.repeat(64)}`).first()).toBeVisible()
    expect(await page.getByRole('button', { name: 'Back to checkout' }).count()).toBe(0)
    expect(await findBarriers(page)).toEqual([])
    stage.change({ view: checkoutScenes.waiting })
    await page.reload()
    await page.getByRole('button', { name: 'Back to checkout' }).click()
    await expectPage(page.getByRole('status', { name: 'Payment status' })).toContainText('Waiting')
    await page.context().close()
  })
})
