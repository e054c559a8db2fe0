import { expect as expectPage, type Page } from '@playwright/test'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  restingPayouts,
  sceneBalances,
  sceneBank,
  sceneCheck,
  scenePayout,
  sceneRule,
} from '../../../fixtures/scene-terminal/scene-payout-rows.ts'
import { findBarriers, openStagePages, screenSizes, type OpenedStage } from '../open-stage.ts'

let stage: OpenedStage
beforeAll(async () => {
  stage = await openStagePages()
})
afterAll(() => stage.close())

const inputsOf = (path: string) =>
  stage.server.scene.calls.filter((call) => call.path === path).map(({ input }) => input)
const ben = { who: 'ben' } as const

async function picture(page: Page, name: string): Promise<void> {
  const pictures = process.env['STABLEPOINT_PICTURES']
  if (pictures !== undefined) await page.screenshot({ path: `${pictures}/${name}.png` })
}

async function typePin(page: Page, digits: string): Promise<void> {
  await page.keyboard.type(digits)
  await page.keyboard.press('Enter')
}

describe('PayoutsHome', () => {
  it('shows what is free, and names a difference with its amount', async () => {
    const payouts = { ...restingPayouts(), check: sceneCheck('1.00 USDC'), payouts: [scenePayout(1)] }
    const page = await stage.open('#/payouts', { payouts }, ben)
    await expectPage(page.getByRole('row', { name: /^USDC/ })).toContainText('$230.00')
    await expectPage(page.getByText('USDC: the account has 1.00 USDC more than the books.')).toBeVisible()
    await expectPage(page.getByRole('link', { name: /P-000001/ })).toContainText('To approve')
    await page.context().close()
  })

  it('says that no account is connected, and offers nothing to pay out', async () => {
    const balances = sceneBalances({ isConnected: false, assets: [] })
    const page = await stage.open('#/payouts', { payouts: { ...restingPayouts(), balances } }, ben)
    await expectPage(page.getByText('No account is connected that pays out')).toBeVisible()
    await expectPage(page.getByRole('button', { name: 'Pay out' })).toBeDisabled()
    await expectPage(page.getByText('No payouts yet')).toBeVisible()
    await page.context().close()
  })

  it('says that the figures are old when the account does not answer', async () => {
    const balances = sceneBalances({ problem: 'backend.unreachable', readAt: Date.now() - 7_200_000 })
    const page = await stage.open('#/payouts', { payouts: { ...restingPayouts(), balances } }, ben)
    await expectPage(page.getByText('Paxos does not answer. These figures are old.')).toBeVisible()
    await expectPage(page.getByText('Paxos said so 2 h ago')).toBeVisible()
    await page.context().close()
  })

  it('says why the list cannot be read', async () => {
    const failures = { 'payouts.list': { code: 'payout.noBackend' as const } }
    const page = await stage.open('#/payouts', { failures }, ben)
    await expectPage(page.getByRole('alert')).toBeVisible()
    await page.context().close()
  })
})

describe('PayOutScreen', () => {
  it('asks for everything that is free, or for what was typed, and goes on to the approval', async () => {
    const page = await stage.open('#/payouts/new', {}, ben)
    await expectPage(page.getByText('$500.00, less the fee')).toBeVisible()
    await expectPage(page.getByText('Banks are closed on Thu, Nov 26: Thanksgiving Day.')).toBeVisible()
    await page.keyboard.type('12000')
    await expectPage(page.getByText('$120.00, less the fee')).toBeVisible()
    await page.getByLabel('Note').fill('Week 47')
    await page.getByRole('button', { name: 'Ask for approval' }).click()
    const dialog = page.getByRole('dialog', { name: 'Approve P-000001' })
    await expectPage(dialog).toContainText('PIN of Chiara Lund')
    await expectPage(dialog.getByRole('radio', { name: 'Ben Calloway' })).toHaveCount(0)
    await typePin(page, '1111')
    await expectPage(dialog.getByText('That PIN is not right.')).toBeVisible()
    await typePin(page, '3333')
    await expectPage(dialog).toBeHidden()
    expect(inputsOf('payouts.request')).toMatchObject([
      { asset: 'USD', bankId: 'bank-1', dollarsMinor: 12_000n, note: 'Week 47' },
    ])
    await page.context().close()
  })

  it('refuses more than is free', async () => {
    const page = await stage.open('#/payouts/new', {}, ben)
    await expectPage(page.getByText('$500.00, less the fee')).toBeVisible()
    await page.keyboard.type('60000')
    await expectPage(page.getByRole('alert')).toContainText('There is not so much to pay out.')
    await expectPage(page.getByRole('button', { name: 'Ask for approval' })).toBeDisabled()
    await page.context().close()
  })

  it('says of an account that cools off until when, and does not offer it', async () => {
    const usableFrom = Date.UTC(2026, 10, 22, 9)
    const bank = sceneBank('bank-2', { name: 'New bank', isPayable: false, usableFrom })
    const page = await stage.open('#/payouts/new', { payouts: { ...restingPayouts(), banks: [bank] } }, ben)
    await expectPage(page.getByRole('radio', { name: /New bank/ })).toBeDisabled()
    await expectPage(page.getByText(/Nothing is paid to it before Nov 22, 2026/)).toBeVisible()
    await page.context().close()
  })
})

describe('PayoutScreen', () => {
  const open = (more: Parameters<typeof scenePayout>[1]) =>
    stage.open(
      '#/payouts/payout-1',
      { payouts: { ...restingPayouts(), payouts: [scenePayout(1, more)] } },
      ben,
    )
  const nothing = { approve: false, cancel: false, linkReturn: false }

  it('shows an unknown outcome as unknown, with nothing to send again', async () => {
    const page = await open({ status: 'unknown', can: nothing })
    await expectPage(page.getByText('Nobody knows yet whether it left')).toBeVisible()
    await expectPage(page.getByRole('button', { name: 'Pay out again' })).toHaveCount(0)
    await page.context().close()
  })

  it('says why a payout failed', async () => {
    const problem = { code: 'refused', text: 'The bank closed the account.' }
    const page = await open({ status: 'failed', can: nothing, problem })
    await expectPage(page.getByRole('alert')).toContainText('The bank closed the account.')
    await page.context().close()
  })

  it('joins money that came back to its payout, with a reason', async () => {
    const page = await open({ status: 'paid', can: { ...nothing, linkReturn: true } })
    await page.getByRole('button', { name: 'It came back' }).click()
    await page.getByRole('radio', { name: '112.50 USD' }).check({ force: true })
    await page.getByLabel('Reason').fill('Account closed')
    await page.getByRole('button', { name: 'It is this money' }).click()
    await expectPage(page.getByText(/112.50 USD came back/)).toBeVisible()
    expect(inputsOf('payouts.linkReturn')).toMatchObject([{ movementId: 'move-1', reason: 'Account closed' }])
    await page.context().close()
  })

  it('takes back what has not left, with a reason', async () => {
    const page = await open({})
    await page.getByRole('button', { name: 'Take back' }).click()
    await page.getByRole('button', { name: 'Take it back' }).click()
    await expectPage(page.getByText('Say why.')).toBeVisible()
    await page.getByLabel('Reason').fill('Wrong day')
    await page.getByRole('button', { name: 'Take it back' }).click()
    await expectPage(page.getByText('Taken back. Nothing was sent.')).toBeVisible()
    await page.context().close()
  })
})

describe('AddBankScreen', () => {
  it('enters an account, and asks a second person', async () => {
    const page = await stage.open('#/payouts/banks/new', {}, ben)
    await page.getByLabel('What the shop calls it').fill('New bank')
    await page.getByLabel('Name of the company').fill('Harbour Coffee LLC')
    await page.getByLabel('Account number').fill('000123456789')
    await page.getByLabel('Routing number').fill('021000022')
    await page.getByLabel('Name of the bank').fill('First Bank')
    await page.getByRole('button', { name: 'Add and ask for approval' }).click()
    await expectPage(page.getByText(/this is not a routing number/)).toBeVisible()
    await page.getByLabel('Routing number').fill('021000021')
    await page.getByRole('button', { name: 'Add and ask for approval' }).click()
    await expectPage(page.getByRole('dialog', { name: 'Approve New bank' })).toBeVisible()
    await typePin(page, '3333')
    await expectPage(page.getByText('The account reviews it. This can take days.')).toBeVisible()
    await page.context().close()
  })
})

describe('AddRuleScreen', () => {
  it('asks for a sweep that keeps a float, and ends it with a reason', async () => {
    const page = await stage.open('#/payouts/rules/new', {}, ben)
    await page.getByLabel('Name').fill('Evening sweep')
    await page.getByRole('button', { name: 'Ask for approval' }).click()
    await expectPage(page.getByRole('dialog', { name: 'Approve Evening sweep' })).toContainText(
      'keeps back $100.00',
    )
    await typePin(page, '3333')
    await expectPage(page.getByText('Active')).toBeVisible()
    await page.getByRole('button', { name: 'End it' }).click()
    await page.getByLabel('Reason').fill('New bank')
    await page.getByRole('dialog').getByRole('button', { name: 'End it' }).click()
    await expectPage(page.getByText('Ended')).toBeVisible()
    await page.context().close()
  })
})

describe('PayoutsScreen', () => {
  const payouts = () => ({
    ...restingPayouts(),
    found: [
      {
        bankAccountId: 'b-9',
        text: 'Practice Bank …0001',
        network: 'WIRE' as const,
        review: 'approved' as const,
      },
    ],
    rules: [sceneRule('rule-1')],
    payouts: [
      scenePayout(2, { status: 'unknown' }),
      scenePayout(1, {
        status: 'paid',
        expected: { earliest: '2026-11-24', latest: '2026-11-27', isNextDay: true },
      }),
    ],
  })

  it.each(['', '/new', '/fund', '/banks', '/banks/new', '/rules', '/rules/new', '/payout-1'])(
    'has no barriers at #/payouts%s, in light and dark, small and large',
    async (path) => {
      for (const [index, size] of screenSizes.entries()) {
        const scheme = index === 0 ? 'light' : 'dark'
        const page = await stage.open(`#/payouts${path}`, { payouts: payouts() }, { ...ben, scheme, size })
        await expectPage(page.getByRole('heading', { level: 1 })).toBeAttached()
        await expectPage(page.getByRole('main').locator('output[class*=message]')).toHaveCount(0)
        await picture(page, `payouts${path.replaceAll('/', '-')}-${scheme}`)
        expect(await findBarriers(page)).toEqual([])
        await page.context().close()
      }
    },
  )

  it('is not shown to a cashier', async () => {
    const page = await stage.open('#/register', {}, { who: 'ana' })
    await expectPage(page.getByRole('link', { name: 'Refunds' })).toBeVisible()
    await expectPage(page.getByRole('link', { name: 'Payouts' })).toHaveCount(0)
    await page.context().close()
  })
})
