import { describe, expect, it } from 'vitest'
import { requestPayout } from '../../../electron/payouts/decide-payout.ts'
import { openBank, openPayoutStage, payOut, staff, type PayoutStage } from '../payouts/payout-stage.ts'

const unit = 10n ** 18n
const dayS = 86_400

function caseOf(stage: PayoutStage) {
  return stage
    .ledger()
    .casesOf('paxos')
    .find(({ kind }) => kind === 'balanceDiffers')
}

function stateOf(stage: PayoutStage, asset: string) {
  return stage
    .payouts()
    .checks.last()
    ?.findings.find((finding) => finding.asset === asset)
}

describe('the nightly check', () => {
  it('finds the books whole that were begun from the whole list', async () => {
    const stage = await openPayoutStage()
    await stage.payouts().checks.check()
    const findings = stage.payouts().checks.last()?.findings ?? []
    expect(findings.filter(({ balanceMinor }) => balanceMinor > 0n)).toHaveLength(3)
    expect(new Set(findings.map(({ state }) => state))).toEqual(new Set(['agrees']))
    expect(caseOf(stage)).toBeUndefined()
  })

  it('opens a case for money that moved without a word, tells the amount, and ends it when it is explained', async () => {
    const stage = await openPayoutStage()
    const { faults } = stage.paxos.standin
    const { profileId } = stage.paxos
    faults.shiftBalance(profileId, 'USDC', '-12.5')
    await stage.payouts().checks.check()
    expect(stateOf(stage, 'USDC')).toMatchObject({ state: 'differs', differenceMinor: -(125n * unit) / 10n })
    const opened = caseOf(stage)
    expect(opened).toMatchObject({ status: 'open', things: ['USDC.paxos'], saleNumber: 0 })
    const note = () => stage.ledger().newestOf('case', opened?.id ?? '', 'case.noted')?.body.text
    expect(note()).toBe('12.50 USDC less in the account than in the books')
    const { seq } = stage.ledger().head()
    await stage.payouts().checks.check()
    expect(stage.ledger().head().seq).toBe(seq)
    faults.shiftBalance(profileId, 'USD', '1')
    await stage.payouts().checks.check()
    expect(note()).toContain('1.00 USD more')
    expect(caseOf(stage)?.things).toEqual(['USDC.paxos', 'USD.paxos'])
    faults.shiftBalance(profileId, 'USDC', '12.5')
    faults.shiftBalance(profileId, 'USD', '-1')
    await stage.payouts().checks.check()
    expect(caseOf(stage)).toMatchObject({ status: 'resolved', resolution: { how: 'curedItself' } })
    faults.shiftBalance(profileId, 'USD', '-1')
    await stage.payouts().checks.check()
    expect(caseOf(stage)).toMatchObject({ status: 'open' })
    expect(stage.ledger().casesOf('paxos')).toHaveLength(1)
  })

  it('passes over an asset of which nobody knows whether an order has left', async () => {
    const stage = await openPayoutStage()
    const bankId = await openBank(stage)
    await payOut(stage, { asset: 'USDC', bankId, dollarsMinor: 1_000n })
    stage.paxos.standin.faults.shiftBalance(stage.paxos.profileId, 'USDC', '-1')
    await stage.payouts().checks.check()
    expect(stateOf(stage, 'USDC')).toMatchObject({ state: 'skipped', uncertain: 1 })
    expect(caseOf(stage)).toBeUndefined()
    // What was only asked for is no reason to look away.
    const wish = { asset: 'PYUSD', bankId, dollarsMinor: 100n, note: '', key: 'k', person: staff.mara }
    expect(await requestPayout(stage.payouts().desk, wish)).toMatchObject({ ok: true })
    stage.paxos.standin.faults.shiftBalance(stage.paxos.profileId, 'PYUSD', '-1')
    await stage.payouts().checks.check()
    expect(stateOf(stage, 'PYUSD')).toMatchObject({ state: 'differs' })
  })

  it('is done once a day, over restarts, and again soon when nobody answered', async () => {
    const stage = await openPayoutStage()
    await stage.payouts().watch.step()
    const first = stage.payouts().checks.last()?.at
    expect(first).toBe(stage.now())
    await stage.pass(dayS / 2)
    await stage.restart()
    await stage.payouts().watch.step()
    expect(stage.payouts().checks.last()?.at).toBe(first)
    const path = `/v2/profiles/${stage.paxos.profileId}/balances`
    stage.paxos.standin.faults.breakRequests({
      method: 'GET',
      path,
      times: 3,
      kind: 'errorBeforeCommit',
      status: 503,
    })
    await stage.pass(dayS / 2)
    expect(stage.payouts().checks.last()?.at).toBe(first)
    await stage.pass(700)
    expect(stage.payouts().checks.last()?.at).toBe(stage.now())
  })
})
