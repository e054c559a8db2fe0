import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { directClient } from '../../electron/api/serve.ts'
import type { OpenTerminal } from '../../electron/terminal-options.ts'
import type { TerminalClient } from '../../shared/contract/contract.ts'
import { failureOf } from './failure-of.ts'
import { newConnection } from './probe-api.ts'
import { openTestTerminal } from './test-terminal.ts'
import { transports, type Transport, type Way } from './transports.ts'

const nothing = { kind: 'none' as const }
const basket = {
  lines: [{ id: 'l1', name: 'Tea', unitPriceMinor: 350n, quantity: 2, discount: nothing }],
  discount: nothing,
  tip: nothing,
}

async function openSale(client: TerminalClient, key: string): Promise<{ saleId: string; address: string }> {
  const { saleId, address } = await client.checkout.open({ key, ...basket })
  return { saleId, address }
}

describe('the real terminal', () => {
  let terminal: OpenTerminal
  beforeAll(async () => {
    terminal = await openTestTerminal()
  })
  afterAll(() => terminal.stop())

  describe.each(Object.entries(transports))('over %s', (name, open) => {
    /** One ledger serves all three: each has keys of its own. */
    const slug = name.replaceAll(/[^a-z]+/gi, '-')
    let transport: Transport
    let till: Way

    beforeEach(async () => {
      transport = await open(terminal.api)
      till = await transport.connect('till')
    })
    afterEach(async () => {
      till.close()
      await transport.stop()
    })

    it('greets with the shop and its people before anybody signed in', async () => {
      const hello = await till.client.session.hello()
      expect(hello).toMatchObject({ environment: 'practice', shopName: 'Corner Shop', setupNeeded: false })
      expect(hello.staff.map(({ role }) => role)).toEqual(['cashier', 'manager', 'owner'])
    })

    it('knows a person by the PIN, takes a session up again, and forgets it at the end', async () => {
      const wrong = till.client.session.signIn({ staffId: 'cashier', pin: '9876' })
      expect(await failureOf(wrong)).toMatchObject({ code: 'session.wrongPin' })
      const { token } = await till.client.session.signIn({ staffId: 'cashier', pin: '1111' })
      const other = await transport.connect('till')
      await expect(other.client.session.resume({ token })).resolves.toMatchObject({
        staff: { id: 'cashier' },
      })
      await till.client.session.signOut()
      expect(await failureOf(other.client.session.touch())).toMatchObject({ code: 'session.required' })
      expect(await failureOf(other.client.session.resume({ token }))).toMatchObject({
        code: 'session.required',
      })
      other.close()
    })

    it.each([
      ['cashier', '1111', 'settings.saveShop'],
      ['cashier', '1111', 'system.verify'],
      ['cashier', '1111', 'system.askNow'],
      ['manager', '2222', 'settings.saveBackend'],
      ['manager', '2222', 'settlement.test'],
      ['manager', '2222', 'settlement.connect'],
      ['manager', '2222', 'settlement.disconnect'],
      ['cashier', '1111', 'settlement.status'],
      ['manager', '2222', 'settings.markChangesSeen'],
    ] as const)('keeps a %s (%s) from %s', async (staffId, pin, procedure) => {
      await till.client.session.signIn({ staffId, pin })
      const [group, verb] = procedure.split('.')
      const groups = till.client as unknown as Record<
        string,
        Record<string, (input: unknown) => Promise<unknown>>
      >
      expect(await failureOf(groups[group ?? '']?.[verb ?? '']?.({}) ?? Promise.resolve())).toMatchObject({
        code: 'session.forbidden',
      })
    })

    it('opens a sale without a network, once for one key', async () => {
      await till.client.session.signIn({ staffId: 'cashier', pin: '1111' })
      const key = `once-${slug}`
      const first = await openSale(till.client, key)
      expect(await openSale(till.client, key)).toEqual(first)
      const other = till.client.checkout.open({ key, ...basket, tip: { kind: 'rate', bps: 1_000 } })
      expect(await failureOf(other)).toMatchObject({ code: 'ledger.keyConflict' })
      await expect(till.client.sales.get({ saleId: first.saleId })).resolves.toMatchObject({
        sale: { totals: { totalMinor: 700n } },
      })
    })

    it('shows a display the shop, and never a sale by its number', async () => {
      await till.client.session.signIn({ staffId: 'cashier', pin: '1111' })
      const { saleId } = await openSale(till.client, `display-${slug}`)
      const display = await transport.connect('display')
      const shown = await display.client.display.follow()
      expect((await shown.next()).value).toMatchObject({ shopName: 'Corner Shop' })
      await shown.return?.()
      for (const call of [
        display.client.sales.get({ saleId }),
        display.client.checkout.get({ saleId }),
        display.client.checkout.follow({ saleId }),
        display.client.setup.status(),
      ]) {
        expect(await failureOf(call)).toMatchObject({ code: 'session.forbidden' })
      }
      display.close()
    })

    it('feeds the journal, and goes on where a page stopped', async () => {
      await till.client.session.signIn({ staffId: 'cashier', pin: '1111' })
      const seen: number[] = []
      const feed = await till.client.feed.follow({ after: 0 })
      for await (const event of feed) {
        if (event.kind === 'caughtUp') break
        seen.push(event.seq)
      }
      expect(seen.length).toBeGreaterThan(0)
      const stored = seen.at(-1) ?? 0
      till.close()
      till = await transport.connect('till')
      await till.client.session.signIn({ staffId: 'cashier', pin: '1111' })
      const resumed = await till.client.feed.follow({ after: stored })
      const { saleId } = await openSale(till.client, `feed-${slug}`)
      for await (const event of resumed) {
        expect(event.seq).toBeGreaterThanOrEqual(stored)
        if (event.kind === 'sale') {
          expect(event.sale.saleId).toBe(saleId)
          expect(event.seq).toBeGreaterThan(stored)
          break
        }
      }
    })
  })

  it('implements every procedure of the contract', async () => {
    const client = directClient(terminal.api, newConnection('till'))
    const { contract } = await import('../../shared/contract/contract.ts')
    for (const [group, procedures] of Object.entries(contract)) {
      for (const verb of Object.keys(procedures)) {
        const calls = client as unknown as Record<
          string,
          Record<string, (input: unknown) => Promise<unknown>>
        >
        const outcome = await calls[group]?.[verb]?.({ junk: true }).then(
          () => 'answered',
          (error: { data?: { code?: string } }) => error.data?.code,
        )
        expect([`${group}.${verb}`, outcome]).not.toEqual([`${group}.${verb}`, 'contract.unknownProcedure'])
        expect([`${group}.${verb}`, outcome]).not.toEqual([`${group}.${verb}`, 'invariant.broken'])
        expect(outcome).toBeDefined()
      }
    }
  })
})
