import { describe, expect, it } from 'vitest'
import { approvedBank, availableOf, bankAccount, openStage, type Json, type Stage } from './standin-client.ts'

const read = async (stage: Stage, id: string): Promise<Json> =>
  (await stage.get(`/transfer/transfers/${id}`)).body
const rich = { openingBalances: { USD: '1000', USDC: '1000' } }

describe('bank accounts', () => {
  it('are reviewed, masked in lists and whole by id', async () => {
    const stage = await openStage()
    const made = (await stage.post('/transfer/fiat-accounts', bankAccount('fa_1'))).body
    expect(made.status).toBe('PENDING')
    await stage.pass(5)
    expect((await stage.get(`/transfer/fiat-accounts/${made.id}`)).body).toMatchObject({
      status: 'APPROVED',
      fiat_account_owner: { institution_details: { name: 'Corner Shop' } },
      fiat_network_instructions: { wire: { account_number: '123456789012' } },
    })
    const [listed] = (await stage.get('/transfer/fiat-accounts?ref_ids=fa_1')).body.items
    expect(listed.fiat_network_instructions.wire.account_number).toBe('********9012')
    expect(listed).not.toHaveProperty('fiat_account_owner')
    expect((await stage.post('/transfer/fiat-accounts', bankAccount('fa_1'))).status).toBe(409)
  })

  it('may be rejected, go back to review when changed, and be deleted', async () => {
    const stage = await openStage()
    stage.standin.faults.next('fiatAccount', 'REJECTED')
    const { id } = (await stage.post('/transfer/fiat-accounts', bankAccount())).body
    await stage.pass(5)
    const status = async () => (await stage.get(`/transfer/fiat-accounts/${id}`)).body.status
    expect(await status()).toBe('REJECTED')
    await stage.call('PUT', `/transfer/fiat-accounts/${id}`, { metadata: { shop: '1' } })
    expect(await status()).toBe('PENDING')
    await stage.pass(5)
    expect(await status()).toBe('APPROVED')
    expect((await stage.call('DELETE', `/transfer/fiat-accounts/${id}`)).body).toEqual({})
    expect(await status()).toBe(404)
    expect((await stage.get('/transfer/fiat-accounts')).body.items).toEqual([])
    expect((await stage.get('/transfer/fiat-accounts?include_deleted=true')).body.items).toHaveLength(1)
  })
})

describe('bank withdrawals', () => {
  const ask = (stage: Stage, bank: string, more: object = {}) =>
    stage.post('/transfer/fiat-withdrawals', {
      profile_id: stage.profileId,
      asset: 'USD',
      fiat_account_id: bank,
      amount: '100',
      ...more,
    })

  it('need an approved account, two decimals, a short memo and the wire fee', async () => {
    const stage = await openStage(rich)
    const { id: pending } = (await stage.post('/transfer/fiat-accounts', bankAccount())).body
    const early = await ask(stage, pending)
    expect([early.status, early.body.detail]).toEqual([400, expect.stringContaining('must be approved')])
    await stage.pass(5)
    expect((await ask(stage, pending, { amount: '1.001' })).body.type).toMatch(/exceed-precision$/)
    expect((await ask(stage, pending, { memo: 'm'.repeat(101) })).status).toBe(400)
    const short = await ask(stage, pending, { amount: '1000' })
    expect(short.body.meta).toMatchObject({ needed: '1005', available: '1000' })
  })

  it('are sent, and may come back while their row stays completed', async () => {
    const stage = await openStage(rich)
    const bank = await approvedBank(stage)
    const { body: made } = await ask(stage, bank, { memo: 'Till 3', ref_id: 'fw_1' })
    expect(made).toMatchObject({
      type: 'WIRE_WITHDRAWAL',
      status: 'PENDING',
      fee: '5',
      total: '105',
      memo: 'Till 3',
    })
    await stage.pass(20)
    expect((await read(stage, made.id)).status).toBe('COMPLETED')
    stage.standin.faults.creditBack(made.id, { bankFee: '15' })
    expect((await read(stage, made.id)).status).toBe('COMPLETED')
    expect(await availableOf(stage, 'USD')).toBe('980')
    const [back] = (await stage.get('/transfer/transfers?type=WIRE_DEPOSIT')).body.items
    expect(back).toMatchObject({
      amount: '100',
      fee: '15',
      total: '85',
      memo: 'RETURN Till 3',
      direction: 'CREDIT',
    })
    stage.standin.faults.creditBack(made.id, { isListed: false })
    expect((await stage.get('/transfer/transfers?type=WIRE_DEPOSIT')).body.items).toHaveLength(1)
    expect(await availableOf(stage, 'USD')).toBe('1080')
  })

  it('fail when that is ordered and give the money back', async () => {
    const stage = await openStage(rich)
    const bank = await approvedBank(stage)
    stage.standin.faults.next('fiatWithdrawal', { kind: 'failed' })
    const { body: made } = await ask(stage, bank)
    await stage.pass(20)
    expect((await read(stage, made.id)).status).toBe('FAILED')
    expect(await availableOf(stage, 'USD')).toBe('1000')
  })
})

describe('funding by wire', () => {
  it('credits what quotes the memo, less the fee', async () => {
    const stage = await openStage()
    const path = '/transfer/fiat-deposit-instructions'
    const made = await stage.post(path, {
      profile_id: stage.profileId,
      fiat_network: 'WIRE',
      routing_number_type: 'ABA',
    })
    expect(made.body).toMatchObject({ status: 'VALID', memo_id: expect.stringMatching(/^PRC/) })
    expect((await stage.get(`${path}/${made.body.id}`)).body).toEqual(made.body)
    const wire = (memo: string) =>
      stage.post('/sandbox/fiat-deposits', {
        amount: '100',
        asset: 'USD',
        memo_id: memo,
        fiat_network_instructions: {},
        fiat_account_owner: {},
      })
    expect((await wire('wrong')).status).toBe(400)
    expect((await wire(made.body.memo_id)).status).toBe(200)
    await stage.pass(10)
    const [row] = (await stage.get('/transfer/transfers')).body.items
    expect(row).toMatchObject({
      type: 'WIRE_DEPOSIT',
      status: 'COMPLETED',
      amount: '100',
      fee: '5',
      total: '95',
    })
    expect(await availableOf(stage, 'USD')).toBe('95')
  })
})

describe('orchestrations', () => {
  const ask = (stage: Stage, bank: string, more: object = {}) =>
    stage.post('/orchestration/orchestrations', {
      ref_id: 'orch_1',
      source_asset: 'USDC',
      source_amount: '830.25',
      destination_asset: 'USD',
      source: { profile: { profile_id: stage.profileId } },
      destination: { fiat: { bank_account_id: bank, memo: 'EOD' } },
      ...more,
    })
  const get = async (stage: Stage, id: string): Promise<Json> =>
    (await stage.get(`/orchestration/orchestrations/${id}`)).body

  it('redeem to the bank, and are found by their ref_id', async () => {
    const stage = await openStage(rich)
    const { body: made } = await ask(stage, await approvedBank(stage))
    expect(made).toMatchObject({ status: 'PROCESSING', destination_transfer: { status: 'PENDING' } })
    expect(await availableOf(stage, 'USDC')).toBe('169.75')
    await stage.pass(5)
    expect((await get(stage, made.id)).status).toBe('PROCESSING')
    await stage.pass(15)
    await stage.pass(1)
    expect(await get(stage, made.id)).toMatchObject({
      status: 'COMPLETED',
      destination_transfer: { status: 'COMPLETED' },
    })
    const listed = (await stage.get('/orchestration/orchestrations?ref_id=orch_1&ref_ids=ignored')).body
    expect(listed.items).toHaveLength(1)
    expect(listed.orchestrations).toEqual(listed.items)
    expect((await ask(stage, made.destination.fiat.bank_account_id)).status).toBe(409)
    const types = (await stage.get('/events')).body.events.map((event: Json) => event.type)
    expect(types).toContain('orchestration.processing')
    expect(types).toContain('orchestration.completed')
  })

  it('convert between own balances in the coarser decimals', async () => {
    const stage = await openStage(rich)
    const destination = { profile: { profile_id: stage.profileId } }
    const fine = await ask(stage, '', { destination, source_amount: '1.001' })
    expect(fine.body.type).toMatch(/exceed-precision$/)
    await ask(stage, '', { destination, source_amount: '1.01' })
    await stage.pass(5)
    expect([await availableOf(stage, 'USDC'), await availableOf(stage, 'USD')]).toEqual(['998.99', '1001.01'])
  })

  it.each([
    ['failed', { kind: 'failed', detail: 'no liquidity' }, 'FAILED'],
    ['rejected', { kind: 'rejected' }, 'REJECTED'],
  ] as const)('that are %s give the money back', async (_what, outcome, status) => {
    const stage = await openStage(rich)
    const bank = await approvedBank(stage)
    stage.standin.faults.next('orchestration', outcome)
    const { body: made } = await ask(stage, bank)
    await stage.pass(5)
    expect((await get(stage, made.id)).status).toBe(status)
    expect(await availableOf(stage, 'USDC')).toBe('1000')
  })

  it('wait for approval when that is ordered', async () => {
    const stage = await openStage(rich)
    const bank = await approvedBank(stage)
    stage.standin.faults.next('orchestration', { kind: 'pending' })
    const { body: made } = await ask(stage, bank)
    await stage.pass(60)
    expect((await get(stage, made.id)).status).toBe('PENDING')
    stage.standin.faults.decideOrchestration(made.id, true)
    await stage.pass(20)
    await stage.pass(1)
    expect((await get(stage, made.id)).status).toBe('COMPLETED')
  })

  it('need funds and an approved account', async () => {
    const stage = await openStage(rich)
    const bank = await approvedBank(stage)
    expect((await ask(stage, bank, { source_amount: '1000.01' })).body.type).toMatch(/insufficient-funds$/)
    const { id } = (await stage.post('/transfer/fiat-accounts', bankAccount())).body
    expect((await ask(stage, id)).status).toBe(400)
  })
})

describe('rules', () => {
  it('send on what arrives on their address, until they are deleted', async () => {
    const stage = await openStage()
    const bank = await approvedBank(stage)
    const { rule } = (
      await stage.post('/orchestration/rules', {
        ref_id: 'rule_1',
        profile_id: stage.profileId,
        source_asset: 'USDC',
        destination_asset: 'USD',
        source: { crypto: { network: 'ETHEREUM' } },
        destination: { fiat: { fiat_account_id: bank } },
      })
    ).body
    expect(rule).toMatchObject({ status: 'ACTIVE', source: { crypto: { network: 'ETHEREUM' } } })
    const pay = async (): Promise<void> => {
      await stage.post(`/sandbox/profiles/${stage.profileId}/deposit`, {
        asset: 'USDC',
        amount: '50.005',
        crypto_network: 'ETHEREUM',
        crypto_address: rule.source.crypto.address,
      })
      await stage.pass(10)
    }
    await pay()
    const [made] = (await stage.get(`/orchestration/orchestrations?orchestration_rule_id=${rule.id}`)).body
      .items
    expect(made).toMatchObject({ source_amount: '50', status: 'PROCESSING' })
    expect(await availableOf(stage, 'USDC')).toBe('0.005')
    expect((await stage.call('DELETE', `/orchestration/rules/${rule.id}`)).body.rule.status).toBe('DELETED')
    await pay()
    expect(await availableOf(stage, 'USDC')).toBe('50.01')
    expect((await stage.get('/orchestration/rules?status=DELETED')).body.items).toHaveLength(1)
  })
})

describe('rules that cannot go on', () => {
  it('leave the deposit credited when the bank account is gone', async () => {
    const stage = await openStage()
    const bank = await approvedBank(stage)
    const { body } = await stage.post('/orchestration/rules', {
      ref_id: 'rule_1',
      profile_id: stage.profileId,
      source_asset: 'USDC',
      destination_asset: 'USD',
      source: { crypto: { network: 'ETHEREUM' } },
      destination: { fiat: { fiat_account_id: bank } },
    })
    await stage.call('DELETE', `/transfer/fiat-accounts/${bank}`)
    await stage.post(`/sandbox/profiles/${stage.profileId}/deposit`, {
      asset: 'USDC',
      amount: '50',
      crypto_network: 'ETHEREUM',
      crypto_address: body.rule.source.crypto.address,
    })
    await stage.pass(10)
    expect(await availableOf(stage, 'USDC')).toBe('50')
    expect((await stage.get('/orchestration/orchestrations')).body.items).toEqual([])
  })
})

describe('profiles', () => {
  it('have unique nicknames, found by their beginning', async () => {
    const stage = await openStage(rich)
    const made = (await stage.post('/profiles', { nickname: 'Refund float' })).body
    expect((await stage.post('/profiles', { nickname: 'refund FLOAT' })).status).toBe(409)
    expect((await stage.get('/profiles?nickname=REF')).body.items).toEqual([made])
    const move = { from_profile_id: stage.profileId, to_profile_id: made.id, asset: 'USD', amount: '10' }
    await stage.post('/transfer/internal', { ...move, metadata: { why: 'float' } })
    expect(await availableOf(stage, 'USD', made.id)).toBe('10')
    const rows = (await stage.get('/transfer/transfers')).body.items
    expect(rows.map((row: Json) => row.direction).toSorted()).toEqual(['CREDIT', 'DEBIT'])
    expect(rows[0].group_id).toBe(rows[1].group_id)
    expect((await stage.call('PUT', `/profiles/${made.id}/deactivate`)).status).toBe(400)
    const balances = (await stage.get(`/profiles/${made.id}/balances?assets=USD&assets=PYUSD`)).body.items
    expect(balances).toEqual([
      { asset: 'USD', available: '10', trading: '0' },
      { asset: 'PYUSD', available: '0', trading: '0' },
    ])
  })

  it('show a balance that moved without a row when that is ordered', async () => {
    const stage = await openStage()
    const { profileId } = stage
    await stage.post(`/sandbox/profiles/${profileId}/deposit`, { asset: 'USD', amount: '100' })
    await stage.post('/transfer/crypto-withdrawals', {
      profile_id: profileId,
      asset: 'PYUSD',
      balance_asset: 'USD',
      crypto_network: 'SOLANA',
      destination_address: '9xQeWvG816bUx9EPjHmaT23yvVM2ZWbrrpZb9PusVFin',
      amount: '20',
    })
    expect(await availableOf(stage, 'USD')).toBe('79.95')
    stage.standin.faults.shiftBalance(profileId, 'USD', '-0.01')
    expect(await availableOf(stage, 'USD')).toBe('79.94')
  })

  it('have limits by kind of transfer', async () => {
    const stage = await openStage()
    expect((await stage.get('/transfer/limits/utilizations')).status).toBe(400)
    const { items } = (await stage.get('/transfer/limits/utilizations?transfer_type=CRYPTO_WITHDRAWAL')).body
    expect(items[0]).toMatchObject({ period_seconds: '0', limit: '1000000', limit_asset: 'USD' })
  })
})
