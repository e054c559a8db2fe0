import { expect as expectPage, type Page } from '@playwright/test'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { SceneCall } from '../../../fixtures/scene-terminal/scene-outbox-call.ts'
import { findBarriers, openStagePages, screenSizes, type OpenedStage } from '../open-stage.ts'

let stage: OpenedStage
beforeAll(async () => {
  stage = await openStagePages()
})
afterAll(() => stage.close())

const minuteMs = 60_000

/** A call of each standing. */
function sceneCalls(): readonly SceneCall[] {
  const now = Date.now()
  const base = {
    kind: 'refund.send',
    state: 'pending',
    createdAt: now - 3.5 * minuteMs,
    nextAt: now + 8 * minuteMs,
    isBehindAnother: false,
    hasOwner: true,
  } as const
  const lastError = { code: 'backend.unavailable', message: 'raw words of the backend' } as const
  return [
    {
      ...base,
      id: 'a',
      aboutText: 'R-000012, 12.50 USDC',
      attempts: 4,
      lastTriedAt: now - minuteMs,
      lastError,
    },
    { ...base, id: 'b', kind: 'payout.send', state: 'dead', attempts: 200, lastTriedAt: now, lastError },
    { ...base, id: 'c', kind: 'payout.send', attempts: 0, isBehindAnother: true },
    { ...base, id: 'd', kind: 'bankAccount.create', state: 'sending', attempts: 1 },
    { ...base, id: 'e', kind: 'rule.create', attempts: 0, hasOwner: false },
    { ...base, id: 'f', kind: 'address.make', attempts: 0, nextAt: now },
  ]
}

const ended = (id: string): SceneCall => ({
  id,
  kind: 'refund.send',
  state: 'done',
  attempts: 1,
  createdAt: Date.now() - minuteMs,
  nextAt: Date.now(),
  endedAt: Date.now(),
  endedBecause: 'done',
  isBehindAnother: false,
  hasOwner: true,
})

const rows = (page: Page) => page.getByRole('list', { name: 'Outbox' }).getByRole('listitem')
const chip = (page: Page) => page.getByRole('link', { name: /^Outbox/ })

describe('OutboxScreen', () => {
  it('says of each call what it is, where it stands, and what the last try said in the words of the till', async () => {
    const page = await stage.open('#/outbox', { outbox: sceneCalls() }, { who: 'ben' })
    await expectPage(rows(page)).toHaveCount(6)
    await expectPage(rows(page).nth(0)).toContainText('Send a refund')
    await expectPage(rows(page).nth(0)).toContainText('R-000012, 12.50 USDC')
    await expectPage(rows(page).nth(0)).toContainText('queued 3 min ago · tried 4 times')
    await expectPage(rows(page).nth(0)).toContainText(/Next try in [78] min/)
    await expectPage(rows(page).nth(0)).not.toContainText('raw words')
    await expectPage(rows(page).nth(0)).toContainText('asks again by itself')
    await expectPage(rows(page).nth(1)).not.toContainText('asks again by itself')
    await expectPage(rows(page).nth(1)).toContainText('Stopped: decide what becomes of it')
    await expectPage(rows(page).nth(2)).toContainText('Waits for the one before it')
    await expectPage(rows(page).nth(3)).toContainText('Is being sent')
    await expectPage(rows(page).nth(4)).toContainText('nothing is connected')
    await expectPage(rows(page).nth(5)).toContainText('Goes out now')
    await expectPage(page.getByText('1 thing needs your decision.')).toBeVisible()
    await expectPage(
      rows(page)
        .nth(3)
        .getByRole('button', { name: /Give up/ }),
    ).toBeDisabled()
    await page.context().close()
  })

  it('sends now, gives up only with a reason, and shows what has ended when asked', async () => {
    const page = await stage.open('#/outbox', { outbox: sceneCalls() }, { who: 'ben' })
    await page.getByRole('button', { name: 'Send now: Fetch a receive address' }).click()
    await expectPage(rows(page)).toHaveCount(5)
    await page.getByRole('button', { name: 'Give up: R-000012, 12.50 USDC' }).click()
    const dialog = page.getByRole('dialog', { name: 'Give up' })
    await expectPage(dialog).toContainText('It was tried before and may have arrived.')
    await dialog.getByRole('button', { name: 'Give up' }).click()
    await expectPage(dialog).toContainText('Say why')
    await dialog.getByLabel('Reason').fill('She took cash')
    await dialog.getByRole('button', { name: 'Give up' }).click()
    await expectPage(dialog).toBeHidden()
    await expectPage(rows(page)).toHaveCount(4)
    await page.getByText('Ended', { exact: true }).click()
    await expectPage(rows(page)).toHaveCount(2)
    await expectPage(page.getByText('Reason: She took cash')).toBeVisible()
    await page.context().close()
  })

  it('keeps the words of a refusal in the dialog', async () => {
    const failures = { 'outbox.giveUp': { code: 'refund.transitionRefused' as const } }
    const page = await stage.open('#/outbox', { outbox: sceneCalls(), failures }, { who: 'ben' })
    await page.getByRole('button', { name: 'Give up: R-000012, 12.50 USDC' }).click()
    const dialog = page.getByRole('dialog', { name: 'Give up' })
    await dialog.getByLabel('Reason').fill('She took cash')
    await dialog.getByRole('button', { name: 'Give up' }).click()
    await expectPage(dialog.getByRole('alert')).toContainText('The refund has moved on.')
    await page.context().close()
  })

  it('lets a cashier look and nothing more', async () => {
    const page = await stage.open('#/outbox', { outbox: sceneCalls() }, { who: 'ana' })
    await expectPage(rows(page)).toHaveCount(6)
    await expectPage(page.getByText('A manager can send now or give up.')).toBeVisible()
    expect(await page.getByRole('button', { name: /Send now|Give up/ }).count()).toBe(0)
    await page.context().close()
  })

  it('has its words for nothing at all, and for a till that does not answer', async () => {
    const page = await stage.open('#/outbox', { outbox: [] }, { who: 'ben' })
    await expectPage(page.getByRole('heading', { name: 'Nothing waits' })).toBeVisible()
    expect(await chip(page).count()).toBe(0)
    await page.context().close()
    const failures = { 'outbox.list': { code: 'contract.timeout' as const } }
    const broken = await stage.open('#/outbox', { outbox: [], failures }, { who: 'ben' })
    await expectPage(broken.getByRole('alert')).toBeVisible()
    stage.change({ failures: {} })
    await broken.getByRole('button', { name: 'Try again' }).click()
    await expectPage(broken.getByRole('heading', { name: 'Nothing waits' })).toBeVisible()
    await broken.context().close()
  })

  it('shows a long list page by page', async () => {
    const outbox = Array.from({ length: 120 }, (_, index) => ended(`c${index}`))
    const page = await stage.open('#/outbox', { outbox }, { who: 'ben' })
    await page.getByText('Ended', { exact: true }).click()
    await expectPage(rows(page)).toHaveCount(50)
    await page.getByRole('button', { name: 'Show more' }).click()
    await page.getByRole('button', { name: 'Show more' }).click()
    await expectPage(rows(page)).toHaveCount(120)
    await page.context().close()
  })

  it('is opened from a chip that is there while something waits', async () => {
    const waiting = sceneCalls().filter(({ state }) => state !== 'dead')
    const page = await stage.open('#/register', { outbox: waiting }, { who: 'ana' })
    await expectPage(chip(page)).toHaveText(/Outbox\s*5 waiting, 3 min/)
    stage.change({ outbox: sceneCalls() })
    await expectPage(chip(page)).toContainText('1 to decide')
    await chip(page).focus()
    await page.keyboard.press('Enter')
    await expectPage(rows(page)).toHaveCount(6)
    stage.change({ outbox: [] })
    await expectPage(chip(page)).toHaveCount(0)
    await page.context().close()
  })

  for (const scheme of ['light', 'dark'] as const) {
    for (const size of screenSizes) {
      it(`has no barriers in ${scheme} at ${size.width}, and nothing wider than the screen`, async () => {
        const page = await stage.open('#/outbox', { outbox: sceneCalls() }, { who: 'ben', scheme, size })
        await expectPage(rows(page)).toHaveCount(6)
        expect(await findBarriers(page)).toEqual([])
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
          size.width,
        )
        const pictures = process.env['STABLEPOINT_PICTURES']
        if (pictures !== undefined)
          await page.screenshot({ path: `${pictures}/outbox-${scheme}-${size.width}.png` })
        await page.context().close()
      })
    }
  }
})
