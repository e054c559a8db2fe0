import { expect as expectPage, type Page } from '@playwright/test'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  sceneDesk,
  scenePrepared,
  sceneRefund,
  sceneWallet,
} from '../../../fixtures/scene-terminal/scene-refund-rows.ts'
import { findBarriers, openStagePages, screenSizes, type OpenedStage } from '../open-stage.ts'

let stage: OpenedStage
beforeAll(async () => {
  stage = await openStagePages()
})
afterAll(() => stage.close())

const desk = '#/refunds/new/sale-1'
const callsOf = (path: string) => stage.server.scene.calls.filter((call) => call.path === path)
const inputsOf = (path: string) => callsOf(path).map(({ input }) => input)

async function picture(page: Page, name: string): Promise<void> {
  const pictures = process.env['STABLEPOINT_PICTURES']
  if (pictures !== undefined) await page.screenshot({ path: `${pictures}/${name}.png` })
}

/** Types as a scanner in keyboard mode does: the keys carry the times at which it sends them. */
async function scan(page: Page, code: string): Promise<void> {
  await page.evaluate((text) => {
    const startedAt = performance.now()
    for (const [index, key] of [...Array.from(text), 'Enter'].entries()) {
      const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true })
      Object.defineProperty(event, 'timeStamp', { value: startedAt + index * 8 })
      document.body.dispatchEvent(event)
    }
  }, code)
}

async function toCheck(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Next' }).click()
  await page.getByRole('button', { name: 'Check the address' }).click()
  await expectPage(page.getByRole('button', { name: 'Ask for approval' })).toBeVisible()
}

describe('RefundDeskScreen', () => {
  it('gives everything back to the wallet that paid, with a reason, and goes on to the approval', async () => {
    const page = await stage.open(desk, {}, { who: 'ana' })
    await expectPage(page.getByRole('radio', { name: 'Everything' })).toBeChecked()
    await toCheck(page)
    await page.getByRole('button', { name: 'Ask for approval' }).click()
    await expectPage(page.getByText('Every refund needs a reason.')).toBeVisible()
    expect(callsOf('refunds.request')).toHaveLength(0)
    await page.getByRole('button', { name: 'Goods came back' }).click()
    await page.getByRole('button', { name: 'Ask for approval' }).click()
    await expectPage(page.getByRole('dialog', { name: 'Approve R-000001' })).toBeVisible()
    expect(inputsOf('refunds.prepare')).toMatchObject([{ wish: { kind: 'rest' }, proof: 'payer' }])
    expect(inputsOf('refunds.request')).toMatchObject([{ reason: 'Goods came back', acceptsWarnings: false }])
    await page.context().close()
  })

  it('counts pieces no further than are left, and says what they come to', async () => {
    const page = await stage.open(desk, {}, { who: 'ana' })
    await page.getByRole('radio', { name: 'Items' }).click()
    await expectPage(page.getByText('Choose at least one item.')).toBeVisible()
    await expectPage(page.getByRole('button', { name: 'Next' })).toBeDisabled()
    const more = page.getByRole('button', { name: 'One more: Flat white' })
    await more.click()
    await expectPage(page.getByText('4.54 USDC')).toBeVisible()
    await more.click()
    await expectPage(more).toBeDisabled()
    await page.getByLabel('Also the tip, $3.08').click()
    await expectPage(page.getByText('12.17 USDC')).toBeVisible()
    await picture(page, 'refund-desk-items')
    await toCheck(page)
    expect(inputsOf('refunds.prepare')).toMatchObject([
      { wish: { kind: 'lines', lines: [{ lineId: 'line-1', quantity: 2 }], withTip: true } },
    ])
    await page.context().close()
  })

  it('types an amount on the keyboard, and says when it is more than is left', async () => {
    const page = await stage.open(desk, {}, { who: 'ana' })
    await page.getByRole('radio', { name: 'An amount' }).click()
    await page.keyboard.type('2000')
    await expectPage(page.getByRole('alert')).toContainText('more')
    await expectPage(page.getByRole('button', { name: 'Next' })).toBeDisabled()
    await page.keyboard.press('Backspace')
    await expectPage(page.getByText('2.00 USDC')).toBeVisible()
    await picture(page, 'refund-desk-amount')
    await page.keyboard.press('Enter')
    await expectPage(page.getByRole('button', { name: 'Check the address' })).toBeVisible()
    await page.context().close()
  })

  it('asks the customer on the display whether another address is theirs, and follows the answer', async () => {
    const page = await stage.open(desk, {}, { who: 'ana' })
    await page.getByRole('button', { name: 'Next' }).click()
    await page.getByRole('radio', { name: 'Another address' }).click()
    const check = page.getByRole('button', { name: 'Check the address' })
    await expectPage(check).toBeDisabled()
    await page.getByLabel('Address of the customer').fill(`ethereum:${sceneWallet}@8453`)
    await expectPage(page.getByLabel('Address of the customer')).toHaveValue(sceneWallet)
    await page.getByRole('button', { name: 'Ask on the display' }).click()
    await expectPage(page.getByText('The customer sees the question now.')).toBeVisible()
    await expectPage(check).toBeDisabled()
    await picture(page, 'refund-desk-ask')
    stage.change({ refundAsk: { ...stage.server.scene.refundAsk, state: 'refused' } })
    await expectPage(page.getByText('The customer said no.')).toBeVisible()
    await expectPage(page.getByLabel(/I read the first/)).toBeDisabled()
    await page.getByRole('button', { name: 'Ask again' }).click()
    stage.change({ refundAsk: { ...stage.server.scene.refundAsk, state: 'confirmed' } })
    await expectPage(page.getByText('The customer said: this is mine.')).toBeVisible()
    await check.click()
    await expectPage(page.getByRole('button', { name: 'Ask for approval' })).toBeVisible()
    expect(inputsOf('refunds.prepare')).toMatchObject([{ address: sceneWallet, proof: 'display' }])
    await page.context().close()
  })

  it('takes the question back when the desk is left', async () => {
    const page = await stage.open(desk, {}, { who: 'ana' })
    await page.getByRole('button', { name: 'Next' }).click()
    await page.getByRole('radio', { name: 'Another address' }).click()
    await page.getByLabel('Address of the customer').fill(sceneWallet)
    await page.getByRole('button', { name: 'Ask on the display' }).click()
    await expectPage(page.getByText('The customer sees the question now.')).toBeVisible()
    await page.getByRole('link', { name: 'Refunds' }).click()
    await expectPage.poll(() => callsOf('refunds.takeBackQuestion').length).toBe(1)
    await page.context().close()
  })

  it('stays at the address that is refused, with the reason in words', async () => {
    const refused = () =>
      scenePrepared({ verdict: 'refuse', problems: [{ kind: 'sanctioned', severity: 'refuse' }] })
    const page = await stage.open(desk, { refundPrepared: refused }, { who: 'ana' })
    await page.getByRole('button', { name: 'Next' }).click()
    await page.getByRole('button', { name: 'Check the address' }).click()
    await expectPage(page.getByText('Money must not be sent to this address')).toBeVisible()
    await expectPage(page.getByText('This address is on a sanctions list.')).toBeVisible()
    expect(await page.getByRole('button', { name: 'Ask for approval' }).count()).toBe(0)
    await page.context().close()
  })

  it('asks for a tick under a warning, also one that only a newer terminal knows', async () => {
    const warned = () =>
      scenePrepared({
        verdict: 'warn',
        problems: [
          { kind: 'contract', severity: 'warn' },
          { kind: 'ofTomorrow', severity: 'warn' },
        ],
      })
    const page = await stage.open(desk, { refundPrepared: warned }, { who: 'ana' })
    await toCheck(page)
    await expectPage(page.getByText('A program is behind this address.')).toBeVisible()
    await expectPage(page.getByText('The till has found something about this address.')).toBeVisible()
    await page.getByRole('button', { name: 'Broken' }).click()
    await page.getByRole('button', { name: 'Ask for approval' }).click()
    await expectPage(page.getByText('Tick this first')).toBeVisible()
    expect(callsOf('refunds.request')).toHaveLength(0)
    await picture(page, 'refund-desk-warned')
    await page.getByLabel(/I have read this/).click()
    await page.getByRole('button', { name: 'Ask for approval' }).click()
    await expectPage.poll(() => inputsOf('refunds.request')).toMatchObject([{ acceptsWarnings: true }])
    await page.context().close()
  })

  it('does not ask for what the account cannot pay', async () => {
    const float = {
      asset: 'USDC',
      availableText: '3.00 USDC',
      neededText: '19.43 USDC',
      isEnough: false,
      isFresh: true,
    }
    const page = await stage.open(desk, { refundPrepared: () => scenePrepared({ float }) }, { who: 'ana' })
    await toCheck(page)
    await expectPage(page.getByText('There is not enough to send this')).toBeVisible()
    await expectPage(page.getByRole('button', { name: 'Ask for approval' })).toBeDisabled()
    await page.context().close()
  })

  it('asks for a quote again when it runs out, and stops after a few times', async () => {
    const short = () =>
      scenePrepared({ fee: { text: '0.10 USDC', expiresAt: Date.now() }, validUntil: Date.now() })
    const page = await stage.open(desk, { refundPrepared: short }, { who: 'ana' })
    await toCheck(page)
    await expectPage(page.getByText('Checked some time ago')).toBeVisible()
    await expectPage(page.getByRole('button', { name: 'Ask for approval' })).toBeDisabled()
    expect(callsOf('refunds.prepare')).toHaveLength(4)
    stage.change({ refundPrepared: scenePrepared })
    await page.getByRole('button', { name: 'Check again' }).click()
    await expectPage(page.getByText(/Cost holds for/)).toBeVisible()
    await page.context().close()
  })

  it('asks a manager who receives, where the rules want to know', async () => {
    const named = () => scenePrepared({ needsReceiver: true })
    const cashier = await stage.open(desk, { refundPrepared: named }, { who: 'ana' })
    await cashier.getByRole('button', { name: 'Next' }).click()
    await cashier.getByRole('button', { name: 'Check the address' }).click()
    await expectPage(cashier.getByText('A manager must sign in to fill this in.')).toBeVisible()
    await cashier.context().close()
    const page = await stage.open(desk, { refundPrepared: named }, { who: 'ben' })
    await page.getByRole('button', { name: 'Next' }).click()
    await page.getByRole('button', { name: 'Check the address' }).click()
    await page.getByRole('button', { name: 'Save' }).click()
    await expectPage(page.getByText('Fill in every field.')).toBeVisible()
    await page.getByLabel('First name').fill('Ada')
    await page.getByLabel('Last name').fill('Byron')
    await page.getByLabel('Country').fill('gbr')
    await page.getByRole('button', { name: 'Save' }).click()
    await expectPage(page.getByRole('button', { name: 'Ask for approval' })).toBeVisible()
    expect(inputsOf('refunds.nameReceiver')).toMatchObject([{ receiver: { country: 'GBR' } }])
    await page.context().close()
  })

  it('says where there is nothing to give back', async () => {
    const empty = sceneDesk({ tokens: [], goodsLeftMinor: 0n })
    const page = await stage.open(desk, { refundDesk: empty }, { who: 'ana' })
    await expectPage(page.getByRole('heading', { name: 'There is nothing to give back' })).toBeVisible()
    await page.context().close()
  })
})

describe('ApproveDialog', () => {
  it('takes the PIN of a manager in place, with the tries left after a wrong one', async () => {
    const page = await stage.open('#/refunds/refund-1/approve', { refunds: [sceneRefund(1)] }, { who: 'ana' })
    const dialog = page.getByRole('dialog', { name: 'Approve R-000001' })
    await expectPage(dialog).toContainText('4.55 USDC')
    await expectPage(dialog).toContainText('up to $500.00')
    await picture(page, 'refund-approve')
    await dialog.getByRole('radio', { name: 'Ben Calloway' }).click()
    await page.keyboard.type('1111')
    await page.keyboard.press('Enter')
    await expectPage(dialog.getByRole('alert')).toContainText('4')
    await page.keyboard.type('2222')
    await dialog.getByRole('button', { name: 'Approve and send' }).click()
    await expectPage(dialog).toBeHidden()
    await expectPage(page.getByText('The money is on its way')).toBeVisible()
    expect(inputsOf('refunds.approve')).toMatchObject([{ pin: '1111' }, { pin: '2222', approverId: 'ben' }])
    expect(callsOf('session.signIn')).toHaveLength(0)
    await page.context().close()
  })

  it('does not let somebody approve above their limit', async () => {
    const parts = { lines: [], tipMinor: 50_001n, totalMinor: 50_001n }
    const page = await stage.open(
      '#/refunds/refund-1/approve',
      { refunds: [sceneRefund(1, { parts })] },
      { who: 'ana' },
    )
    const dialog = page.getByRole('dialog', { name: 'Approve R-000001' })
    await expectPage(dialog.getByRole('radio', { name: 'Ben Calloway' })).toBeDisabled()
    await expectPage(dialog.getByRole('radio', { name: 'Chiara Lund' })).toBeChecked()
    await page.context().close()
  })
})

describe('RefundScreen', () => {
  it('follows a refund until it has arrived', async () => {
    const moving = {
      status: 'submitted',
      can: { approve: false, decline: false, cancel: false, repeat: false },
    } as const
    const page = await stage.open('#/refunds/refund-1', { refunds: [sceneRefund(1, moving)] }, { who: 'ana' })
    const steps = page.getByRole('list', { name: 'How far it is' }).getByRole('listitem')
    await expectPage(steps.nth(2)).toContainText('Sent, done')
    const lost = { ...moving, status: 'unknown', seq: 200 } as const
    stage.change({ refunds: [sceneRefund(1, lost)] })
    await expectPage(page.getByText('Do not send again.')).toBeVisible()
    await picture(page, 'refund-unknown')
    const txHash = `0x${'ab'.repeat(32)}` as const
    const done = { ...moving, status: 'confirmed', seq: 300, txHash, seenInBlock: 812 } as const
    stage.change({ refunds: [sceneRefund(1, done)] })
    await expectPage(page.getByText('The money has arrived')).toBeVisible()
    await expectPage(steps.nth(4)).toContainText('seen by the till in block 812')
    await page.context().close()
  })

  it('says why it failed, and asks again with what was asked for', async () => {
    const failed = {
      status: 'failed',
      problem: { code: 'backend.insufficientFunds', text: 'raw words of the backend' },
      can: { approve: false, decline: false, cancel: false, repeat: true },
    } as const
    const page = await stage.open('#/refunds/refund-1', { refunds: [sceneRefund(1, failed)] }, { who: 'ana' })
    await expectPage(page.getByRole('alert')).toContainText('It failed. The money is still here.')
    await expectPage(page.getByRole('alert')).not.toContainText('raw words')
    await page.getByRole('button', { name: 'Ask again' }).click()
    await expectPage(page.getByRole('radio', { name: 'Items' })).toBeChecked()
    await expectPage(page.getByText('4.54 USDC')).toBeVisible()
    await page.context().close()
  })

  it('shows what the wallet of the shop signs, and what to compare there', async () => {
    const signUri = `ethereum:0x${'1'.repeat(40)}@31337/transfer?address=${sceneWallet}&uint256=4550000`
    const wallet = { status: 'reserved', backend: 'selfcustody', backendName: 'Own wallet', signUri } as const
    const page = await stage.open('#/refunds/refund-1', { refunds: [sceneRefund(1, wallet)] }, { who: 'ben' })
    await expectPage(page.getByRole('img', { name: 'Payment QR' })).toBeVisible()
    await expectPage(page.getByText('Compare in the wallet before you sign:')).toBeVisible()
    await picture(page, 'refund-sign')
    await page.context().close()
  })

  it('is taken back only with a reason', async () => {
    const page = await stage.open('#/refunds/refund-1', { refunds: [sceneRefund(1)] }, { who: 'ana' })
    await page.getByRole('button', { name: 'Take back' }).click()
    const dialog = page.getByRole('dialog', { name: 'Take this refund back' })
    await dialog.getByRole('button', { name: 'Take it back' }).click()
    await expectPage(dialog).toContainText('Say why.')
    await dialog.getByLabel('Reason').fill('She keeps it')
    await dialog.getByRole('button', { name: 'Take it back' }).click()
    await expectPage(page.getByText('Taken back. Nothing was sent.')).toBeVisible()
    await page.context().close()
  })

  it('prints a slip and nothing else', async () => {
    const page = await stage.open('#/refunds/refund-1', { refunds: [sceneRefund(1)] }, { who: 'ana' })
    await expectPage(page.getByRole('heading', { name: 'Refund R-000001' })).toBeVisible()
    const slip = page.locator('[data-print="slip"]')
    await expectPage(slip).toBeHidden()
    await page.emulateMedia({ media: 'print' })
    await expectPage(slip).toBeVisible()
    await expectPage(slip).toContainText('R-000001')
    await expectPage(page.getByRole('heading', { name: 'What goes back' })).toBeHidden()
    await picture(page, 'refund-slip')
    await page.context().close()
  })
})

describe('RefundsScreen', () => {
  const three = [
    sceneRefund(3),
    sceneRefund(2, { status: 'unknown' }),
    sceneRefund(1, {
      status: 'confirmed',
      can: { approve: false, decline: false, cancel: false, repeat: false },
    }),
  ]

  it('shows refunds newest first, and those under a heading', async () => {
    const page = await stage.open('#/refunds', { refunds: three }, { who: 'ana' })
    const rows = page.getByRole('list', { name: 'List of refunds' }).getByRole('link')
    await expectPage(rows).toHaveCount(3)
    await expectPage(rows.nth(0)).toContainText('R-000003')
    await page.getByText('On the way', { exact: true }).click()
    await expectPage(rows).toHaveCount(1)
    await expectPage(rows.nth(0)).toContainText('Nobody knows yet')
    await page.getByText('Not sent', { exact: true }).click()
    await expectPage(page.getByRole('heading', { name: 'No refund here' })).toBeVisible()
    await page.context().close()
  })

  it('opens a refund by the number of its slip, and says when there is none', async () => {
    const page = await stage.open('#/refunds', { refunds: three }, { who: 'ana' })
    const find = page.getByLabel('Open by number')
    await find.fill('R-000009')
    await page.keyboard.press('Enter')
    await expectPage(page.getByText('No refund has this number.')).toBeVisible()
    await find.fill('R-000002')
    await page.keyboard.press('Enter')
    await expectPage(page.getByRole('heading', { name: 'Refund R-000002' })).toBeVisible()
    await page.context().close()
  })

  it('is opened from the register by scanning a slip', async () => {
    const page = await stage.open('#/register', { refunds: three }, { who: 'ana' })
    await expectPage(page.getByRole('button', { name: 'Charge', exact: true })).toBeVisible()
    await scan(page, 'R-000002')
    await expectPage(page.getByRole('heading', { name: 'Refund R-000002' })).toBeVisible()
    await page.context().close()
  })

  for (const scheme of ['light', 'dark'] as const) {
    for (const size of screenSizes) {
      it(`has no barriers in ${scheme} at ${size.width}, on any of its screens`, async () => {
        const look = { who: 'ana', scheme, size } as const
        const places = {
          list: '#/refunds',
          desk,
          refund: '#/refunds/refund-3',
          approve: '#/refunds/refund-3/approve',
        }
        for (const [name, hash] of Object.entries(places)) {
          const page = await stage.open(hash, { refunds: three }, look)
          await expectPage(page.getByRole('heading').first()).toBeVisible()
          await expectPage(page.getByText(/Reading|Loading/)).toHaveCount(0)
          await picture(page, `refunds-${name}-${scheme}-${size.width}`)
          expect(await findBarriers(page), name).toEqual([])
          expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
            size.width,
          )
          await page.context().close()
        }
        const check = await stage.open(desk, {}, look)
        await toCheck(check)
        await picture(check, `refunds-check-${scheme}-${size.width}`)
        expect(await findBarriers(check)).toEqual([])
        await check.context().close()
      })
    }
  }
})
