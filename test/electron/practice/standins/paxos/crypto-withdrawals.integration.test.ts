import { describe, expect, it } from 'vitest'
import { availableOf, customerAddress, openStage, type Json, type Stage } from './standin-client.ts'

const path = '/transfer/crypto-withdrawals'

function body(stage: Stage, more: object = {}) {
  return {
    profile_id: stage.profileId,
    asset: 'PYUSD',
    crypto_network: 'ETHEREUM',
    destination_address: customerAddress,
    amount: '12.5',
    ...more,
  }
}

const rich = { openingBalances: { PYUSD: '10000', USD: '500', USDC: '500' } }
const read = async (stage: Stage, id: string): Promise<Json> =>
  (await stage.get(`/transfer/transfers/${id}`)).body
const slugOf = (answer: { body: Json }): string => String(answer.body.type).split('/').at(-1) ?? ''

describe('crypto withdrawals', () => {
  it('take amount and fee at once, show no hash, then complete with one', async () => {
    const stage = await openStage(rich)
    const made = await stage.post(path, body(stage, { ref_id: 'cw_1' }))
    expect(made.body).toMatchObject({ status: 'PENDING', amount: '12.5', fee: '0.05', total: '12.55' })
    expect(made.body).not.toHaveProperty('crypto_tx_hash')
    expect(await availableOf(stage, 'PYUSD')).toBe('9987.45')
    await stage.pass(10)
    expect(await read(stage, made.body.id)).toMatchObject({
      status: 'COMPLETED',
      crypto_tx_hash: expect.stringMatching(/^0x/),
    })
  })

  it('take the fee out of a total, and USD for a Paxos token', async () => {
    const stage = await openStage(rich)
    const { amount: _, ...rest } = body(stage)
    const made = await stage.post(path, { ...rest, total: '10', balance_asset: 'USD' })
    expect(made.body).toMatchObject({ amount: '9.95', fee: '0.05', total: '10', balance_asset: 'USD' })
    expect(await availableOf(stage, 'USD')).toBe('490')
    const refused = await stage.post(path, body(stage, { asset: 'USDC', balance_asset: 'USD' }))
    expect(refused.status).toBe(400)
  })

  it.each([
    ['both amount and total', { total: '1' }, 400, 'about:blank'],
    ['more than there is, fee included', { amount: '10000' }, 403, 'insufficient-funds'],
    ['too little', { amount: '0.009' }, 400, 'below-min-withdraw-limit'],
    ['too much', { amount: '1000001' }, 400, 'exceed-max-withdraw-limit'],
    ['seven decimals', { amount: '1.1234567' }, 400, 'exceed-precision'],
    ['a wrong checksum', { destination_address: customerAddress.replace('Be', 'bE') }, 400, 'about:blank'],
    ['the zero address', { destination_address: `0x${'0'.repeat(40)}` }, 400, 'unsupported-address'],
    ['an identity', { identity_id: '11111111-1111-4111-8111-111111111111' }, 400, 'about:blank'],
    ['an unknown quote', { fee_id: '11111111-1111-4111-8111-111111111111' }, 404, 'about:blank'],
    ['a negative amount', { amount: '-1' }, 400, 'about:blank'],
    ['an unknown profile', { profile_id: '11111111-1111-4111-8111-111111111111' }, 404, 'about:blank'],
  ])('refuse %s', async (_what, more, status, slug) => {
    const stage = await openStage(rich)
    const answer = await stage.post(path, body(stage, more))
    expect([answer.status, slugOf(answer)]).toEqual([status, slug])
    expect(await availableOf(stage, 'PYUSD')).toBe('10000')
  })

  it('say what was needed and what there is', async () => {
    const stage = await openStage({ openingBalances: { PYUSD: '10.4' } })
    const { body: problem } = await stage.post(path, body(stage))
    expect(problem.meta).toEqual({
      profile_id: stage.profileId,
      asset: 'PYUSD',
      available: '10.4',
      needed: '12.55',
    })
  })

  it('refuse an address of Paxos', async () => {
    const stage = await openStage(rich)
    const own = await stage.post('/transfer/deposit-addresses', {
      profile_id: stage.profileId,
      crypto_network: 'BASE',
    })
    const answer = await stage.post(path, body(stage, { destination_address: own.body.address }))
    expect([slugOf(answer), answer.body.meta.reason]).toEqual([
      'unsupported-address',
      'INTERNAL_WITHDRAWAL_WALLET',
    ])
  })

  it('need travel-rule data above the threshold, from the day it is enforced', async () => {
    const stage = await openStage(rich)
    const large = body(stage, { amount: '3000' })
    expect((await stage.post(path, large)).status).toBe(200)
    stage.standin.faults.setTerms({ travelRuleFrom: '2026-06-01T00:00:00Z' })
    expect(slugOf(await stage.post(path, large))).toBe('travel-rule-information-required')
    const saved = await stage.call('PUT', '/transfer/crypto-destination-address', {
      crypto_network: 'ETHEREUM',
      address: customerAddress,
      nickname: 'Regular',
      travelrule_metadata: { custodian_type: 'PRIVATE', beneficiary: { self: true } },
    })
    expect(saved.body.address).toMatchObject({ status: 'APPROVED', nickname: 'Regular' })
    expect((await stage.post(path, large)).status).toBe(200)
    const listed = await stage.get(`/transfer/crypto-destination-addresses?addresses=${customerAddress}`)
    expect(listed.body.addresses).toEqual([saved.body.address])
  })

  it.each([
    'missing_trustline',
    'max_rent_exceeded',
    'invalid_destination_address',
    'stale_fee_quote',
  ] as const)('fail with %s and give the money back', async (detail) => {
    const stage = await openStage(rich)
    stage.standin.faults.next('withdrawal', { kind: 'failed', detail })
    const { body: made } = await stage.post(path, body(stage))
    await stage.pass(10)
    const failed = await read(stage, made.id)
    expect(failed.status).toBe('FAILED')
    expect(Object.keys(failed.status_details)).toEqual([detail])
    expect(await availableOf(stage, 'PYUSD')).toBe('10000')
  })

  it('wait for an approver, who may reject', async () => {
    const stage = await openStage(rich)
    const { faults } = stage.standin
    faults.next('withdrawal', { kind: 'held' })
    faults.next('withdrawal', { kind: 'held' })
    const [first, second] = [
      (await stage.post(path, body(stage))).body,
      (await stage.post(path, body(stage))).body,
    ]
    await stage.pass(60)
    expect(await read(stage, first.id)).toMatchObject({
      status: 'PENDING',
      secondary_status: { name: 'PENDING_CUSTOMER_APPROVAL' },
    })
    faults.decideWithdrawal(first.id, false)
    expect(await read(stage, first.id)).toMatchObject({
      status: 'FAILED',
      secondary_status: { name: 'CUSTOMER_REJECTED' },
    })
    faults.decideWithdrawal(second.id, true)
    await stage.pass(10)
    expect((await read(stage, second.id)).status).toBe('COMPLETED')
    expect(await availableOf(stage, 'PYUSD')).toBe('9987.45')
  })
})

describe('fee quotes', () => {
  const quote = async (stage: Stage, more: object = {}): Promise<Json> => {
    const { profile_id: _, ...asked } = body(stage, more)
    return (await stage.post('/transfer/fees/crypto-withdrawal', asked)).body
  }

  it('hold their fee until they expire', async () => {
    const stage = await openStage(rich)
    const { id, fee, expires_at } = await quote(stage)
    expect([fee, expires_at]).toEqual(['0.05', '2026-07-01T09:32:00Z'])
    stage.standin.faults.setTerms({ defaultWithdrawalFee: '2' })
    expect((await stage.post(path, body(stage, { fee_id: id }))).body.fee).toBe('0.05')
    await stage.pass(120)
    const late = await stage.post(path, body(stage, { fee_id: id }))
    expect([late.status, slugOf(late), late.body.meta.expired_at]).toEqual([403, 'expired', expires_at])
  })

  it('are for one address and at most the quoted amount', async () => {
    const stage = await openStage(rich)
    const { id } = await quote(stage)
    expect((await stage.post(path, body(stage, { fee_id: id, amount: '12.51' }))).status).toBe(400)
    expect((await stage.post(path, body(stage, { fee_id: id, crypto_network: 'BASE' }))).status).toBe(400)
    expect((await stage.post(path, body(stage, { fee_id: id, amount: '12' }))).status).toBe(200)
  })
})
