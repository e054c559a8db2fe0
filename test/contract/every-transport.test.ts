import { setImmediate as nextTurn } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { frameMax } from '../../electron/api/frames.ts'
import { callLimitMs } from '../../electron/api/time-limits.ts'
import { failureOf } from './failure-of.ts'
import { openProbe, type Probe } from './probe-api.ts'
import { transports, type Transport, type Way } from './transports.ts'

const pin = '1111'
const turnsMax = 20_000

async function until(isTrue: () => boolean): Promise<void> {
  for (let turn = 0; turn < turnsMax && !isTrue(); turn += 1) await nextTurn()
  expect(isTrue()).toBe(true)
}

/** A procedure that no contract names, called anyway. */
function callUnknown({ client }: Way): Promise<unknown> {
  const session: unknown = client.session
  return (session as { giveMoney: () => Promise<unknown> }).giveMoney()
}

describe.each(Object.entries(transports))('the contract over %s', (_name, open) => {
  let probe: Probe
  let transport: Transport
  let till: Way

  beforeEach(async () => {
    probe = openProbe()
    transport = await open(probe.api)
    till = await transport.connect('till')
  })
  afterEach(async () => {
    vi.useRealTimers()
    till.close()
    await transport.stop()
  })

  const basketOf = (unitPriceMinor: bigint) => ({
    lines: [{ id: 'l1', name: 'Tea', unitPriceMinor, quantity: 1, discount: { kind: 'none' as const } }],
    discount: { kind: 'none' as const },
    tip: { kind: 'none' as const },
  })

  describe('access', () => {
    it('greets a paired screen before anybody has signed in', async () => {
      await expect(till.client.session.hello()).resolves.toMatchObject({ shopName: 'Corner Shop' })
    })

    it('asks for a PIN before it does anything else', async () => {
      expect(await failureOf(till.client.session.touch())).toMatchObject({ code: 'session.required' })
      expect(await failureOf(till.client.feed.follow({ after: 0 }))).toMatchObject({
        code: 'session.required',
      })
      expect(probe.streams.open).toBe(0)
    })

    it('says who is asked for before it says what is wrong with the input', async () => {
      const call = till.client.checkout.total({ lines: 'none' } as never)
      expect(await failureOf(call)).toMatchObject({ code: 'session.required' })
    })

    it('lets a cashier do what cashiers do, and no more', async () => {
      await till.client.session.signIn({ staffId: 'ada', pin })
      await expect(till.client.session.touch()).resolves.toMatchObject({ locksAt: probe.clock.at })
      const call = till.client.settings.saveRates({ rates: [] })
      expect(await failureOf(call)).toMatchObject({ code: 'session.forbidden', hint: expect.any(String) })
    })

    it('lets a manager do what managers do', async () => {
      await till.client.session.signIn({ staffId: 'max', pin })
      const shop = { name: 'Shop', till: '1', address: '', currency: 'EUR' as const, receiptFooter: '' }
      await expect(till.client.settings.saveShop(shop)).resolves.toEqual({ seq: 7 })
    })

    it('forgets a person who left the till alone', async () => {
      await till.client.session.signIn({ staffId: 'ada', pin })
      probe.clock.at += 59_000
      await till.client.session.touch()
      probe.clock.at += 59_000
      await till.client.session.touch()
      probe.clock.at += 60_000
      expect(await failureOf(till.client.session.touch())).toMatchObject({ code: 'session.required' })
    })

    it('keeps the sessions of two tills apart', async () => {
      const other = await transport.connect('till')
      await till.client.session.signIn({ staffId: 'ada', pin })
      expect(await failureOf(other.client.session.touch())).toMatchObject({ code: 'session.required' })
      other.close()
    })

    it('gives a customer display its own group and the greeting, and nothing else', async () => {
      const display = await transport.connect('display')
      await expect(display.client.session.hello()).resolves.toMatchObject({ till: 'Till 1' })
      const shown = await display.client.display.follow()
      expect((await shown.next()).value).toMatchObject({ kind: 'idle' })
      await shown.return?.()
      const refused = [
        display.client.session.signIn({ staffId: 'olga', pin }),
        display.client.session.touch(),
        display.client.feed.follow({ after: 0 }),
        display.client.display.showBasket({ currency: 'EUR', lines: [], totalMinor: 1n }),
        display.client.sales.get({ saleId: 's1' }),
      ]
      for (const call of refused) expect(await failureOf(call)).toMatchObject({ code: 'session.forbidden' })
      display.close()
    })
  })

  describe('input', () => {
    it('names the field that is wrong and does not repeat its value', async () => {
      const failure = await failureOf(till.client.session.signIn({ staffId: 'ada', pin: 'hunter2' }))
      expect(failure).toMatchObject({ code: 'contract.invalidInput', details: { field: 'pin' } })
      expect(JSON.stringify(failure)).not.toContain('hunter2')
    })

    it('names a field inside a list by its place', async () => {
      await till.client.session.signIn({ staffId: 'ada', pin })
      const failure = await failureOf(till.client.checkout.total(basketOf(-1n)))
      expect(failure).toMatchObject({ details: { field: 'lines.0.unitPriceMinor' } })
    })

    it.each([[undefined], [null], ['text'], [7], [[]], [{ staffId: {} }]])(
      'refuses %j as input',
      async (input) => {
        const failure = await failureOf(till.client.session.signIn(input as never))
        expect(failure.code).toBe('contract.invalidInput')
      },
    )

    it('refuses a text above its limit, and goes on', async () => {
      await till.client.session.signIn({ staffId: 'max', pin })
      const part = { importId: 'i1', part: 0, last: true }
      const tooLong = till.client.catalog.importPart({ ...part, text: 'x'.repeat(524_289) })
      expect(await failureOf(tooLong)).toMatchObject({
        code: 'contract.invalidInput',
        details: { field: 'text' },
      })
      const largest = till.client.catalog.importPart({ ...part, text: '\u00e9'.repeat(524_288) })
      await expect(largest).resolves.toEqual({ received: 524_288 })
    })

    it('refuses a message above the limit of the wire, and goes on', async () => {
      await till.client.session.signIn({ staffId: 'max', pin })
      const text = 'x'.repeat(frameMax)
      const failure = await failureOf(
        till.client.catalog.importPart({ importId: 'i1', part: 0, last: true, text }),
      )
      // A direct call has no wire: the field's own limit speaks.
      expect(['contract.tooLarge', 'contract.invalidInput']).toContain(failure.code)
      await expect(till.client.session.touch()).resolves.toBeDefined()
    })

    it('names a procedure that does not exist', async () => {
      expect(await failureOf(callUnknown(till))).toMatchObject({
        code: 'contract.unknownProcedure',
        details: { procedure: 'session.giveMoney' },
      })
    })

    it('carries amounts of 256 bits there and back', async () => {
      await till.client.session.signIn({ staffId: 'ada', pin })
      const largest = (1n << 256n) - 1n
      await expect(till.client.checkout.total(basketOf(largest))).resolves.toMatchObject({
        totalMinor: largest,
      })
    })
  })

  describe('failures', () => {
    beforeEach(async () => {
      await till.client.session.signIn({ staffId: 'olga', pin })
    })

    it('carries a rejection as its code, its next step and its facts', async () => {
      expect(await failureOf(till.client.sales.get({ saleId: 's9' }))).toEqual({
        code: 'sale.notFound',
        message: expect.any(String),
        hint: 'Search for the sale by its number.',
        details: { saleId: 's9' },
      })
    })

    it('tells of a bug by an id, and keeps the inside to the log', async () => {
      const failure = await failureOf(till.client.settings.get())
      expect(failure).toMatchObject({
        code: 'invariant.broken',
        details: { id: expect.stringMatching(/^err_/) },
      })
      expect(JSON.stringify(failure)).not.toContain('secret')
      const { id } = failure.details
      expect(probe.logged.find(({ fields }) => fields['id'] === id)?.fields).toMatchObject({
        procedure: 'settings.get',
        error: '/var/secret/path is broken',
      })
    })

    it('treats an answer that breaks the contract as a bug of the till', async () => {
      const failure = await failureOf(till.client.settings.saveRates({ rates: [] }))
      expect(failure.code).toBe('invariant.broken')
    })

    it('answers in time, whatever the procedure does', async () => {
      vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
      const failure = failureOf(till.client.catalog.categories())
      await until(() => probe.calls.stuck === 1)
      vi.advanceTimersByTime(callLimitMs)
      expect(await failure).toMatchObject({ code: 'contract.timeout' })
    })

    it('refuses more than a screen can need at once', async () => {
      const calls = Array.from({ length: 129 }, () => failureOf(till.client.catalog.categories()))
      const failure = await Promise.race(calls)
      expect(failure.code).toBe('contract.tooManyCalls')
      expect(probe.calls.stuck).toBe(128)
    })
  })

  describe('streams', () => {
    beforeEach(async () => {
      await till.client.session.signIn({ staffId: 'ada', pin })
    })

    const next = async (stream: AsyncIterator<unknown>): Promise<unknown> => {
      const pulled = stream.next()
      await until(() => probe.streams.open > 0)
      await nextTurn()
      probe.tick()
      return (await pulled).value
    }

    it('sends events as they come', async () => {
      const stream = await till.client.feed.follow({ after: 0 })
      expect(await next(stream)).toEqual({ kind: 'caughtUp', seq: 1 })
      expect(await next(stream)).toEqual({ kind: 'caughtUp', seq: 2 })
      await stream.return?.()
    })

    it('stops its source when the page lets go', async () => {
      const stream = await till.client.feed.follow({ after: 0 })
      await next(stream)
      await stream.return?.()
      await until(() => probe.streams.open === 0)
      expect(probe.streams.stopped).toBe(1)
    })

    it('stops its source when the page aborts while it waits', async () => {
      const controller = new AbortController()
      const stream = await till.client.feed.follow({ after: 0 }, { signal: controller.signal })
      await next(stream)
      const waiting = stream.next().then(
        ({ done }) => done,
        () => true,
      )
      controller.abort()
      await until(() => probe.streams.open === 0)
      expect(await waiting).toBe(true)
    })

    it('ends for the page even when its source is deaf', async () => {
      const stream = await till.client.display.follow()
      await stream.next()
      const waiting = stream.next().then(
        ({ done }) => done,
        () => true,
      )
      await stream.return?.()
      expect(await waiting).toBe(true)
    })

    it('goes on after the last number the page stored when it connects again', async () => {
      const stream = await till.client.feed.follow({ after: 0 })
      expect(await next(stream)).toMatchObject({ seq: 1 })
      expect(await next(stream)).toMatchObject({ seq: 2 })
      await stream.return?.()
      till.close()
      await until(() => probe.streams.open === 0)
      till = await transport.connect('till')
      await till.client.session.signIn({ staffId: 'ada', pin })
      const resumed = await till.client.feed.follow({ after: 2 })
      expect(await next(resumed)).toMatchObject({ seq: 3 })
      await resumed.return?.()
    })

    it('tells nothing more to a person who signed out', async () => {
      const stream = await till.client.feed.follow({ after: 0 })
      await next(stream)
      await till.client.session.signOut()
      const pulled = failureOf(stream.next())
      await until(() => probe.streams.open === 1)
      await nextTurn()
      probe.tick()
      expect(await pulled).toMatchObject({ code: 'session.required' })
      await until(() => probe.streams.open === 0)
    })
  })
})
