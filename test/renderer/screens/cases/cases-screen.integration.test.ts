import { expect as expectPage, type Page } from '@playwright/test'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sceneCases } from '../../../fixtures/scene-terminal/scene-case-rows.ts'
import { findBarriers, openStagePages, type OpenedStage } from '../open-stage.ts'

let stage: OpenedStage
beforeAll(async () => {
  stage = await openStagePages()
})
afterAll(() => stage.close())

const cases = sceneCases(250, Date.now())
const rowOf = (page: Page, number: number) =>
  page.getByRole('link', { name: new RegExp(`S-${String(number).padStart(6, '0')}`) })
const list = (page: Page) => page.getByRole('list', { name: 'Cases' })

async function choose(page: Page, filter: string, option: string): Promise<void> {
  await page.getByRole('combobox', { name: filter }).click()
  await page.getByRole('option', { name: option, exact: true }).click()
}

describe('CasesScreen', () => {
  it('reaches the newest of 250 cases by keyboard, with only the rows in sight on the page', async () => {
    const page = await stage.open('#/cases', { cases }, { who: 'ana' })
    await rowOf(page, 1).focus()
    for (const newest of [100, 200, 250]) {
      // The end moves away while the next page arrives.
      await expectPage(async () => {
        await page.keyboard.press('End')
        await expectPage(rowOf(page, newest)).toBeFocused({ timeout: 500 })
      }).toPass()
    }
    expect(await list(page).getByRole('listitem').count()).toBeLessThan(40)
    await expectPage(list(page).getByRole('listitem').last()).toHaveAttribute('aria-setsize', '250')
    await page.context().close()
  })

  it('narrows all of them to one kind or one owner, keeps that while a case is open, and shows all again', async () => {
    const page = await stage.open('#/cases', { cases }, { who: 'ana' })
    await choose(page, 'What happened', 'Counterfeit')
    await expectPage(list(page).getByRole('listitem').first()).toHaveAttribute('aria-setsize', '25')
    await choose(page, 'Owner', 'Ana Duarte')
    await expectPage(list(page).getByRole('listitem').first()).toHaveAttribute('aria-setsize', /^1[23]$/)
    await rowOf(page, 17).click()
    await page.goBack()
    await expectPage(page.getByRole('combobox', { name: 'What happened' })).toHaveValue('Counterfeit')
    await choose(page, 'What happened', 'Paid too much')
    await expectPage(page.getByText('No case fits')).toBeVisible()
    await page.getByRole('button', { name: 'Show all' }).click()
    await expectPage(list(page).getByRole('listitem').first()).toHaveAttribute('aria-setsize', '250')
    await page.context().close()
  })

  it.each(['light', 'dark'] as const)('has no barriers in %s', async (scheme) => {
    const page = await stage.open('#/cases', { cases }, { who: 'ana', scheme })
    await expectPage(rowOf(page, 1)).toBeVisible()
    expect(await findBarriers(page)).toEqual([])
    await page.context().close()
  })
})
