import { describe, expect, it } from 'vitest'
import { approveRule, endRule, requestRule } from '../../../electron/payouts/decide-rule.ts'
import type { RuleOrder } from '../../../shared/domain/payout/payout-rule.ts'
import {
  bookOf,
  granted,
  openBank,
  openPayoutStage,
  problemsOf,
  staff,
  type PayoutStage,
} from './payout-stage.ts'

const unit = 10n ** 18n
const hour = 3_600

/** The stage begins at half past nine in the morning, UTC. */
const atTen = { kind: 'daily', minuteOfDay: 600, timeZone: 'UTC' } as const

async function openRule(stage: PayoutStage, order: RuleOrder): Promise<string> {
  const { desk } = stage.payouts()
  const asked = granted(requestRule(desk, { key: 'r', name: 'Every day', order, person: staff.mara }))
  const { olga } = staff
  const approval = { ruleId: asked.rule.id, approverId: olga.id, pin: olga.pin }
  return granted(await approveRule(desk, approval)).rule.id
}

function sweepTo(bankId: string): RuleOrder {
  return { kind: 'sweep', asset: 'USDC', bankId, when: atTen, keepMinor: 200n * unit }
}

describe('a sweep', () => {
  it('sends everything above the float at its time, once, over restarts, and again the next day', async () => {
    const stage = await openPayoutStage()
    const ruleId = await openRule(stage, sweepTo(await openBank(stage)))
    await stage.pass(60)
    expect(stage.ledger().listPayouts({ limit: 10 })).toEqual([])
    await stage.pass(hour)
    for (let round = 0; round < 3; round += 1) {
      await stage.restart()
      await Promise.all([stage.payouts().watch.step(), stage.payouts().watch.step()])
      await stage.pass(60)
    }
    const [payout, ...others] = stage.ledger().listPayouts({ limit: 10 })
    expect(others).toEqual([])
    expect(payout).toMatchObject({ dollarsMinor: 480_000n, status: 'paid', rule: { id: ruleId } })
    expect(payout).toMatchObject({ requestedByName: 'Mara', approvedByName: 'Olga' })
    expect(bookOf(stage, 'custody:paxos', 'USDC.paxos')).toBe(200n * unit)
    expect(await problemsOf(stage)).toEqual([])
    await stage.pass(24 * hour)
    expect(stage.ledger().findRule(ruleId)?.lastRun).toMatchObject({ outcome: 'nothingToSend' })
    expect(stage.ledger().listPayouts({ limit: 10 })).toHaveLength(1)
  })

  it('does not run for a time before it was agreed to, nor after it has ended', async () => {
    const stage = await openPayoutStage()
    const bankId = await openBank(stage)
    await stage.pass(hour)
    const ruleId = await openRule(stage, sweepTo(bankId))
    await stage.pass(60)
    expect(stage.ledger().findRule(ruleId)?.lastRun).toBeUndefined()
    const ended = endRule(stage.payouts().desk, {
      ruleId,
      as: 'deleted',
      reason: 'No more',
      person: staff.mara,
    })
    expect(ended).toMatchObject({ ok: true, rule: { status: 'deleted' } })
    await stage.pass(24 * hour)
    expect(stage.ledger().listPayouts({ limit: 10 })).toEqual([])
  })

  it('waits while the account does not answer, and runs when it does', async () => {
    const stage = await openPayoutStage()
    await openRule(stage, sweepTo(await openBank(stage)))
    await stage.paxos.pass(hour)
    const { faults } = stage.paxos.standin
    const mend = faults.breakRequests({
      method: 'GET',
      path: `/v2/profiles/${stage.paxos.profileId}/balances`,
      times: 1_000,
      kind: 'errorBeforeCommit',
      status: 503,
    })
    await stage.payouts().watch.step()
    expect(stage.ledger().listPayouts({ limit: 10 })).toEqual([])
    mend()
    await stage.payouts().watch.step()
    expect(stage.ledger().listPayouts({ limit: 10 })).toHaveLength(1)
  })

  it('above an amount sends once while the first payout is on its way', async () => {
    const stage = await openPayoutStage()
    const bankId = await openBank(stage)
    const when = { kind: 'above', aboveMinor: 1_000n * unit } as const
    await openRule(stage, { kind: 'sweep', asset: 'USDC', bankId, when, keepMinor: 0n })
    stage.paxos.standin.faults.next('orchestration', { kind: 'pending' })
    await stage.pass(hour)
    await stage.pass(hour)
    stage.paxos.standin.faults.shiftBalance(stage.paxos.profileId, 'USDC', '2000')
    await stage.pass(hour)
    expect(stage.ledger().listPayouts({ limit: 10 })).toHaveLength(1)
  })
})

describe('approveRule', () => {
  it('is for another person, and one without a limit', async () => {
    const stage = await openPayoutStage()
    const { desk } = stage.payouts()
    const order = sweepTo(await openBank(stage))
    const { rule } = granted(requestRule(desk, { key: 'r', name: 'Daily', order, person: staff.mara }))
    const by = async ({ id, pin }: Readonly<{ id: string; pin: string }>) =>
      await approveRule(desk, { ruleId: rule.id, approverId: id, pin })
    expect(await by(staff.mara)).toMatchObject({ ok: false, code: 'payout.samePerson' })
    expect(await by(staff.max)).toMatchObject({ ok: false, code: 'payout.aboveLimit' })
    expect(await by(staff.olga)).toMatchObject({ ok: true, rule: { status: 'active' } })
  })
})

describe('a rule that Paxos carries out', () => {
  const order = (bankId: string): RuleOrder => ({
    kind: 'address',
    asset: 'USDC',
    network: 'ETHEREUM',
    bankId,
  })

  it('is made once, whatever becomes of the answer, has its address, and ends there too', async () => {
    const stage = await openPayoutStage()
    const bankId = await openBank(stage)
    const path = '/v2/orchestration/rules'
    stage.paxos.standin.faults.breakRequests({ method: 'POST', path, kind: 'lostAnswerAfterCommit' })
    stage.paxos.standin.faults.breakRequests({ method: 'GET', path, kind: 'lostRequest' })
    const ruleId = await openRule(stage, order(bankId))
    await stage.outbox().step()
    await stage.restart()
    for (let round = 0; round < 4; round += 1) await stage.pass(60)
    const rule = stage.ledger().findRule(ruleId)
    expect(rule).toMatchObject({ status: 'active' })
    expect(rule?.address).toMatch(/^0x/)
    expect(await stage.backend.payouts?.listRules()).toHaveLength(1)
    endRule(stage.payouts().desk, { ruleId, as: 'deleted', reason: 'No more', person: staff.mara })
    await stage.pass(60)
    expect(stage.ledger().findRule(ruleId)?.status).toBe('deleted')
    expect(await stage.backend.payouts?.listRules()).toMatchObject([{ status: 'deleted' }])
  })

  it('says that Paxos refused it', async () => {
    const stage = await openPayoutStage()
    stage.paxos.standin.faults.next('rule', 'REJECTED')
    const ruleId = await openRule(stage, order(await openBank(stage)))
    await stage.pass(60)
    expect(stage.ledger().findRule(ruleId)?.status).toBe('refused')
  })
})
