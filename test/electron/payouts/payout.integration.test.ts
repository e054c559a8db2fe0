import { describe, expect, it } from 'vitest'
import { approvePayout, cancelPayout, requestPayout } from '../../../electron/payouts/decide-payout.ts'
import { linkReturn, returnCandidates } from '../../../electron/payouts/link-return.ts'
import type { RequestFault } from '../../../electron/practice/standins/paxos/request-faults.ts'
import {
  bookOf,
  openBank,
  openPayoutStage,
  payOut,
  problemsOf,
  staff,
  type PayoutStage,
} from './payout-stage.ts'

const unit = 10n ** 18n

function find(stage: PayoutStage, payoutId: string) {
  const payout = stage.ledger().findPayout(payoutId)
  if (!payout) throw new Error('No such payout')
  return payout
}

/** How many orders Paxos has for a payout: one, whatever happened on the way. */
async function ordersOf(stage: PayoutStage): Promise<number> {
  const { movements } = await stage.backend.movementsFrom(new Date(0).toISOString())
  return movements.filter(({ kind }) => kind === 'bankWithdrawal').length
}

describe('a payout', () => {
  it('exchanges a token to dollars at the bank, from the request to paid, to the cent', async () => {
    const stage = await openPayoutStage()
    const bankId = await openBank(stage)
    const { id } = await payOut(stage, { asset: 'USDC', bankId, dollarsMinor: 12_345n })
    expect(find(stage, id).status).toBe('approved')
    await stage.pass(1)
    expect(find(stage, id).status).toBe('processing')
    expect(bookOf(stage, `bank:${bankId}:in-transit`, 'USD')).toBe(12_345n)
    await stage.pass(60)
    await stage.pass(60)
    expect(find(stage, id).status).toBe('paid')
    expect(bookOf(stage, `bank:${bankId}:in-transit`, 'USD')).toBe(0n)
    expect(bookOf(stage, `bank:${bankId}`, 'USD')).toBe(12_345n)
    expect(bookOf(stage, 'custody:paxos', 'USDC.paxos')).toBe(5_000n * unit - (12_345n * unit) / 100n)
    expect(await problemsOf(stage)).toEqual([])
  })

  it('sends dollars by wire, whose fee is taken out of them and booked on its own', async () => {
    const stage = await openPayoutStage()
    const bankId = await openBank(stage, 'wire')
    const { id } = await payOut(stage, { asset: 'USD', bankId, dollarsMinor: 50_000n })
    await stage.pass(1)
    await stage.pass(60)
    expect(find(stage, id).status).toBe('paid')
    expect(bookOf(stage, `bank:${bankId}`, 'USD')).toBe(49_500n)
    expect(bookOf(stage, 'fees:processing', 'USD.paxos')).toBe(5n * unit)
    expect(await problemsOf(stage)).toEqual([])
  })

  it('waits while somebody has to approve it at Paxos, and goes on when they do', async () => {
    const stage = await openPayoutStage()
    const bankId = await openBank(stage)
    stage.paxos.standin.faults.next('orchestration', { kind: 'pending' })
    const { id } = await payOut(stage, { asset: 'USDC', bankId, dollarsMinor: 1_000n })
    await stage.pass(60)
    expect(find(stage, id)).toMatchObject({ status: 'submitted', hold: 'waitsForApproval' })
    expect(await problemsOf(stage)).toEqual([])
    stage.paxos.standin.faults.decideOrchestration(find(stage, id).orderId ?? '', true)
    await stage.pass(60)
    await stage.pass(60)
    expect(find(stage, id).status).toBe('paid')
    expect(find(stage, id).hold).toBeUndefined()
    expect(await problemsOf(stage)).toEqual([])
  })

  it.each([
    ['rejected by an approver', { kind: 'rejected' }],
    ['failed', { kind: 'failed', detail: 'The bank is closed' }],
  ] as const)('puts everything back when it is %s', async (_name, outcome) => {
    const stage = await openPayoutStage()
    const bankId = await openBank(stage)
    stage.paxos.standin.faults.next('orchestration', outcome)
    const { id } = await payOut(stage, { asset: 'USDC', bankId, dollarsMinor: 1_000n })
    await stage.pass(60)
    await stage.pass(60)
    expect(find(stage, id)).toMatchObject({ status: 'failed', problem: { code: 'refused' } })
    expect(bookOf(stage, 'custody:paxos', 'USDC.paxos')).toBe(5_000n * unit)
    expect(bookOf(stage, `bank:${bankId}:in-transit`, 'USD')).toBe(0n)
    expect(await problemsOf(stage)).toEqual([])
  })

  it('puts everything back when a wire fails', async () => {
    const stage = await openPayoutStage()
    const bankId = await openBank(stage, 'wire')
    stage.paxos.standin.faults.next('fiatWithdrawal', { kind: 'failed' })
    const { id } = await payOut(stage, { asset: 'USD', bankId, dollarsMinor: 1_000n })
    await stage.pass(1)
    await stage.pass(60)
    expect(find(stage, id).status).toBe('failed')
    expect(bookOf(stage, 'fees:processing', 'USD.paxos')).toBe(0n)
    expect(await problemsOf(stage)).toEqual([])
  })

  it('stands as returned when the bank sends it back after paid, with the fee of the bank and a case', async () => {
    const stage = await openPayoutStage()
    const bankId = await openBank(stage)
    const { id } = await payOut(stage, { asset: 'USD', bankId, dollarsMinor: 20_000n })
    await stage.pass(1)
    await stage.pass(60)
    const { transferIds = [] } = find(stage, id)
    stage.paxos.standin.faults.creditBack(transferIds[0] ?? '', { bankFee: '15' })
    await stage.pass(1)
    expect(find(stage, id).status).toBe('returned')
    expect(bookOf(stage, `bank:${bankId}`, 'USD')).toBe(0n)
    expect(bookOf(stage, 'fees:processing', 'USD.paxos')).toBe(15n * unit)
    expect(bookOf(stage, 'suspense:paxos', 'USD.paxos')).toBe(-10_000n * unit)
    expect(stage.ledger().casesOf('paxos')).toMatchObject([{ kind: 'payoutReturned', things: [id] }])
    expect(await problemsOf(stage)).toEqual([])
    // The record of the order goes on saying that it was sent.
    await stage.pass(60)
    expect(find(stage, id).status).toBe('returned')
    expect(stage.ledger().casesOf('paxos')).toHaveLength(1)
  })

  it('stands as returned when a manager says that a change of the balance is it', async () => {
    const stage = await openPayoutStage()
    const bankId = await openBank(stage)
    const { id } = await payOut(stage, { asset: 'USDC', bankId, dollarsMinor: 20_000n })
    await stage.pass(60)
    await stage.pass(60)
    const { transferIds = [] } = find(stage, id)
    stage.paxos.standin.faults.creditBack(transferIds[0] ?? '', { bankFee: '15', isListed: false })
    await stage.pass(5)
    expect(find(stage, id).status).toBe('paid')
    expect(await problemsOf(stage)).toEqual(['USD differs'])
    expect(returnCandidates(stage.ledger(), find(stage, id))).toEqual([])
    const linked = await linkReturn(stage.payouts().desk, { payoutId: id, person: staff.mara })
    expect(linked).toMatchObject({ ok: true, payout: { status: 'returned' } })
    expect(bookOf(stage, 'fees:processing', 'USD.paxos')).toBe(15n * unit)
    expect(bookOf(stage, `bank:${bankId}`, 'USD')).toBe(0n)
    expect(await problemsOf(stage)).toEqual([])
  })

  it('fails where Paxos refuses it, and says why', async () => {
    const stage = await openPayoutStage()
    const bankId = await openBank(stage)
    const { id } = await payOut(stage, { asset: 'USDC', bankId, dollarsMinor: 100_000n })
    // Somebody else took the money between the approval and the order.
    stage.paxos.standin.faults.shiftBalance(stage.paxos.profileId, 'USDC', '-4500')
    await stage.pass(1)
    expect(find(stage, id)).toMatchObject({
      status: 'failed',
      problem: { code: 'backend.insufficientFunds' },
    })
    expect(bookOf(stage, `bank:${bankId}:in-transit`, 'USD')).toBe(0n)
  })

  const faults: readonly Pick<RequestFault, 'kind'>[] = [
    { kind: 'lostAnswerAfterCommit' },
    { kind: 'garbledAnswerAfterCommit' },
    { kind: 'lostRequest' },
  ]
  it.each(['USD', 'USDC'].flatMap((asset) => faults.map((fault) => ({ asset, ...fault }))))(
    'is sent once when $asset meets $kind and the till dies',
    async ({ asset, kind }) => {
      const stage = await openPayoutStage()
      const bankId = await openBank(stage)
      const { id } = await payOut(stage, { asset, bankId, dollarsMinor: 10_000n })
      const path = asset === 'USD' ? '/v2/transfer/fiat-withdrawals' : '/v2/orchestration/orchestrations'
      stage.paxos.standin.faults.breakRequests({ method: 'POST', path, times: 1, kind } as RequestFault)
      stage.paxos.standin.faults.breakRequests({ method: 'GET', path: '/v2', times: 1, kind: 'lostRequest' })
      await stage.outbox().step()
      await stage.restart()
      for (let round = 0; round < 6; round += 1) await stage.pass(60)
      expect(find(stage, id).status).toBe('paid')
      expect(await ordersOf(stage)).toBe(1)
      expect(await problemsOf(stage)).toEqual([])
    },
  )

  it('can be taken back until it may have left', async () => {
    const stage = await openPayoutStage()
    const bankId = await openBank(stage)
    const { id } = await payOut(stage, { asset: 'USDC', bankId, dollarsMinor: 1_000n })
    const { desk } = stage.payouts()
    const wanted = { payoutId: id, reason: 'Not today', person: staff.mara }
    expect(cancelPayout(desk, wanted)).toMatchObject({ ok: true, payout: { status: 'cancelled' } })
    await stage.pass(60)
    expect(await ordersOf(stage)).toBe(0)
    const second = await payOut(stage, { asset: 'USDC', bankId, dollarsMinor: 1_000n })
    await stage.pass(1)
    expect(cancelPayout(desk, { ...wanted, payoutId: second.id })).toMatchObject({ ok: false })
  })
})

describe('approvePayout', () => {
  const ask = async (stage: PayoutStage, bankId: string, dollarsMinor: bigint, key = 'k') =>
    await requestPayout(stage.payouts().desk, {
      key,
      asset: 'USDC',
      bankId,
      dollarsMinor,
      note: '',
      person: staff.mara,
    })

  it('is for another person than the one who asked, within the limit of the role', async () => {
    const stage = await openPayoutStage()
    const { desk } = stage.payouts()
    const bankId = await openBank(stage)
    const asked = await ask(stage, bankId, 200_000n)
    if (!asked.ok) throw new Error(asked.code)
    const by = async ({ id, pin }: Readonly<{ id: string; pin: string }>) =>
      await approvePayout(desk, { payoutId: asked.payout.id, approverId: id, pin })
    expect(await by(staff.mara)).toMatchObject({ ok: false, code: 'payout.samePerson' })
    expect(await by(staff.carl)).toMatchObject({ ok: false, code: 'session.forbidden' })
    expect(await by(staff.max)).toMatchObject({ ok: false, code: 'payout.aboveLimit' })
    expect(stage.ledger().countQueued().waiting).toBe(0)
    expect(await by(staff.olga)).toMatchObject({ ok: true, payout: { approvedByName: 'Olga' } })
    expect(await by(staff.olga)).toMatchObject({ ok: true })
    expect(stage.ledger().countQueued().waiting).toBe(1)
  })

  it('counts wrong PINs and locks the person out, and promises nothing', async () => {
    const stage = await openPayoutStage()
    const bankId = await openBank(stage)
    const asked = await ask(stage, bankId, 1_000n)
    if (!asked.ok) throw new Error(asked.code)
    const codes: string[] = []
    for (let round = 0; round < 6; round += 1) {
      const { desk } = stage.payouts()
      const tried = await approvePayout(desk, { payoutId: asked.payout.id, approverId: 'max', pin: '0000' })
      codes.push(tried.ok ? 'ok' : tried.code)
    }
    expect(codes).toContain('session.lockedOut')
    const right = { payoutId: asked.payout.id, approverId: 'max', pin: staff.max.pin }
    expect(await approvePayout(stage.payouts().desk, right)).toMatchObject({ code: 'session.lockedOut' })
    expect(find(stage, asked.payout.id).status).toBe('requested')
  })

  it('promises no more than is free, however many were asked for', async () => {
    const stage = await openPayoutStage()
    const { desk } = stage.payouts()
    const bankId = await openBank(stage)
    expect(await ask(stage, bankId, 500_001n, 'a')).toMatchObject({ ok: false, code: 'payout.tooMuch' })
    const first = await ask(stage, bankId, 300_000n, 'b')
    const second = await ask(stage, bankId, 300_000n, 'c')
    if (!first.ok || !second.ok) throw new Error('Both may be asked for')
    const olga = { approverId: 'olga', pin: staff.olga.pin }
    expect(await approvePayout(desk, { payoutId: first.payout.id, ...olga })).toMatchObject({ ok: true })
    expect(await approvePayout(desk, { payoutId: second.payout.id, ...olga })).toMatchObject({
      ok: false,
      code: 'payout.tooMuch',
    })
  })

  it('keeps back what the policy says', async () => {
    const keepBack = [{ asset: 'USDC', minor: 4_999n * unit }]
    const stage = await openPayoutStage({ payouts: { coolOffHours: 0, keepBack } })
    const bankId = await openBank(stage)
    expect(await ask(stage, bankId, 101n, 'a')).toMatchObject({ ok: false, code: 'payout.tooMuch' })
    expect(await ask(stage, bankId, 100n, 'b')).toMatchObject({ ok: true })
  })

  it('gives the same payout for the same key', async () => {
    const stage = await openPayoutStage()
    const bankId = await openBank(stage)
    const first = await ask(stage, bankId, 100n)
    const again = await ask(stage, bankId, 100n)
    expect(again).toEqual(first)
    expect(stage.ledger().listPayouts({ limit: 10 })).toHaveLength(1)
  })
})
