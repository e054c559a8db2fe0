import { expect as expectPage, type Page } from '@playwright/test'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sceneSettings } from '../../../fixtures/scene-terminal/scene-shop.ts'
import { findBarriers, openStagePages, type OpenedStage } from '../open-stage.ts'

let stage: OpenedStage
beforeAll(async () => {
  stage = await openStagePages()
})
afterAll(() => stage.close())

const show = (section: string, scene = {}, who: 'ana' | 'ben' | 'chi' = 'chi'): Promise<Page> =>
  stage.open(`#/settings/${section}`, scene, { who })
const inputsOf = (path: string): readonly unknown[] =>
  stage.server.scene.calls.filter((call) => call.path === path).map((call) => call.input)
const sections = (page: Page) =>
  page.getByRole('navigation', { name: 'Sections of the settings' }).getByRole('link')

describe('SettingsScreen', () => {
  it.each([
    ['ana', 2],
    ['ben', 9],
    ['chi', 15],
  ] as const)('shows %s no more sections than the role may open', async (who, count) => {
    const page = await show('staff', {}, who)
    await expectPage(sections(page)).toHaveCount(count)
    await page.context().close()
  })

  it('keeps what is typed while somebody looks at another section', async () => {
    const page = await show('shop')
    await page.getByLabel('Name of the shop').fill('Quay Coffee')
    await sections(page).filter({ hasText: 'Tax' }).click()
    await expectPage(page.getByRole('heading', { name: 'Tax' })).toBeVisible()
    await sections(page).filter({ hasText: 'Shop' }).click()
    await expectPage(page.getByLabel('Name of the shop')).toHaveValue('Quay Coffee')
    await page.getByRole('button', { name: 'Save' }).click()
    await expectPage(page.getByText('Saved', { exact: true })).toBeVisible()
    expect(inputsOf('settings.saveShop')).toEqual([expect.objectContaining({ name: 'Quay Coffee' })])
    await page.context().close()
  })

  it('discards what is typed', async () => {
    const page = await show('shop')
    await page.getByLabel('Name of the shop').fill('Quay Coffee')
    await page.getByRole('button', { name: 'Discard' }).click()
    await expectPage(page.getByLabel('Name of the shop')).toHaveValue('Harbour Coffee')
    await expectPage(page.getByRole('button', { name: 'Save' })).toHaveCount(0)
    await page.context().close()
  })

  it('asks nothing of the terminal while a field is wrong', async () => {
    const page = await show('tax')
    await page.getByRole('textbox', { name: 'Percent' }).first().fill('lots')
    await page.getByRole('button', { name: 'Save' }).click()
    await expectPage(page.getByText('A percentage from 0 to 100')).toBeVisible()
    expect(inputsOf('settings.saveTax')).toEqual([])
    await page.context().close()
  })

  it("shows the terminal's refusal at the field it names", async () => {
    const problem = 'The currency cannot change once there are sales'
    const page = await show('shop')
    stage.change({
      failures: {
        'settings.saveShop': { code: 'contract.invalidInput', details: { field: 'currency', problem } },
      },
    })
    await page.getByRole('combobox', { name: 'Currency' }).click()
    await page.getByRole('option', { name: 'EUR' }).click()
    await page.getByRole('button', { name: 'Save' }).click()
    await expectPage(page.getByRole('combobox', { name: 'Currency' })).toHaveAccessibleDescription(
      new RegExp(problem),
    )
    await page.context().close()
  })

  it('is read only where a configuration file rules, and says so', async () => {
    const page = await show('release', { fromFile: true })
    await expectPage(page.getByText('A configuration file rules these settings')).toBeVisible()
    await expectPage(page.getByRole('textbox', { name: 'Up to' }).first()).toBeDisabled()
    await expectPage(page.getByRole('button', { name: 'Save' })).toHaveCount(0)
    await page.context().close()
  })

  it('saves release rules with amounts as they were typed, to the cent', async () => {
    const page = await show('release')
    await page.getByRole('textbox', { name: 'Up to' }).first().fill('12.34')
    await page.getByRole('button', { name: 'Save' }).click()
    await expectPage(page.getByText('Saved', { exact: true })).toBeVisible()
    const [saved] = inputsOf('settings.saveReleaseRules')
    expect(saved).toMatchObject({ rules: [{ chain: 'fast', maxAmountMinor: 1_234n }, {}, {}, {}] })
    await page.context().close()
  })

  it('saves limits, the cool-off and what is kept back, each in its own unit', async () => {
    const page = await show('approvals')
    const refunds = page.getByRole('region', { name: 'Refunds', exact: true })
    await refunds.getByLabel('A manager, at most').fill('')
    await page
      .getByRole('region', { name: 'Payouts to the bank' })
      .getByLabel('An owner, at most')
      .fill('25000')
    await page.getByLabel('Hours before a new bank account is paid').fill('999')
    await page.getByLabel('Keep of USD', { exact: true }).fill('100.5')
    await page.getByRole('button', { name: 'Save' }).click()
    await expectPage(page.getByText('Whole hours from 0 to 720.')).toBeVisible()
    expect(inputsOf('settings.saveRefunds')).toEqual([])
    await page.getByLabel('Hours before a new bank account is paid').fill('48')
    await page.getByRole('button', { name: 'Save' }).click()
    await expectPage(page.getByText('Saved', { exact: true })).toBeVisible()
    expect(inputsOf('settings.saveRefunds')).toEqual([{ cashierMaxMinor: 0n, travelRuleMinor: 300_000n }])
    expect(inputsOf('settings.savePayouts')).toEqual([
      {
        managerMaxMinor: 1_000_000n,
        ownerMaxMinor: 2_500_000n,
        coolOffHours: 48,
        keepBack: [{ asset: 'USD', minor: 100_500_000_000_000_000_000n }],
      },
    ])
    expect(await findBarriers(page)).toEqual([])
    await page.context().close()
  })

  it('offers a default that became stricter, which an owner applies or waves away for good', async () => {
    const [rule] = sceneSettings.releaseRules
    const offering = { ...sceneSettings, stricterRules: rule ? [rule] : [] }
    const page = await show('release', { settings: offering })
    const offer = page.getByText(/A new default exists: .*Practice Fast/)
    await page.getByRole('button', { name: 'Apply', exact: true }).click()
    await expect.poll(() => inputsOf('settings.applyStricterRules').length).toBe(1)
    await page.getByRole('button', { name: 'Dismiss' }).click()
    await expectPage(offer).toHaveCount(0)
    await page.reload()
    await expectPage(page.getByRole('heading', { name: 'Release rules' })).toBeVisible()
    await expectPage(offer).toHaveCount(0)
    await page.context().close()
  })

  it('warns of two sources on a network that one operator reads, and takes it back with the choice', async () => {
    const page = await show('release')
    const warning = page.getByText('Only one operator reads Practice Fast, and a rule asks for two sources.')
    const choose = async (name: string): Promise<void> => {
      await page.getByRole('combobox', { name: 'Sources' }).first().click()
      await page.getByRole('option', { name, exact: true }).click()
    }
    await choose('Two that agree')
    await expectPage(warning).toBeVisible()
    await choose('One')
    await expectPage(warning).toHaveCount(0)
    await page.context().close()
  })

  it('hands a file over in parts, shows what it would do, and goes on where it stopped', async () => {
    const page = await show('catalog/import')
    const text = `name,price\n${'Flat white,4.20\n'.repeat(50_000)}`
    await page
      .getByLabel('Choose a CSV file')
      .setInputFiles({ name: 'menu.csv', mimeType: 'text/csv', buffer: Buffer.from(text) })
    await expectPage(page.getByRole('heading', { name: 'Rows with problems' })).toBeVisible()
    const parts = inputsOf('catalog.importPart') as { importId: string; text: string; last: boolean }[]
    expect(parts.map((part) => part.text).join('')).toBe(text)
    expect(parts.map((part) => part.last)).toEqual([false, true])
    stage.change({ failures: { 'catalog.importApply': { code: 'ledger.diskFull' } } })
    await page.getByRole('button', { name: 'Import 124 items' }).click()
    await expectPage(page.getByText('The disk is full')).toBeVisible()
    stage.change({ failures: {} })
    await page.getByRole('button', { name: 'Go on' }).click()
    await expectPage(page.getByText('124 items imported.')).toBeVisible()
    const applied = inputsOf('catalog.importApply') as { importId: string }[]
    expect(new Set(applied.map((input) => input.importId))).toEqual(new Set([parts[0]?.importId]))
    await page.context().close()
  })

  it('tells an owner at sign-in what was changed, until the owner has seen it', async () => {
    const page = await show('appearance', { unseenChanges: 2 })
    await page.getByRole('button', { name: 'Look' }).click()
    await expectPage(page.getByText('The receiving wallet was changed.')).toBeVisible()
    await page.getByRole('button', { name: 'I have seen these' }).click()
    await expectPage(page.getByRole('region', { name: 'Changes you have not seen' })).toHaveCount(0)
    expect(inputsOf('settings.markChangesSeen')).toEqual([{ seq: 1_191 }])
    await page.context().close()
  })
})
