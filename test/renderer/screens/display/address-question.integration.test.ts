import { expect as expectPage } from '@playwright/test'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sceneWallet } from '../../../fixtures/scene-terminal/scene-refund-rows.ts'
import { findBarriers, openStagePages, screenSizes, type OpenedStage } from '../open-stage.ts'

let stage: OpenedStage
beforeAll(async () => {
  stage = await openStagePages()
})
afterAll(() => stage.close())

const asking = { refundAsk: { askId: 'ask-1', state: 'waiting' } } as const

describe('AddressQuestion', () => {
  it.each([
    ['Yes, it is mine', true],
    ['No', false],
  ] as const)('takes the answer "%s" for the question that is shown', async (name, isMine) => {
    const page = await stage.open('display.html', { refundAsk: { ...asking.refundAsk } })
    await expectPage(page.getByRole('heading', { name: 'Is this your address?' })).toBeVisible()
    await expectPage(page.getByText(sceneWallet)).toBeAttached()
    const answer = page.getByRole('button', { name, exact: true })
    expect((await answer.boundingBox())?.height).toBeGreaterThanOrEqual(64)
    await answer.click()
    await expectPage(page.getByText('Welcome')).toBeVisible()
    const answers = stage.server.scene.calls.filter(({ path }) => path === 'display.answerAddress')
    expect(answers.map(({ input }) => input)).toEqual([{ askId: 'ask-1', isMine }])
    await page.context().close()
  })

  for (const scheme of ['light', 'dark'] as const) {
    for (const size of screenSizes) {
      it(`has no barriers in ${scheme} at ${size.width}`, async () => {
        const page = await stage.open(
          'display.html',
          { refundAsk: { ...asking.refundAsk } },
          { scheme, size },
        )
        await expectPage(page.getByRole('heading', { name: 'Is this your address?' })).toBeVisible()
        expect(await findBarriers(page)).toEqual([])
        await page.context().close()
      })
    }
  }
})
