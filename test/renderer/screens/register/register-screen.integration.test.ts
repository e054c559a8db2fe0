import { expect as expectPage, type Page } from '@playwright/test'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openStagePages, type OpenedStage } from '../open-stage.ts'

let stage: OpenedStage
beforeAll(async () => {
  stage = await openStagePages()
})
afterAll(() => stage.close())

/** Buttons of the keypad that are lower than a finger needs, or that lie below the window. */
function findLost(page: Page): Promise<string[]> {
  return page.getByRole('region', { name: 'Keypad' }).evaluate((panel) =>
    [...panel.querySelectorAll('button')]
      .map((button) => ({ name: button.innerText, box: button.getBoundingClientRect() }))
      .filter(({ box }) => box.height < 48 || box.bottom > innerHeight)
      .map(({ name, box }) => `${name}: ${box.height} high, ends at ${box.bottom}`),
  )
}

describe('RegisterScreen', () => {
  it.each([
    [1_024, 768, 0],
    [1_024, 768, 3],
    [1_280, 800, 0],
    [1_280, 800, 3],
  ])('shows every key at %d x %d with %d changes to look at', async (width, height, unseenChanges) => {
    const page = await stage.open('#/register', { unseenChanges }, { who: 'chi', size: { width, height } })
    await expectPage(page.getByRole('button', { name: 'Show keys' })).toBeVisible()
    const notice = page.getByText(/sensitive changes since you last looked/)
    await expectPage(notice).toHaveCount(unseenChanges === 0 ? 0 : 1)
    expect(await findLost(page)).toEqual([])
    await page.context().close()
  })
})
