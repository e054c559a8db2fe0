import { expect as expectPage, type Page } from '@playwright/test'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { restingSettlement, type SceneSettlement } from '../../../fixtures/scene-terminal/scene-account.ts'
import { findBarriers, openStagePages, screenSizes, type OpenedStage } from '../open-stage.ts'

let stage: OpenedStage
beforeAll(async () => {
  stage = await openStagePages()
})
afterAll(() => stage.close())

const testnet = { environment: 'testnet' } as const
const owner = { who: 'chi' } as const
const hash = '#/settings/settlement'
const clientSecret = 'typed-secret-9921'

const connected: SceneSettlement = {
  ...restingSettlement,
  status: {
    account: {
      kind: 'paxos',
      host: 'sandbox',
      profileId: 'profile-1',
      convertToUsd: ['PYUSD'],
      signing: false,
    },
    profileName: 'Corner Café',
    connectedAt: Date.UTC(2026, 6, 1, 9, 30),
    lastTest: restingSettlement.test,
  },
}

/** An account that lacks a little of everything. */
const lacking: SceneSettlement['test'] = {
  ...restingSettlement.test,
  checks: restingSettlement.test.checks.map((check) => {
    if (check.id === 'rules')
      return {
        ...check,
        state: 'missing',
        missing: ['orchestration:read_orchestration_rule'],
        whoMustAct: 'you',
      }
    if (check.id === 'bankAccounts')
      return { ...check, state: 'refused', whoMustAct: 'support', said: 'feature is not enabled' }
    return check.id === 'payOut' ? { ...check, state: 'unreachable', whoMustAct: 'nobody' } : check
  }),
  bankAccounts: [
    { bankName: 'First Bank', numberTail: '4321', review: 'approved' },
    { bankName: '', numberTail: '9876', review: 'pending' },
  ],
}

async function type(page: Page): Promise<void> {
  await page.getByLabel('Client id').fill('client-1')
  await page.getByLabel('Client secret').fill(clientSecret)
}

const check = (page: Page, name: string) =>
  page.getByRole('list', { name: 'What was found' }).getByRole('listitem').filter({ hasText: name })

describe('SettlementSection', () => {
  it('takes credentials by keyboard, tries them, connects, and forgets the secret', async () => {
    const page = await stage.open(hash, testnet, owner)
    await expectPage(page.getByRole('region', { name: 'No account is connected' })).toContainText(
      'dashboard.sandbox.paxos.com/admin/api',
    )
    await type(page)
    await expectPage(page.getByLabel('Client secret')).toHaveAttribute('type', 'password')
    await page.keyboard.press('Enter')
    await expectPage(page.getByRole('list', { name: 'What was found' }).getByRole('listitem')).toHaveCount(9)
    await page.getByRole('button', { name: 'Connect', exact: true }).press('Enter')
    await expectPage(page.getByRole('region', { name: 'Connected' })).toContainText('Corner Café')
    await expectPage(page.getByLabel('Client secret')).toHaveCount(0)
    const { calls } = stage.server.scene
    expect(calls.find(({ path }) => path === 'settlement.connect')?.input).toEqual({
      credentials: { clientId: 'client-1', clientSecret },
      profileId: 'profile-1',
    })
    const kept = await page.evaluate(() => JSON.stringify([localStorage, sessionStorage]))
    expect(kept).not.toContain(clientSecret)
    expect(await page.content()).not.toContain(clientSecret)
  })

  it('says what is missing before anything is asked', async () => {
    const page = await stage.open(hash, testnet, owner)
    await page.getByText('Sign requests with a key').click()
    await page.getByLabel('Id of the key').fill('key-1')
    await page.getByRole('button', { name: 'Test the connection' }).click()
    await expectPage(page.getByText('This is needed.')).toHaveCount(2)
    await expectPage(page.getByText('Give both the id and the key, or neither.')).toBeVisible()
    expect(stage.server.scene.calls.some(({ path }) => path === 'settlement.test')).toBe(false)
  })

  it('names for each thing that does not work who has to act', async () => {
    const page = await stage.open(
      hash,
      { ...testnet, settlement: { ...restingSettlement, test: lacking } },
      owner,
    )
    await type(page)
    await page.getByRole('button', { name: 'Test the connection' }).click()
    await expectPage(check(page, 'Payout rules')).toContainText('orchestration:read_orchestration_rule')
    await expectPage(check(page, 'Bank accounts')).toContainText('Paxos support must switch this on')
    await expectPage(check(page, 'Bank accounts')).toContainText('feature is not enabled')
    await expectPage(check(page, 'Pay out')).toContainText('Try again in a minute')
    await expectPage(page.getByText('Account ending in 9876')).toBeVisible()
    await expectPage(page.getByRole('button', { name: 'Connect', exact: true })).toBeVisible()
  })

  it('offers no connecting where sales could not be settled, and drops the result with other credentials', async () => {
    const checks = [
      { id: 'token', state: 'refused', missing: [], whoMustAct: 'you', problem: 'backend.unauthorized' },
    ] as const
    const test = { at: 0, checks: [...checks], profiles: [], bankAccounts: [] }
    const page = await stage.open(hash, { ...testnet, settlement: { ...restingSettlement, test } }, owner)
    await type(page)
    await page.getByRole('button', { name: 'Test the connection' }).click()
    await expectPage(page.getByRole('alert')).toContainText('cannot settle sales yet')
    await expectPage(check(page, 'Credentials')).toContainText('compare client id and secret')
    await expectPage(page.getByRole('button', { name: 'Connect', exact: true })).toHaveCount(0)
    await page.getByLabel('Client id').fill('client-2')
    await expectPage(page.getByRole('list', { name: 'What was found' })).toHaveCount(0)
  })

  it('disconnects with a reason, and shows why that is refused', async () => {
    const failures = { 'settlement.disconnect': { code: 'settlement.unfinished' } as const }
    const page = await stage.open(hash, { ...testnet, settlement: connected, failures }, owner)
    await page.getByRole('button', { name: 'Disconnect', exact: true }).click()
    const confirm = page.getByRole('button', { name: 'Disconnect the account' })
    await expectPage(confirm).toBeDisabled()
    await page.getByLabel('Reason').fill('We change the bank')
    await confirm.click()
    await expectPage(page.getByText('Refunds or payouts are still on their way.')).toBeVisible()
    stage.change({ failures: {} })
    await confirm.click()
    await expectPage(page.getByRole('region', { name: 'No account is connected' })).toBeVisible()
  })

  it('keeps or converts each token', async () => {
    const page = await stage.open(hash, { ...testnet, settlement: connected }, owner)
    await page.getByRole('radiogroup', { name: 'USDC' }).getByText('Convert to USD').click()
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await expectPage(page.getByRole('button', { name: 'Save', exact: true })).toBeDisabled()
    const saved = stage.server.scene.calls.find(({ path }) => path === 'settlement.chooseConversions')
    expect(saved?.input).toEqual({ convertToUsd: ['PYUSD', 'USDC'] })
  })

  it('shows the play account in practice, and asks for no credentials', async () => {
    const { account } = connected.status
    const status = {
      ...connected.status,
      ...(account && { account: { ...account, host: 'practice' as const } }),
    }
    const page = await stage.open(hash, { settlement: { ...connected, status } }, owner)
    await expectPage(page.getByText('The play Paxos is connected')).toBeVisible()
    await page.getByRole('button', { name: 'Test again' }).click()
    await expectPage(check(page, 'Send refunds')).toContainText('Works')
    await expectPage(page.getByRole('button', { name: 'Disconnect' })).toHaveCount(0)
    await expectPage(page.getByLabel('Client secret')).toHaveCount(0)
  })

  it('says of a till without a passphrase that it can keep nothing, and lets a manager look only', async () => {
    const status = { secretsClosed: 'secrets.sealed' as const }
    const sealed = await stage.open(hash, { ...testnet, settlement: { ...restingSettlement, status } }, owner)
    await expectPage(sealed.getByText('This till can keep no credentials.')).toBeVisible()
    await expectPage(sealed.getByLabel('Client secret')).toHaveCount(0)
    const page = await stage.open(hash, { ...testnet, settlement: connected }, { who: 'ben' })
    await expectPage(page.getByText('Only an owner can change this.')).toBeVisible()
    await expectPage(page.getByRole('button', { name: 'Test again' })).toHaveCount(0)
  })

  it.each(screenSizes.flatMap((size) => (['light', 'dark'] as const).map((scheme) => ({ size, scheme }))))(
    'has no barriers and fits: $size.width, $scheme',
    async ({ size, scheme }) => {
      const settlement = { ...connected, status: { ...connected.status, lastTest: lacking } }
      const page = await stage.open(hash, { ...testnet, settlement }, { ...owner, size, scheme })
      await page.getByRole('button', { name: 'Enter new credentials' }).click()
      await expectPage(page.getByLabel('Client secret')).toBeVisible()
      expect(await findBarriers(page)).toEqual([])
      const isWide = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)
      expect(isWide).toBe(false)
    },
  )
})
