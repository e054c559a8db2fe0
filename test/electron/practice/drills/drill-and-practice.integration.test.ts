import { afterEach, describe, expect, it } from 'vitest'
import {
  openAmount,
  openDrillHost,
  practiceHead,
  removeData,
  whenDrill,
  type DrillHost,
} from './drill-host.ts'

const hosts: DrillHost[] = []

afterEach(async () => {
  for (const host of hosts) await host.stop()
  for (const data of new Set(hosts.map((host) => host.data))) removeData(data)
  hosts.length = 0
})

async function open(data?: string): Promise<DrillHost> {
  const host = await openDrillHost(data)
  hosts.push(host)
  return host
}

async function startUnderpaid(host: DrillHost): Promise<void> {
  const manager = await host.signIn('manager', '2222')
  await expect.poll(async () => (await manager.drills.list()).refused, { timeout: 30_000 }).toBeUndefined()
  await manager.drills.start({ kind: 'underpaid' })
  await host.whenIn('underpaid')
}

const failureWith = (code: string) => expect.objectContaining({ data: expect.objectContaining({ code }) })

describe('a drill beside practice', () => {
  it(
    'writes nothing into the books of practice, and shares no address with them',
    { timeout: 120_000 },
    async () => {
      const host = await open()
      const practice = await host.signIn('cashier', '1111')
      const sale = await openAmount(practice, 500n)
      await practice.practice.pay({ saleId: sale.saleId, how: 'exact' })
      await expect
        .poll(async () => (await practice.checkout.get({ saleId: sale.saleId })).headline, {
          timeout: 30_000,
        })
        .toBe('Paid')
      await startUnderpaid(host)
      const before = practiceHead(host.data)
      const cashier = await host.signIn('cashier', '1111')
      const drilled = await openAmount(cashier, 500n)
      expect(drilled.number).toBe(1)
      expect(drilled.address).not.toBe(sale.address)
      await whenDrill(cashier, (view) => view.question?.id === 'short')
      await cashier.drills.answer({ question: 'short', choice: 'askForRest' })
      await whenDrill(cashier, (view) => view.question?.id === 'atLast')
      expect(practiceHead(host.data)).toEqual(before)
      await cashier.drills.finish()
      await host.whenIn(undefined)
      const later = await host.signIn('cashier', '1111')
      expect((await later.sales.list({ limit: 10 })).sales.map((row) => row.saleId)).toEqual([sale.saleId])
      expect((await later.checkout.get({ saleId: sale.saleId })).headline).toBe('Paid')
      // Left after one of two questions: it stands in the list and counts for nothing.
      const { staff, last } = await later.drills.list()
      expect(last).toMatchObject([{ complete: false, right: 1, of: 3 }])
      expect(staff).toMatchObject([{ times: 0 }])
    },
  )

  it('shows the cases of this drill and not those of the one before', { timeout: 120_000 }, async () => {
    const host = await open()
    await startUnderpaid(host)
    const first = await host.signIn('cashier', '1111')
    const { saleId } = await openAmount(first, 500n)
    await whenDrill(first, (view) => view.question?.id === 'short')
    await first.checkout.cancel({ saleId, reason: 'Changed their mind' })
    await expect.poll(async () => (await first.cases.list({})).open, { timeout: 30_000 }).toBe(1)
    await first.drills.finish()
    await host.whenIn(undefined)
    await startUnderpaid(host)
    const second = await host.signIn('cashier', '1111')
    expect(await second.cases.list({})).toEqual({ cases: [], total: 0, open: 0, resolved: 0 })
  })

  it('starts in practice again when the till ended in the middle of it', { timeout: 120_000 }, async () => {
    const host = await open()
    await startUnderpaid(host)
    const before = practiceHead(host.data)
    const cashier = await host.signIn('cashier', '1111')
    await openAmount(cashier, 700n)
    await whenDrill(cashier, (view) => view.phase === 'question')
    await host.stop()
    expect(practiceHead(host.data)).toEqual(before)
    const again = await open(host.data)
    const manager = await again.signIn('manager', '2222')
    expect((await manager.session.hello()).drill).toBeUndefined()
    expect((await manager.drills.list()).last).toEqual([])
    // And another drill reads its chains from now on, whatever the last one left behind.
    await startUnderpaid(again)
    const next = await again.signIn('cashier', '1111')
    const sale = await openAmount(next, 900n)
    expect(sale.number).toBe(2)
    await whenDrill(next, (view) => view.question?.id === 'short')
  })

  it(
    'takes a point for a sale that is cancelled although money is on its way',
    { timeout: 120_000 },
    async () => {
      const host = await open()
      const owner = await host.signIn('owner', '3333')
      const ana = { id: 'cashier', name: 'Ana', role: 'cashier', active: true, pin: '4826' } as const
      await owner.settings.saveStaff(ana)
      await startUnderpaid(host)
      // The people of practice, with the names and PINs they have there now.
      await expect(host.signIn('cashier', '1111')).rejects.toEqual(failureWith('session.wrongPin'))
      const cashier = await host.signIn('cashier', '4826')
      const sale = await openAmount(cashier, 800n)
      await whenDrill(cashier, (view) => view.question?.id === 'short')
      await cashier.checkout.cancel({ saleId: sale.saleId, reason: 'The customer says it is paid' })
      await cashier.drills.answer({ question: 'short', choice: 'askForRest' })
      const done = await whenDrill(cashier, (view) => view.phase === 'done')
      expect(done.score).toEqual({ right: 1, of: 3, deeds: ['cancelledWithMoney'] })
      // The customer keeps the rest of the money: nobody pays a cancelled sale.
      expect((await cashier.checkout.get({ saleId: sale.saleId })).payments).toHaveLength(1)
    },
  )

  it(
    'holds everybody to the rules: who starts, what is asked, and that the first answer counts',
    { timeout: 120_000 },
    async () => {
      const host = await open()
      const cashier = await host.signIn('cashier', '1111')
      await expect(cashier.drills.start({ kind: 'late' })).rejects.toEqual(failureWith('session.forbidden'))
      await expect(cashier.drills.finish()).rejects.toEqual(failureWith('drill.notRunning'))
      await expect(cashier.drills.answer({ question: 'short', choice: 'wait' })).rejects.toEqual(
        failureWith('drill.notAsked'),
      )
      await startUnderpaid(host)
      const manager = await host.signIn('manager', '2222')
      await expect(manager.drills.start({ kind: 'late' })).rejects.toEqual(failureWith('drill.unavailable'))
      await expect(manager.drills.answer({ question: 'short', choice: 'askForRest' })).rejects.toEqual(
        failureWith('drill.notAsked'),
      )
      await openAmount(manager, 600n)
      await whenDrill(manager, (view) => view.question?.id === 'short')
      await expect(manager.drills.answer({ question: 'short', choice: 'giveCash' })).rejects.toEqual(
        failureWith('drill.notAsked'),
      )
      await manager.drills.answer({ question: 'short', choice: 'handOver' })
      expect(await manager.drills.answer({ question: 'short', choice: 'askForRest' })).toEqual({
        right: 'askForRest',
      })
      const next = await whenDrill(manager, (view) => view.answers.length === 1)
      expect(next.answers).toEqual([{ question: 'short', choice: 'handOver', right: 'askForRest' }])
    },
  )
})
