import { describe, expect, it } from 'vitest'
import { availableOf, openStage, type Json, type Stage } from './standin-client.ts'

async function addressOf(stage: Stage, more: object = {}): Promise<Json> {
  const asked = { profile_id: stage.profileId, crypto_network: 'ETHEREUM', ...more }
  return (await stage.post('/transfer/deposit-addresses', asked)).body
}

async function pay(stage: Stage, address: string, more: object = {}): Promise<string> {
  const asked = {
    asset: 'PYUSD',
    amount: '12.50',
    crypto_network: 'ETHEREUM',
    crypto_address: address,
    ...more,
  }
  return (await stage.post(`/sandbox/profiles/${stage.profileId}/deposit`, asked)).body.activity_id
}

const read = async (stage: Stage, id: string): Promise<Json> =>
  (await stage.get(`/transfer/transfers/${id}`)).body

describe('deposit addresses', () => {
  it('are of every EVM network, carry zero ids and stay the same', async () => {
    const stage = await openStage()
    const made = await addressOf(stage, { ref_id: 'da_1', metadata: { order_id: 'S-1' } })
    expect(made).toMatchObject({
      ref_id: 'da_1',
      identity_id: '00000000-0000-0000-0000-000000000000',
      conversion_target_asset: 'NO_CONVERSION',
      metadata: { order_id: 'S-1' },
      compatible_crypto_networks: ['ETHEREUM', 'POLYGON_POS', 'BASE', 'ARBITRUM_ONE', 'INK', 'XLAYER'],
    })
    expect((await addressOf(stage)).address).not.toBe(made.address)
    const listed = await stage.get('/transfer/deposit-addresses?ref_ids=da_1&unknown_name=x')
    expect(listed.body.items).toEqual([made])
    expect(listed.body.next_page_cursor).not.toBe('')
  })

  it.each([
    ['more than six pairs', Object.fromEntries(Array.from({ length: 7 }, (_, index) => [`k${index}`, 'v']))],
    ['a value of 101 characters', { k: 'v'.repeat(101) }],
  ])('refuse metadata with %s', async (_what, metadata) => {
    const stage = await openStage()
    expect(await addressOf(stage, { metadata })).toMatchObject({ status: 400, type: 'about:blank' })
  })

  it('may repeat a string that was given before, when ordered', async () => {
    const stage = await openStage()
    const first = await addressOf(stage)
    stage.standin.faults.next('addressString', first.address)
    const second = await addressOf(stage, { crypto_network: 'BASE' })
    expect(second.address).toBe(first.address)
    expect(second.id).not.toBe(first.id)
  })
})

describe('crypto deposits', () => {
  it('are pending, then credited, with the metadata of their address and no sender', async () => {
    const stage = await openStage()
    const { address } = await addressOf(stage, { metadata: { order_id: 'S-1' } })
    const id = await pay(stage, address.toLowerCase())
    expect(await read(stage, id)).toMatchObject({
      status: 'PENDING',
      direction: 'CREDIT',
      amount: '12.5',
      fee: '0',
      total: '12.5',
      balance_asset: 'PYUSD',
      metadata: { order_id: 'S-1' },
      auto_conversion: {},
    })
    expect(await availableOf(stage, 'PYUSD')).toBe('0')
    await stage.pass(10)
    const done = await read(stage, id)
    expect(done.status).toBe('COMPLETED')
    expect(done.updated_at > done.created_at).toBe(true)
    expect(Object.keys(done).filter((key) => /sender|source|from/.test(key))).toEqual([])
    expect(await availableOf(stage, 'PYUSD')).toBe('12.5')
  })

  it.each([
    ['PYUSD', 'USD'],
    ['USDC', 'USDC'],
  ])('of %s to a converting address move the balance of %s', async (asset, balanceAsset) => {
    const stage = await openStage()
    const { address } = await addressOf(stage, { conversion_target_asset: 'USD' })
    const id = await pay(stage, address, { asset })
    await stage.pass(10)
    expect(await read(stage, id)).toMatchObject({ asset, balance_asset: balanceAsset })
    expect(await availableOf(stage, balanceAsset)).toBe('12.5')
  })

  it('fail when that is ordered, and credit nothing', async () => {
    const stage = await openStage()
    const { address } = await addressOf(stage)
    stage.standin.faults.next('deposit', { kind: 'failed' })
    const id = await pay(stage, address)
    await stage.pass(10)
    expect((await read(stage, id)).status).toBe('FAILED')
    expect(await availableOf(stage, 'PYUSD')).toBe('0')
  })

  it('are shown on another EVM network when that is ordered', async () => {
    const stage = await openStage()
    const { address } = await addressOf(stage)
    stage.standin.faults.next('deposit', { kind: 'wrongNetwork', network: 'POLYGON_POS' })
    expect((await read(stage, await pay(stage, address))).crypto_network).toBe('POLYGON_POS')
  })

  it('wait for travel-rule information, and end by it or by rejection', async () => {
    const stage = await openStage()
    const { address } = await addressOf(stage)
    const held = async (): Promise<string> => {
      stage.standin.faults.next('deposit', { kind: 'travelRuleHold' })
      const id = await pay(stage, address)
      await stage.pass(60)
      expect(await read(stage, id)).toMatchObject({
        status: 'PENDING',
        secondary_status: { name: 'TRAVEL_RULE_INFO_REQUESTED' },
      })
      return id
    }
    const identity_id = '11111111-1111-4111-8111-111111111111'
    const info = { identity_id, originator_address_info: { institution_info: { institution_name: 'Shop' } } }
    const given = await held()
    expect((await stage.post(`/transfer/crypto-deposits/${given}/update`, info)).status).toBe(200)
    expect((await read(stage, given)).status).toBe('COMPLETED')
    expect((await stage.post(`/transfer/crypto-deposits/${given}/update`, info)).status).toBe(409)
    const rejected = await held()
    await stage.post(`/transfer/crypto-deposits/${rejected}/reject`, { identity_id })
    expect(await read(stage, rejected)).toMatchObject({
      status: 'FAILED',
      secondary_status: { name: 'TRAVEL_RULE_REJECTED' },
    })
    expect(await availableOf(stage, 'PYUSD')).toBe('12.5')
  })

  it('survive a restart: rows, balances, addresses and what is still due', async () => {
    const stage = await openStage()
    const { address } = await addressOf(stage, { ref_id: 'da_1' })
    const id = await pay(stage, address)
    const before = (await stage.get('/transfer/transfers')).body
    const again = await stage.restart()
    expect((await again.get('/transfer/transfers')).body).toEqual(before)
    await again.pass(10)
    expect((await read(again, id)).status).toBe('COMPLETED')
    expect(await availableOf(again, 'PYUSD')).toBe('12.5')
    expect((await addressOf(again, { ref_id: 'da_1' })).status).toBe(409)
    expect((await addressOf(again)).address).not.toBe(address)
  })
})

describe('lists of transfers', () => {
  async function three(stage: Stage): Promise<string[]> {
    const { address } = await addressOf(stage)
    return [await pay(stage, address), await pay(stage, address), await pay(stage, address)]
  }

  it('page by cursor, and have one on the last page too', async () => {
    const stage = await openStage()
    const ids = await three(stage)
    const first = (await stage.get('/transfer/transfers?limit=2&order=ASC')).body
    expect(first.items.map((item: Json) => item.id)).toEqual(ids.slice(0, 2))
    const second = (
      await stage.get(`/transfer/transfers?limit=2&order=ASC&page_cursor=${first.next_page_cursor}`)
    ).body
    expect(second.items.map((item: Json) => item.id)).toEqual(ids.slice(2))
    expect(second.next_page_cursor).not.toBe('')
  })

  it('run newest first by creation and oldest first by update', async () => {
    const stage = await openStage()
    const ids = await three(stage)
    const idsOf = async (query: string) =>
      (await stage.get(`/transfer/transfers?${query}`)).body.items.map((item: Json) => item.id)
    expect(await idsOf('')).toEqual(ids.toReversed())
    expect(await idsOf('order_by=UPDATED_AT')).toEqual(ids)
    expect(await idsOf('updated_at.gte=2026-07-01T09:30:00Z')).toEqual(ids)
    expect(await idsOf('type=WIRE_DEPOSIT&type=CRYPTO_DEPOSIT')).toEqual(ids.toReversed())
    expect(await idsOf('statuses=COMPLETED')).toEqual([])
    expect(await idsOf('profile_id=not-a-filter')).toEqual(ids.toReversed())
  })

  it.each([
    'order_by=CREATED_AT&updated_at.gte=2026-07-01T09:30:00Z',
    'limit=1001',
    'limit=0',
    'page_cursor=nonsense',
    'created_at.gte=yesterday',
  ])('refuse %s', async (query) => {
    const stage = await openStage()
    expect((await stage.get(`/transfer/transfers?${query}`)).status).toBe(400)
  })

  it('can be duplicated, reordered, mixed with a foreign row and have unknown values', async () => {
    const stage = await openStage()
    const ids = await three(stage)
    const { faults } = stage.standin
    const items = async () => (await stage.get('/transfer/transfers?order=ASC')).body.items
    faults.distortLists({ duplicated: true, reordered: true })
    expect((await items()).map((item: Json) => item.id)).toEqual(ids.flatMap((id) => [id, id]).toReversed())
    faults.clear()
    faults.distortLists({ foreignRow: true })
    expect((await items()).at(-1).profile_id).not.toBe(stage.profileId)
    faults.clear()
    faults.distortLists({ unknownEnums: true })
    expect((await items())[0]).toMatchObject({ status: 'NEW_STATUS', crypto_network: 'NEW_CRYPTO_NETWORK' })
    faults.clear()
    expect((await items()).map((item: Json) => item.id)).toEqual(ids)
  })

  it('lose no row to paging when all carry the same time', async () => {
    const stage = await openStage()
    stage.standin.faults.stampAlike(true)
    const ids = await three(stage)
    const seen: string[] = []
    let cursor = ''
    for (let page = 0; page < 3; page += 1) {
      const { body } = await stage.get(
        `/transfer/transfers?order_by=UPDATED_AT&limit=1&page_cursor=${cursor}`,
      )
      seen.push(...body.items.map((item: Json) => item.id))
      cursor = body.next_page_cursor
    }
    expect(seen).toEqual(ids)
    const rows = (await stage.get('/transfer/transfers')).body.items
    expect(new Set(rows.map((item: Json) => item.updated_at)).size).toBe(1)
  })
})

describe('events', () => {
  it('follow the transfers, oldest first, and hide tests', async () => {
    const stage = await openStage()
    const { address } = await addressOf(stage)
    const id = await pay(stage, address)
    await stage.pass(10)
    const testId = stage.standin.faults.sendTestEvent('transfer.crypto_deposit.completed')
    const { events, next_page_cursor: end } = (await stage.get('/events')).body
    expect(events.map((event: Json) => [event.type, event.object.id])).toEqual([
      ['transfer.crypto_deposit.pending', id],
      ['transfer.crypto_deposit.completed', id],
    ])
    expect(end).toBe('')
    expect(events[0].object).not.toHaveProperty('amount')
    expect((await stage.get('/events?is_test=true')).body.events).toHaveLength(1)
    expect((await stage.get(`/events/${testId}`)).status).toBe(404)
    expect((await stage.get(`/events/${testId}?is_test=true`)).status).toBe(200)
    expect((await stage.get('/events?limit=101')).status).toBe(400)
    expect((await stage.get('/events?type=transfer.crypto_deposit.completed')).body.events).toHaveLength(1)
  })
})
