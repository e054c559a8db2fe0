import { describe, expect, it } from 'vitest'
import { checkoutView } from '../../../electron/checkout/checkout-view.ts'
import type { Case } from '../../../shared/domain/cases/case.ts'
import { openSale } from '../../../electron/checkout/open-sale.ts'
import {
  openSettlementStage,
  stageFolder,
  type SettlementStage,
} from '../../fixtures/settlement/settlement-stage.ts'
import { basketOf } from '../../fixtures/test-till.ts'

function casesOf(stage: SettlementStage, saleId: string): readonly Pick<Case, 'kind' | 'status'>[] {
  return stage
    .shop()
    .ledger.casesOf(saleId)
    .map(({ kind, status }) => ({ kind, status }))
}

function creditsOf(stage: SettlementStage, saleId: string) {
  const { till, ledger } = stage.shop()
  const facts = ledger.findSale(saleId)
  if (!facts) throw new Error('No such sale')
  return checkoutView(till, facts).credits ?? []
}

function balanceOf(stage: SettlementStage, account: string, currency: string): bigint {
  return (
    stage
      .shop()
      .ledger.balances()
      .find((row) => row.account === account && row.currency === currency)?.amountMinor ?? 0n
  )
}

const whole = 10n ** 18n

describe('what Paxos says of a sale', () => {
  it('stands beside what the chain says, and the money moves from the wallet to custody', async () => {
    const stage = await openSettlementStage(stageFolder())
    const saleId = await stage.paidSale('s1', 1_250n)
    expect(creditsOf(stage, saleId)).toContainEqual(
      expect.objectContaining({ backendName: 'Paxos', state: 'completed', amountText: '12.50 USDC' }),
    )
    expect(balanceOf(stage, 'custody:paxos', 'USDC.paxos')).toBe(1_012n * whole + whole / 2n)
    expect(balanceOf(stage, 'wallet:fast', 'USDC.fast')).toBe(0n)
    await stage.close()
  })

  it('opens a case while money is held, and ends it by itself when it is credited', async () => {
    const stage = await openSettlementStage(stageFolder())
    stage.standin.faults.next('deposit', { kind: 'travelRuleHold' })
    const saleId = await stage.paidSale('s1', 1_000n)
    expect(casesOf(stage, saleId)).toEqual([{ kind: 'creditHeld', status: 'open' }])
    expect(creditsOf(stage, saleId)).toContainEqual(expect.objectContaining({ state: 'held' }))
    expect(balanceOf(stage, 'custody:paxos', 'USDC.paxos')).toBe(1_000n * whole)

    const [held] = stage.shop().ledger.movementsOf(saleId)
    stage.standin.faults.releaseDeposit(held?.movement.id ?? '')
    await stage.pass(30)
    await stage.shop().poll()
    expect(casesOf(stage, saleId)).toEqual([{ kind: 'creditHeld', status: 'resolved' }])
    expect(balanceOf(stage, 'custody:paxos', 'USDC.paxos')).toBe(1_010n * whole)
    await stage.close()
  })

  it('opens a case for money that is refused, and books nothing of it', async () => {
    const stage = await openSettlementStage(stageFolder())
    stage.standin.faults.next('deposit', { kind: 'failed' })
    const saleId = await stage.paidSale('s1', 1_000n)
    expect(casesOf(stage, saleId)).toEqual([{ kind: 'creditFailed', status: 'open' }])
    expect(balanceOf(stage, 'custody:paxos', 'USDC.paxos')).toBe(1_000n * whole)
    await stage.close()
  })

  it('opens a case for money from a network that the till does not follow, and keeps it for the customer', async () => {
    const stage = await openSettlementStage(stageFolder())
    stage.standin.faults.next('deposit', { kind: 'wrongNetwork', network: 'POLYGON_POS' })
    const saleId = await stage.paidSale('s1', 1_000n)
    expect(casesOf(stage, saleId)).toEqual([{ kind: 'creditElsewhere', status: 'open' }])
    expect(balanceOf(stage, 'customers:unmatched', 'USDC.paxos')).toBe(-10n * whole)
    expect(balanceOf(stage, 'custody:paxos', 'USDC.paxos')).toBe(1_010n * whole)
    await stage.close()
  })

  it('is recorded once, however often and in whatever order it is listed, and goes on after a restart', async () => {
    const stage = await openSettlementStage(stageFolder())
    stage.standin.faults.stampAlike(true)
    const saleId = await stage.paidSale('s1', 1_000n)
    stage.standin.faults.stampAlike(false)
    const { ledger } = stage.shop()
    const said = ledger
      .entriesOf('sale', saleId, 100)
      .filter(({ type }) => type === 'movement.recorded').length
    await stage.shop().poll()
    await stage.shop().poll()
    await stage.restart()
    await stage.shop().poll()
    const later = stage.shop().ledger.entriesOf('sale', saleId, 100)
    expect(later.filter(({ type }) => type === 'movement.recorded')).toHaveLength(said)
    expect(balanceOf(stage, 'custody:paxos', 'USDC.paxos')).toBe(1_010n * whole)
    await stage.close()
  })

  it('is no word about this sale where the row is of another profile, and one that nobody has heard of is not final', async () => {
    const stage = await openSettlementStage(stageFolder())
    stage.standin.faults.distortLists({
      foreignRow: true,
      unknownEnums: true,
      reordered: true,
      duplicated: true,
    })
    await stage.paidSale('s1', 1_000n)
    const profiles = stage.shop().ledger.listMovements('paxos', { limit: 100 })
    // The opening rows and the deposit, and nobody else's.
    expect(profiles).toHaveLength(3)
    await stage.close()
  })
})

describe('the pool of addresses', () => {
  it('is filled ahead, and a sale is opened from it while Paxos is out', async () => {
    const stage = await openSettlementStage(stageFolder())
    const { pool, till, ledger } = stage.shop()
    await pool.refill()
    expect(pool.standing()).toEqual([{ network: 'ETHEREUM', free: 40, isLow: false }])
    stage.standin.faults.breakRequests({ kind: 'lostRequest', times: 1_000 })
    const opened = openSale(till, { key: 'k', basket: basketOf(100n), staff: { id: 'c', name: 'C' } })
    if (!opened.ok) throw new Error(opened.code)
    const invoice = ledger.findSale(opened.saleId)?.invoice
    expect(invoice?.addressIndex).toBeUndefined()
    expect(ledger.findPooledAddress(invoice?.address ?? '0x')).toBeDefined()
    await stage.close()
  })

  it('says that it runs low, and a sale that finds it empty is refused by name', async () => {
    const stage = await openSettlementStage(stageFolder())
    await stage.shop().pool.refill()
    stage.standin.faults.breakRequests({ kind: 'lostRequest', times: 1_000 })
    const { till, pool } = stage.shop()
    const open = (key: string) =>
      openSale(till, { key, basket: basketOf(100n), staff: { id: 'c', name: 'C' } })
    for (let sale = 0; sale < 40; sale += 1) expect(open(`k${sale}`).ok).toBe(true)
    expect(pool.standing()).toEqual([{ network: 'ETHEREUM', free: 0, isLow: true }])
    expect(open('one too many')).toMatchObject({ ok: false, code: 'sale.noAddress' })
    await stage.close()
  })

  it('makes no address twice when answers are lost and the till dies', async () => {
    const stage = await openSettlementStage(stageFolder())
    const where = { method: 'POST', path: '/v2/transfer/deposit-addresses' } as const
    stage.standin.faults.breakRequests({ ...where, kind: 'lostAnswerAfterCommit', times: 7 })
    await stage.shop().pool.refill()
    await stage.restart()
    await stage.shop().pool.refill()
    await stage.shop().pool.refill()
    const made = stage.standin.faults.calls()['POST /v2/transfer/deposit-addresses'] ?? 0
    expect(made).toBeGreaterThanOrEqual(40)
    const { ledger, backend } = stage.shop()
    expect(ledger.countFreeAddresses(backend.key, backend.account, 'ETHEREUM')).toBe(40)
    const addresses = ledger.freeAddresses(backend.key, backend.account, 'ETHEREUM', 100)
    expect(new Set(addresses.map(({ address }) => address)).size).toBe(40)
    await stage.close()
  })

  it('passes over an address that was given out before', async () => {
    const stage = await openSettlementStage(stageFolder())
    const first = await stage.paidSale('s1', 1_000n)
    const { ledger, pool, backend } = stage.shop()
    const taken = ledger.findSale(first)?.invoice.address ?? ''
    stage.standin.faults.next('addressString', taken)
    await pool.refill()
    await pool.refill()
    const free = ledger.freeAddresses(backend.key, backend.account, 'ETHEREUM', 100)
    expect(free.map(({ address }) => address)).not.toContain(taken)
    await stage.close()
  })
})
