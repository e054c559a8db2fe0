import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { guard, openTokenOffShop } from './token-off-shop.ts'

type Shop = Awaited<ReturnType<typeof openTokenOffShop>>
let shop: Shop
beforeEach(async () => {
  shop = await openTokenOffShop()
})
afterEach(async () => {
  await shop.close()
})

const selected = (saleId: string) => {
  const { offers, selectedOfferId } = shop.view(saleId)
  return offers.find(({ id }) => id === selectedOfferId)
}

describe('a token that its issuer pauses', () => {
  it('goes off the offer of an open sale with its reason, and comes back', async () => {
    const sale = shop.open()
    expect(shop.off(sale)).toEqual({ USDC: undefined, PYUSD: undefined })
    await shop.issuer('PYUSD', 'pause')
    await shop.check()
    await shop.until(() => expect(shop.off(sale)).toEqual({ USDC: undefined, PYUSD: 'paused' }))
    expect(shop.health('PYUSD')).toMatchObject({ problem: 'The issuer has paused this token.' })
    await shop.issuer('PYUSD', 'unpause')
    await shop.check()
    await shop.until(() => expect(shop.off(sale)).toEqual({ USDC: undefined, PYUSD: undefined }))
  })

  it('is not what a screen shows by itself, and stays what somebody chose', async () => {
    const [byItself, chosen] = [shop.open(), shop.open()]
    const first = selected(byItself)
    shop.till.shownOffers.set(chosen, first?.id ?? '')
    await shop.issuer(first?.symbol === 'USDC' ? 'USDC' : 'PYUSD', 'pause')
    await shop.check()
    await shop.until(() => expect(shop.off(byItself)[first?.symbol ?? '']).toBe('paused'))
    expect(selected(byItself)).toMatchObject({ available: true })
    expect(selected(byItself)?.symbol).not.toBe(first?.symbol)
    // The screens show no code for it; see offReason in the page.
    expect(selected(chosen)).toMatchObject({ id: first?.id, available: false, unavailableBecause: 'paused' })
  })

  it('stands in a new sale as off, and can be paid there once it is back', async () => {
    await shop.issuer('USDC', 'pause')
    await shop.check()
    await shop.until(() => expect(shop.health('USDC')?.state).toBe('paused'))
    const sale = shop.open()
    expect(shop.off(sale)).toEqual({ USDC: 'paused', PYUSD: undefined })
    expect(selected(sale)?.symbol).toBe('PYUSD')
    await shop.issuer('USDC', 'unpause')
    await shop.check()
    await shop.until(() => expect(shop.off(sale)['USDC']).toBeUndefined())
  })

  it('lets no sale be opened when it is the last one, says which are off, and writes nothing', async () => {
    await shop.issuer('USDC', 'pause')
    await shop.issuer('PYUSD', 'pause')
    await shop.check()
    await shop.until(() => expect(shop.health('PYUSD')?.state).toBe('paused'))
    const { seq } = shop.ledger.head()
    expect(shop.tryOpen()).toMatchObject({
      ok: false,
      code: 'sale.tokensOff',
      details: { paused: 'USDC (Local), PYUSD (Local)' },
    })
    expect(shop.ledger.head().seq).toBe(seq)
    await shop.issuer('PYUSD', 'unpause')
    await shop.check()
    await shop.until(() => expect(shop.health('PYUSD')?.state).toBe('ok'))
    expect(shop.tryOpen()).toMatchObject({ ok: true })
  })

  it('stays off while the node is down, and while it answers half', async () => {
    await shop.issuer('USDC', 'pause')
    await shop.check()
    await shop.until(() => expect(shop.health('USDC')?.state).toBe('paused'))
    await shop.issuer('USDC', 'unpause')
    for (const fault of [{ http: 'drop' }, { status: 503 }, { result: '0x' }] as const) {
      shop.proxy.setFault(async ({ method }, next) => (method === 'eth_call' ? fault : await next()))
      await shop.check()
      expect(shop.health('USDC')?.state).toBe('paused')
    }
    shop.proxy.setFault()
    await shop.check()
    await shop.until(() => expect(shop.health('USDC')?.state).toBe('ok'))
  })
})

describe('a receive address that an issuer blocks', () => {
  it.each([
    ['USDC', 'blacklist', 'unBlacklist'],
    ['PYUSD', 'freeze', 'unfreeze'],
  ] as const)(
    'takes %s off at that address, and %s takes nothing off elsewhere',
    async (token, block, unblock) => {
      const [blocked, other] = [shop.open(), shop.open()]
      await shop.issuer(token, block, [shop.view(blocked).address])
      await shop.check()
      await shop.until(() => expect(shop.off(blocked)[token]).toBe('frozen'))
      expect(Object.values(shop.off(other))).toEqual([undefined, undefined])
      await shop.issuer(token, unblock, [shop.view(blocked).address])
      await shop.check()
      await shop.until(() => expect(shop.off(blocked)[token]).toBeUndefined())
    },
  )

  it('is passed over by the next sale: one address does not close the shop', async () => {
    const [next, afterNext] = [shop.addressAfter(0), shop.addressAfter(1)]
    await shop.issuer('USDC', 'blacklist', [next])
    await shop.issuer('PYUSD', 'freeze', [next])
    await shop.check()
    await shop.until(() => expect(shop.health('PYUSD')?.frozen).toEqual([next]))
    const [first, second] = [shop.open(), shop.open()]
    expect(shop.view(first).address).toBe(afterNext)
    expect(shop.view(second).address).not.toBe(afterNext)
    expect(shop.off(first)).toEqual({ USDC: undefined, PYUSD: undefined })
  })

  it('refuses a sale with the reason when all of the next are blocked for every token', async () => {
    for (let ahead = 0; ahead < 5; ahead += 1) {
      await shop.issuer('USDC', 'blacklist', [shop.addressAfter(ahead)])
      await shop.issuer('PYUSD', 'freeze', [shop.addressAfter(ahead)])
    }
    await shop.check()
    await shop.until(() => expect(shop.health('PYUSD')?.frozen).toHaveLength(5))
    expect(shop.tryOpen()).toMatchObject({ details: { frozen: 'USDC (Local), PYUSD (Local)' } })
  })
})

describe('a price guard', () => {
  const nowSeconds = (): bigint => BigInt(Math.floor(Date.now() / 1_000))
  const write = async (price: bigint, ageSeconds = 0n): Promise<void> => {
    await shop.issuer('feed', 'write', [price, nowSeconds() - ageSeconds])
    await shop.check()
  }
  beforeEach(async () => {
    await shop.issuer('feed', 'write', [100_000_000n, nowSeconds()])
  })

  it('is off unless somebody has set it: a lost peg changes nothing', async () => {
    await write(50_000_000n)
    await shop.until(() => expect(shop.health('USDC')?.state).toBe('ok'))
  })

  it('takes a token that lost its peg off open sales and out of new ones, and brings it back', async () => {
    await shop.guardUsdc(guard)
    const sale = shop.open()
    await write(98_900_000n)
    await shop.until(() => expect(shop.off(sale)).toEqual({ USDC: 'depegged', PYUSD: undefined }))
    expect(shop.health('USDC')).toMatchObject({ problem: 'One token is worth 0.9890 of its peg.' })
    // A sale opened now must not be paid in it at par, whatever happens later.
    expect(shop.off(shop.open())).toEqual({ PYUSD: undefined })
    await write(99_100_000n)
    await shop.until(() => expect(shop.off(sale)).toEqual({ USDC: undefined, PYUSD: undefined }))
    expect(Object.keys(shop.off(shop.open())).toSorted()).toEqual(['PYUSD', 'USDC'])
  })

  it('knows nothing from a stale feed and offers the token; a feed silent after a lost peg keeps it off', async () => {
    await shop.guardUsdc(guard)
    await write(100_000_000n, 7_200n)
    await shop.until(() => expect(shop.health('USDC')?.state).toBe('unknown'))
    expect(shop.off(shop.open())).toEqual({ USDC: undefined, PYUSD: undefined })
    await write(90_000_000n)
    await shop.until(() => expect(shop.health('USDC')?.state).toBe('depegged'))
    const at = shop.health('USDC')?.at ?? 0
    await write(90_000_000n, 7_200n)
    await shop.until(() => expect(shop.health('USDC')?.at).toBeGreaterThan(at))
    expect(shop.health('USDC')?.state).toBe('depegged')
  })

  it('lets go of a token when it is taken away', async () => {
    await shop.guardUsdc(guard)
    await write(50_000_000n)
    await shop.until(() => expect(shop.health('USDC')?.state).toBe('depegged'))
    await shop.guardUsdc(undefined)
    expect(shop.health('USDC')?.state).toBe('ok')
  })
})
