import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import type { Connection } from '../../electron/api/context.ts'
import { directClient } from '../../electron/api/serve.ts'
import { systemClock } from '../../electron/platform/clock.ts'
import { randomIds } from '../../electron/platform/ids.ts'
import { silentLog } from '../../electron/platform/log.ts'
import { parseConfig } from '../../electron/settings/config-file.ts'
import { openTerminal } from '../../electron/terminal.ts'
import type { OpenTerminal, TerminalOptions } from '../../electron/terminal-options.ts'
import type { TerminalClient } from '../../shared/contract/contract.ts'
import { noAdjustment } from '../../shared/domain/sale/sale.ts'
import { until } from '../fixtures/until.ts'
import { testXpub } from '../fixtures/test-till.ts'

const folders: string[] = []
const opened: OpenTerminal[] = []

afterEach(async () => {
  for (const terminal of opened.splice(0)) await terminal.stop()
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'stablepoint-terminal-'))
  folders.push(folder)
  return folder
}

async function open(dataFolder: string, extra: Partial<TerminalOptions> = {}): Promise<OpenTerminal> {
  const terminal = await openTerminal({
    dataFolder,
    version: 'test',
    clock: systemClock,
    ids: randomIds,
    log: silentLog,
    ...extra,
  })
  opened.push(terminal)
  return terminal
}

function connect(terminal: OpenTerminal, screen: Connection['screen'] = 'till'): TerminalClient {
  return directClient(terminal.api, { id: randomIds.next('conn'), screen, session: undefined })
}

async function signedIn(terminal: OpenTerminal, staffId: string, pin: string): Promise<TerminalClient> {
  const client = connect(terminal)
  await client.session.signIn({ staffId, pin })
  return client
}

function amount(minor: bigint) {
  return {
    lines: [{ id: 'l1', name: 'Amount', unitPriceMinor: minor, quantity: 1, discount: noAdjustment }],
    discount: noAdjustment,
    tip: noAdjustment,
  }
}

const failureWith = (code: string) => expect.objectContaining({ data: expect.objectContaining({ code }) })

describe('a practice terminal', () => {
  it(
    'matches a hundred equal sales, paid in random order on a real chain, each to its own',
    { timeout: 240_000 },
    async () => {
      const terminal = await open(newFolder())
      const client = await signedIn(terminal, 'cashier', '1111')
      const sales = []
      for (let index = 0; index < 100; index += 1)
        sales.push(await client.checkout.open({ key: `equal-${index}`, ...amount(500n) }))
      expect(new Set(sales.map((sale) => sale.address)).size).toBe(100)
      const seed = Date.now()
      const shuffled = sales
        .map((sale, index) => ({ sale, rank: Math.sin(seed + index * 12.9898) }))
        .toSorted((left, right) => left.rank - right.rank)
      const txOf = new Map<string, string>()
      for (const { sale } of shuffled) {
        const { txHashes } = await client.practice.payUri({ uri: sale.uri })
        txOf.set(sale.saleId, txHashes[0] ?? '')
      }
      for (const { saleId } of sales) {
        const view = await until(async () => {
          const checkout = await client.checkout.get({ saleId })
          return checkout.headline === 'Paid' ? checkout : undefined
        }, 60_000)
        expect(
          view.payments.map((payment) => payment.txHash),
          `seed ${seed}`,
        ).toEqual([txOf.get(saleId)])
        expect(view.exception).toBe('none')
      }
    },
  )

  it('gives the same sale for the same key, and refuses the key with another basket', async () => {
    const client = await signedIn(await open(newFolder()), 'cashier', '1111')
    const first = await client.checkout.open({ key: 'once', ...amount(700n) })
    const second = await client.checkout.open({ key: 'once', ...amount(700n) })
    expect(second.saleId).toBe(first.saleId)
    await expect(client.checkout.open({ key: 'once', ...amount(701n) })).rejects.toEqual(
      failureWith('ledger.keyConflict'),
    )
  })

  it('keeps its books with its chains over a restart, and pays on', { timeout: 120_000 }, async () => {
    const folder = newFolder()
    const first = await open(folder)
    const before = await signedIn(first, 'cashier', '1111')
    const sale = await before.checkout.open({ key: 'restart', ...amount(900n) })
    await before.practice.payUri({ uri: sale.uri })
    await opened.pop()?.stop()
    const client = await signedIn(await open(folder), 'cashier', '1111')
    const paid = await until(async () => {
      const view = await client.checkout.get({ saleId: sale.saleId })
      return view.headline === 'Paid' ? view : undefined
    }, 30_000)
    expect(paid.payments).toHaveLength(1)
    const next = await client.checkout.open({ key: 'after', ...amount(300n) })
    expect(next.address).not.toBe(sale.address)
    await client.practice.pay({ saleId: next.saleId, how: 'exact' })
    await until(
      async () =>
        (await client.checkout.get({ saleId: next.saleId })).headline === 'Paid' ? true : undefined,
      30_000,
    )
  })

  it(
    'shows the customer one sale at a time, and tells the page of every entry through the feed',
    { timeout: 60_000 },
    async () => {
      const terminal = await open(newFolder())
      const client = await signedIn(terminal, 'cashier', '1111')
      const display = connect(terminal, 'display')
      const stop = new AbortController()
      const states: string[] = []
      const following = (async () => {
        for await (const state of await display.display.follow(undefined, { signal: stop.signal }))
          states.push(state.kind === 'checkout' ? state.checkout.saleId : state.kind)
      })().catch(() => undefined)
      const events: string[] = []
      const feeding = (async () => {
        for await (const event of await client.feed.follow({ after: 0 }, { signal: stop.signal }))
          events.push(event.kind === 'sale' ? event.type : event.kind)
      })().catch(() => undefined)
      const first = await client.checkout.open({ key: 'a', ...amount(100n) })
      const second = await client.checkout.open({ key: 'b', ...amount(200n) })
      await until(
        () =>
          states.at(-1) === second.saleId && events.filter((type) => type === 'invoice.opened').length === 2
            ? true
            : undefined,
        10_000,
      )
      expect(states.indexOf(first.saleId)).toBeLessThan(states.indexOf(second.saleId))
      await client.checkout.dismiss({ saleId: first.saleId })
      expect(states.at(-1)).toBe(second.saleId)
      await client.checkout.dismiss({ saleId: second.saleId })
      await until(() => (states.at(-1) === 'idle' ? true : undefined), 5_000)
      stop.abort()
      await Promise.all([following, feeding])
      expect(events).toContain('caughtUp')
    },
  )

  it('refuses amounts that no shop means, in words', async () => {
    const client = await signedIn(await open(newFolder()), 'cashier', '1111')
    await expect(client.checkout.open({ key: 'zero', ...amount(0n) })).rejects.toEqual(
      failureWith('sale.amountZero'),
    )
    await expect(client.checkout.open({ key: 'neg', ...amount(-5n) })).rejects.toEqual(
      failureWith('contract.invalidInput'),
    )
    await expect(client.checkout.open({ key: 'huge', ...amount(10n ** 20n) })).rejects.toEqual(
      failureWith('sale.amountTooLarge'),
    )
    await expect(
      client.checkout.open({ key: 'none', lines: [], discount: noAdjustment, tip: noAdjustment }),
    ).rejects.toEqual(failureWith('sale.empty'))
    expect((await client.sales.list({ limit: 10 })).total).toBe(0)
  })

  it('counts wrong PINs over a restart and waits longer each time', async () => {
    const folder = newFolder()
    const first = connect(await open(folder))
    for (let left = 4; left >= 1; left -= 1) {
      await expect(first.session.signIn({ staffId: 'cashier', pin: '9999' })).rejects.toMatchObject({
        data: { code: 'session.wrongPin', details: { triesLeft: left } },
      })
    }
    await opened.pop()?.stop()
    const second = connect(await open(folder))
    await expect(second.session.signIn({ staffId: 'cashier', pin: '9999' })).rejects.toEqual(
      failureWith('session.lockedOut'),
    )
    await expect(second.session.signIn({ staffId: 'cashier', pin: '1111' })).rejects.toEqual(
      failureWith('session.lockedOut'),
    )
    await expect(second.session.signIn({ staffId: 'manager', pin: '2222' })).resolves.toMatchObject({
      staff: { role: 'manager' },
    })
  })

  it('refuses a second terminal on the same folder and says who holds it', async () => {
    const folder = newFolder()
    await open(folder)
    await expect(open(folder)).rejects.toMatchObject({ code: 'ledger.locked', details: { pid: process.pid } })
  })
})

describe('a testnet terminal with a configuration file', () => {
  const address = '0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266'
  const config = (): string =>
    JSON.stringify({
      shop: { name: 'Corner Shop', currency: 'USD' },
      chains: [
        {
          id: 'mine',
          name: 'My chain',
          chainId: 31337,
          endpoints: ['http://127.0.0.1:9'],
          tokens: [{ symbol: 'USDC', address, decimals: 6 }],
        },
      ],
      backend: { kind: 'selfcustody', xpub: testXpub },
    })
  const testnet = (folder: string): Promise<OpenTerminal> =>
    open(folder, { environment: 'testnet', config: parseConfig(config(), 'testnet') })
  const wizard = (pin: string) => ({
    shop: { name: 'Corner Shop', till: 'Till 1', address: '', currency: 'USD' as const, receiptFooter: '' },
    staff: [{ id: 'owner', name: 'Owner', role: 'owner' as const, pin }],
    xpub: testXpub,
    networks: [{ chain: 'mine', endpoints: ['http://127.0.0.1:9'], tokens: ['USDC'] }],
  })

  it(
    'forces new PINs before anybody can sell, and refuses to be set up twice',
    { timeout: 60_000 },
    async () => {
      const folder = newFolder()
      const client = connect(await testnet(folder))
      expect(await client.session.hello()).toMatchObject({
        environment: 'testnet',
        setupNeeded: true,
        offerChoice: false,
        shopName: 'Corner Shop',
      })
      await expect(client.session.signIn({ staffId: 'owner', pin: '3333' })).rejects.toEqual(
        failureWith('session.pinNotSet'),
      )
      for (const weak of ['3333', '1234', '0000'])
        await expect(client.setup.complete(wizard(weak))).rejects.toEqual(failureWith('staff.weakPin'))
      await client.setup.complete(wizard('4826'))
      await expect(client.setup.complete(wizard('4827'))).rejects.toEqual(failureWith('setup.alreadyDone'))
      await client.session.signIn({ staffId: 'owner', pin: '4826' })
      const sale = await client.checkout.open({ key: 'cable-out', ...amount(1_000n) })
      expect(sale).toMatchObject({
        address,
        headline: 'Cannot tell',
        offers: [{ symbol: 'USDC', available: false }],
      })
      await expect(client.settings.saveChains({ chains: [], tokens: [] })).rejects.toEqual(
        failureWith('contract.invalidInput'),
      )
      await expect(client.practice.customer()).rejects.toEqual(failureWith('practice.unavailable'))
    },
  )
})
