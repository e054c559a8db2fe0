import { describe, expect, it } from 'vitest'
import { openSettlementStage, stageFolder } from '../../fixtures/settlement/settlement-stage.ts'

const usdc = (units: string): bigint => {
  const [whole = '0', decimals = ''] = units.split('.')
  return BigInt(whole + decimals.padEnd(18, '0'))
}

describe('a refund with Paxos', () => {
  it('goes from the promise to the customer, and the books agree with the balance at every step', async () => {
    const stage = await openSettlementStage(stageFolder())
    const { ledger, backend, outbox, poll } = stage.shop()
    const booked = (): bigint =>
      ledger
        .balances()
        .find(({ account, currency }) => account === 'custody:paxos' && currency === 'USDC.paxos')
        ?.amountMinor ?? 0n
    const held = async (): Promise<bigint> =>
      (await backend.balances()).find(({ asset }) => asset === 'USDC')?.availableMinor ?? 0n

    const saleId = await stage.paidSale('s1', 1_250n)
    expect(booked()).toBe(usdc('1012.50'))
    expect(await held()).toBe(booked())

    const refund = await stage.refund(saleId, { kind: 'rest' })
    expect(refund.status).toBe('reserved')
    expect(refund.amountMinor).toBe(12_500_000n)
    await outbox.step()
    expect(ledger.findRefund(refund.id)?.status).toBe('submitted')
    // The fee of the stand-in is five cents.
    expect(booked()).toBe(usdc('999.95'))
    expect(await held()).toBe(booked())

    await stage.pass(30)
    await poll()
    expect(ledger.findRefund(refund.id)).toMatchObject({ status: 'confirmed' })
    expect(await held()).toBe(booked())
    expect(ledger.verify().ok).toBe(true)
    await stage.close()
  })
})
