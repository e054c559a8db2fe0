import { describe, expect, it } from 'vitest'
import { approveRefund, cancelRefund, requestRefund } from '../../../electron/refunds/decide-refund.ts'
import type { Refund } from '../../../shared/domain/refund/refund.ts'
import {
  approve,
  askForRefund,
  customerWallet,
  managerPin,
  openSettlementStage,
  stageFolder,
  type SettlementStage,
} from '../../fixtures/settlement/settlement-stage.ts'
import { testTokens } from '../../fixtures/test-till.ts'

const person = { id: 'cashier', name: 'Cashier' }
const rest = { kind: 'rest' } as const
const withdrawals = { method: 'POST', path: '/v2/transfer/crypto-withdrawals' } as const

function now(stage: SettlementStage, { id }: Refund): Refund | undefined {
  return stage.shop().ledger.findRefund(id)
}

/** Lets the outbox try, with time for its pauses, until a refund has come to an end. */
async function untilEnded(stage: SettlementStage, refund: Refund): Promise<Refund | undefined> {
  for (let round = 0; round < 12; round += 1) {
    await stage.shop().outbox.step()
    await stage.pass(400)
    await stage.shop().poll()
    const known = now(stage, refund)
    if (known && ['confirmed', 'failed', 'cancelled'].includes(known.status)) return known
  }
  return now(stage, refund)
}

function owed(stage: SettlementStage): bigint {
  const rows = stage.shop().ledger.balances()
  return rows.find(({ account }) => account === 'refunds:payable')?.amountMinor ?? 0n
}

function earned(stage: SettlementStage): bigint {
  return (
    stage
      .shop()
      .ledger.balances()
      .find(({ account }) => account === 'sales')?.amountMinor ?? 0n
  )
}

describe('a refund that is refused', () => {
  it('gives the money free again where the balance has gone meanwhile', async () => {
    const stage = await openSettlementStage(stageFolder())
    const saleId = await stage.paidSale('s1', 1_000n)
    const refund = await stage.refund(saleId, rest)
    expect(earned(stage)).toBe(0n)
    stage.standin.faults.shiftBalance(stage.standin.profileId, 'USDC', '-1010')
    await stage.shop().outbox.step()
    expect(now(stage, refund)).toMatchObject({
      status: 'failed',
      problem: { code: 'backend.insufficientFunds' },
    })
    expect([owed(stage), earned(stage)]).toEqual([0n, -1_000n])
    stage.standin.faults.shiftBalance(stage.standin.profileId, 'USDC', '1010')
    const again = await stage.refund(saleId, rest)
    expect(await untilEnded(stage, again)).toMatchObject({ status: 'confirmed' })
    await stage.close()
  })

  it('is not asked for at all where the balance is too small', async () => {
    const stage = await openSettlementStage(stageFolder(), { standin: { openingDeposits: {} } })
    const saleId = await stage.paidSale('s1', 1_000n)
    // Ten dollars are there, and the fee comes on top.
    await expect(askForRefund(stage.shop(), saleId, rest, 'k')).rejects.toThrow('backend.insufficientFunds')
    await stage.close()
  })

  it('below the minimum is refused by Paxos before it is promised', async () => {
    const stage = await openSettlementStage(stageFolder(), {
      standin: { terms: { rateLimits: 'off', minWithdrawal: '5' } },
    })
    const saleId = await stage.paidSale('s1', 1_000n)
    const asked = askForRefund(stage.shop(), saleId, { kind: 'amount', minor: 100n }, 'k')
    await expect(asked).rejects.toThrow('backend.belowMinimum')
    await stage.close()
  })

  it('by a stale quote fails with that word, and may be asked for again', async () => {
    const stage = await openSettlementStage(stageFolder())
    const saleId = await stage.paidSale('s1', 1_000n)
    stage.standin.faults.next('withdrawal', { kind: 'failed', detail: 'stale_fee_quote' })
    const refund = await stage.refund(saleId, rest)
    expect(await untilEnded(stage, refund)).toMatchObject({
      status: 'failed',
      problem: { code: 'staleQuote' },
    })
    expect([owed(stage), earned(stage)]).toEqual([0n, -1_000n])
    expect(await untilEnded(stage, await stage.refund(saleId, rest))).toMatchObject({ status: 'confirmed' })
    await stage.close()
  })

  it('with another record under its id waits for a person, and nothing is sent or taken back', async () => {
    const stage = await openSettlementStage(stageFolder())
    const saleId = await stage.paidSale('s1', 1_000n)
    stage.standin.faults.breakRequests({ ...withdrawals, kind: 'otherRecord' })
    const refund = await stage.refund(saleId, rest)
    await stage.shop().outbox.step()
    expect(now(stage, refund)).toMatchObject({ status: 'reserved' })
    expect(stage.shop().outbox.summary()).toMatchObject({ dead: 1 })
    await stage.close()
  })
})

describe('the fee of a refund', () => {
  it('is asked for anew when its quote has expired, and sent for no more than was shown', async () => {
    const stage = await openSettlementStage(stageFolder())
    const saleId = await stage.paidSale('s1', 1_000n)
    const refund = await stage.refund(saleId, rest)
    stage.time.ms += 3_600_000
    expect(await untilEnded(stage, refund)).toMatchObject({ status: 'confirmed' })
    await stage.close()
  })

  it('that rose since is not paid: the refund fails and says so', async () => {
    const stage = await openSettlementStage(stageFolder())
    const saleId = await stage.paidSale('s1', 1_000n)
    const refund = await stage.refund(saleId, rest)
    stage.standin.faults.setTerms({ defaultWithdrawalFee: '3' })
    stage.time.ms += 3_600_000
    expect(await untilEnded(stage, refund)).toMatchObject({
      status: 'failed',
      problem: { code: 'refund.feeRose' },
    })
    await stage.close()
  })

  it('is quoted again where Paxos calls it expired before its time', async () => {
    const stage = await openSettlementStage(stageFolder(), {
      standin: { terms: { rateLimits: 'off', feeQuoteSeconds: 7 } },
    })
    const saleId = await stage.paidSale('s1', 1_000n)
    const refund = await stage.refund(saleId, rest)
    stage.time.ms += 3_000
    expect(await untilEnded(stage, refund)).toMatchObject({ status: 'confirmed' })
    await stage.close()
  })
})

describe('more than is left', () => {
  it('is promised to nobody, though two windows asked for all of it', async () => {
    const stage = await openSettlementStage(stageFolder())
    const saleId = await stage.paidSale('s1', 1_000n)
    const shop = stage.shop()
    const first = await askForRefund(shop, saleId, rest, 'window one')
    const second = await askForRefund(shop, saleId, rest, 'window two')
    const both = await Promise.all(
      [first, second].map(({ id }) =>
        approveRefund(shop.till, { refundId: id, approverId: 'manager', pin: managerPin }),
      ),
    )
    expect(both.filter(({ ok }) => ok)).toHaveLength(1)
    expect(both.find(({ ok }) => !ok)).toMatchObject({ code: 'refund.tooMuch' })
    expect(owed(stage)).toBe(-1_000n)
    await stage.close()
  })

  it('is one refund where the same button was pressed twice', async () => {
    const stage = await openSettlementStage(stageFolder())
    const saleId = await stage.paidSale('s1', 1_000n)
    const shop = stage.shop()
    const [one, two] = await Promise.all([
      askForRefund(shop, saleId, rest, 'same'),
      askForRefund(shop, saleId, rest, 'same'),
    ])
    expect(one?.id).toBe(two?.id)
    const approvals = await Promise.all([approve(shop, one?.id ?? ''), approve(shop, one?.id ?? '')])
    expect(approvals.map(({ status }) => status)).toEqual(['reserved', 'reserved'])
    expect(await untilEnded(stage, one ?? approvals[0])).toMatchObject({ status: 'confirmed' })
    expect(stage.standin.faults.calls()['POST /v2/transfer/crypto-withdrawals']).toBe(1)
    await stage.close()
  })
})

describe('an approval', () => {
  it('is locked after wrong PINs, as the till itself is', async () => {
    const stage = await openSettlementStage(stageFolder())
    const saleId = await stage.paidSale('s1', 1_000n)
    const { id } = await askForRefund(stage.shop(), saleId, rest, 'k')
    const tries = []
    for (let tried = 0; tried < 6; tried += 1)
      tries.push(
        await approveRefund(stage.shop().till, { refundId: id, approverId: 'manager', pin: `700${tried}` }),
      )
    expect(tries[0]).toMatchObject({ code: 'session.wrongPin' })
    expect(tries.at(-1)).toMatchObject({ code: 'session.lockedOut' })
    // The right one is no use either until the lock is over, and a restart does not end it.
    await stage.restart()
    const right = await approveRefund(stage.shop().till, {
      refundId: id,
      approverId: 'manager',
      pin: managerPin,
    })
    expect(right).toMatchObject({ code: 'session.lockedOut' })
    expect(stage.shop().ledger.findRefund(id)?.status).toBe('requested')
    await stage.close()
  })

  it('above the limit of the role is refused, and the limit of nothing lets nothing through', async () => {
    const stage = await openSettlementStage(stageFolder(), {
      settings: { refunds: { cashierMaxMinor: 0n, managerMaxMinor: 500n, travelRuleMinor: 300_000n } },
    })
    const saleId = await stage.paidSale('s1', 1_000n)
    const { id } = await askForRefund(stage.shop(), saleId, rest, 'k')
    const asked = { refundId: id, approverId: 'manager', pin: managerPin }
    expect(await approveRefund(stage.shop().till, asked)).toMatchObject({ code: 'refund.aboveLimit' })
    expect(owed(stage)).toBe(0n)
    await stage.close()
  })
})

describe('taking a refund back', () => {
  it('is sure before it was tried, and refused once it may have left', async () => {
    const stage = await openSettlementStage(stageFolder())
    const saleId = await stage.paidSale('s1', 1_000n)
    const first = await stage.refund(saleId, { kind: 'amount', minor: 300n })
    const back = { refundId: first.id, reason: 'Changed their mind', person }
    expect(cancelRefund(stage.shop().till, back)).toMatchObject({ ok: true, refund: { status: 'cancelled' } })
    expect(owed(stage)).toBe(0n)
    await stage.shop().outbox.step()
    expect(stage.standin.faults.calls()['POST /v2/transfer/crypto-withdrawals']).toBeUndefined()

    const second = await stage.refund(saleId, rest)
    stage.standin.faults.breakRequests({ ...withdrawals, kind: 'lostAnswerAfterCommit' })
    stage.standin.faults.breakRequests({ method: 'GET', kind: 'lostRequest', times: 3 })
    await stage.shop().outbox.step()
    expect(now(stage, second)).toMatchObject({ status: 'unknown' })
    const late = cancelRefund(stage.shop().till, { ...back, refundId: second.id })
    expect(late).toMatchObject({ ok: false, code: 'refund.mayHaveLeft' })
    stage.standin.faults.clear()
    expect(await untilEnded(stage, second)).toMatchObject({ status: 'confirmed' })
    await stage.close()
  })
})

describe('an address that was judged', () => {
  const ask = async (verdict: 'warn' | 'refuse' | 'cannotTell', acceptsWarnings: boolean) => {
    const judgement = {
      address: customerWallet,
      verdict,
      problems: [{ kind: 'contract', severity: 'warn' as const }],
    }
    const stage = await openSettlementStage(stageFolder(), { judge: () => judgement })
    const saleId = await stage.paidSale('s1', 1_000n)
    const { refunds, till } = stage.shop()
    const token = testTokens.usdc.currency
    const wanted = { saleId, wish: rest, token, address: customerWallet, proof: 'payer' } as const
    const made = await refunds.prepared.prepare(wanted)
    if (!made.ok) throw new Error(made.code)
    const asked = requestRefund(till, made.prepared, { key: 'k', reason: 'r', acceptsWarnings, person })
    await stage.close()
    return asked
  }

  it('with a warning is taken only when somebody has accepted it', async () => {
    expect(await ask('warn', false)).toMatchObject({ code: 'refund.warningsNotAccepted' })
    expect(await ask('warn', true)).toMatchObject({ ok: true, refund: { warnings: ['contract'] } })
  })

  it('is never sent to when it was refused, or when nobody could say', async () => {
    expect(await ask('refuse', true)).toMatchObject({ code: 'refund.addressRefused' })
    expect(await ask('cannotTell', true)).toMatchObject({ code: 'refund.addressUnknown' })
  })

  it('is looked at again before each try: what was listed meanwhile gets nothing', async () => {
    let verdict: 'ok' | 'cannotTell' | 'refuse' = 'ok'
    const stage = await openSettlementStage(stageFolder(), {
      judge: () => ({ address: customerWallet, verdict, problems: [] }),
    })
    const saleId = await stage.paidSale('s1', 1_000n)
    const refund = await stage.refund(saleId, rest)
    verdict = 'cannotTell'
    await stage.shop().outbox.step()
    expect(now(stage, refund)).toMatchObject({ status: 'reserved' })
    verdict = 'refuse'
    expect(await untilEnded(stage, refund)).toMatchObject({
      status: 'failed',
      problem: { code: 'refund.addressRefused' },
    })
    expect(stage.standin.faults.calls()['POST /v2/transfer/crypto-withdrawals']).toBeUndefined()
    await stage.close()
  })
})

describe('a Paxos that is asked too much', () => {
  it('is left alone for its five minutes, and the refund goes out after them', async () => {
    const stage = await openSettlementStage(stageFolder())
    const saleId = await stage.paidSale('s1', 1_000n)
    const refund = await stage.refund(saleId, rest)
    stage.standin.faults.revokeTokens()
    stage.standin.faults.breakRequests({ path: '/oauth2/token', kind: 'tooManyRequests' })
    await stage.shop().outbox.step()
    expect(now(stage, refund)).toMatchObject({ status: 'reserved' })
    expect(await untilEnded(stage, refund)).toMatchObject({ status: 'confirmed' })
    await stage.close()
  })
})
