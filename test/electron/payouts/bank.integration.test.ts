import { readdirSync, readFileSync, statSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { askFunding } from '../../../electron/payouts/ask-funding.ts'
import { addBank, approveBank, endBank, recordBankWord } from '../../../electron/payouts/decide-bank.ts'
import { requestPayout } from '../../../electron/payouts/decide-payout.ts'
import type { BankDetails } from '../../../electron/backends/payout-port.ts'
import { granted, openBank, openPayoutStage, staff, type PayoutStage } from './payout-stage.ts'

const hour = 3_600
const number = '000987654321'
const details: BankDetails = {
  owner: { name: 'Shop Ltd' },
  to: {
    network: 'WIRE',
    accountNumber: number,
    ownerAddress: { country: 'US' },
    routing: { type: 'ABA', number: '021000021', bankName: 'First Bank', bankAddress: { country: 'US' } },
  },
}

async function enter(stage: PayoutStage): Promise<string> {
  const { desk } = stage.payouts()
  const asked = { key: 'b', name: 'Main', details, person: staff.mara }
  return granted(await addBank(desk, asked)).bank.id
}

async function ask(stage: PayoutStage, bankId: string) {
  const wish = { asset: 'USD', bankId, dollarsMinor: 100n, note: '', key: 'k', person: staff.mara }
  return await requestPayout(stage.payouts().desk, wish)
}

const day = { payouts: { coolOffHours: 24, keepBack: [] } } as const

describe('a bank account', () => {
  it('is handed in once two people have agreed, reviewed, and paid to after its cool-off', async () => {
    const stage = await openPayoutStage(day)
    const { desk } = stage.payouts()
    const bankId = await enter(stage)
    await stage.pass(10)
    expect(await stage.backend.payouts?.listBanks()).toEqual([])
    expect(await ask(stage, bankId)).toMatchObject({ code: 'bank.notApproved' })
    const mara = { bankId, approverId: staff.mara.id, pin: staff.mara.pin }
    expect(await approveBank(desk, mara)).toMatchObject({ ok: false, code: 'payout.samePerson' })
    const carl = { bankId, approverId: staff.carl.id, pin: staff.carl.pin }
    expect(await approveBank(desk, carl)).toMatchObject({ ok: false, code: 'session.forbidden' })
    granted(await approveBank(desk, { bankId, approverId: staff.max.id, pin: staff.max.pin }))
    expect(await ask(stage, bankId)).toMatchObject({ code: 'bank.underReview' })
    await stage.pass(10)
    expect(stage.ledger().findBank(bankId)).toMatchObject({ review: 'approved', numberTail: '4321' })
    expect(await ask(stage, bankId)).toMatchObject({ code: 'bank.coolingOff', details: { hours: 24 } })
    await stage.pass(24 * hour)
    expect(await ask(stage, bankId)).toMatchObject({ ok: true })
  })

  it('is handed in once when the answer is lost and the till dies', async () => {
    const stage = await openPayoutStage()
    const { faults } = stage.paxos.standin
    const path = '/v2/transfer/fiat-accounts'
    const bankId = await enter(stage)
    granted(await approveBank(stage.payouts().desk, { bankId, approverId: staff.max.id, pin: staff.max.pin }))
    faults.breakRequests({ method: 'POST', path, kind: 'lostAnswerAfterCommit' })
    faults.breakRequests({ method: 'GET', path, kind: 'lostRequest' })
    await stage.outbox().step()
    await stage.restart()
    for (let round = 0; round < 4; round += 1) await stage.pass(60)
    expect(stage.ledger().findBank(bankId)).toMatchObject({ review: 'approved' })
    expect(await stage.backend.payouts?.listBanks()).toHaveLength(1)
  })

  it('leaves its number in no file of the ledger', async () => {
    const stage = await openPayoutStage()
    const bankId = await enter(stage)
    granted(await approveBank(stage.payouts().desk, { bankId, approverId: staff.max.id, pin: staff.max.pin }))
    await stage.pass(10)
    const files = readdirSync(stage.folder).map((name) => `${stage.folder}/${name}`)
    const written = files
      .filter((file) => statSync(file).isFile())
      .map((file) => readFileSync(file, 'latin1'))
    expect(written.join('')).toContain('First Bank')
    expect(written.join('')).not.toContain(number)
    expect(stage.secrets()).toEqual([])
  })

  it('is paid to no more once it was refused, taken out of use, or is another than was agreed to', async () => {
    const stage = await openPayoutStage()
    const { desk } = stage.payouts()
    stage.paxos.standin.faults.next('fiatAccount', 'REJECTED')
    const refused = await enter(stage)
    granted(await approveBank(desk, { bankId: refused, approverId: 'max', pin: staff.max.pin }))
    await stage.pass(10)
    expect(await ask(stage, refused)).toMatchObject({ code: 'bank.underReview' })

    const bankId = await openBank(stage)
    const bank = stage.ledger().findBank(bankId)
    if (!bank?.bankAccountId) throw new Error('It is at Paxos')
    const other = { ...bank, id: bank.bankAccountId, numberTail: '0000', review: 'approved' } as const
    stage.ledger().transact((transaction) => recordBankWord(transaction, bank, other))
    expect(await ask(stage, bankId)).toMatchObject({ code: 'bank.notApproved' })

    const third = await openBank(stage)
    granted(await endBank(desk, { bankId: third, as: 'removed', reason: 'Closed', person: staff.mara }))
    expect(await ask(stage, third)).toMatchObject({ code: 'bank.notApproved' })
  })
})

describe('askFunding', () => {
  it('names the memo and the bank, and asks for no second instructions', async () => {
    const stage = await openPayoutStage()
    const { desk } = stage.payouts()
    const first = granted(await askFunding(desk, { network: 'WIRE', routing: 'ABA' }))
    await stage.restart()
    const again = granted(await askFunding(stage.payouts().desk, { network: 'WIRE', routing: 'ABA' }))
    expect(again.funding).toEqual(first.funding)
    expect(first.funding.memo).not.toBe('')
    expect(first.funding.lines.map(({ label }) => label)).toContain('routingNumber')
    const swift = granted(await askFunding(stage.payouts().desk, { network: 'WIRE', routing: 'SWIFT' }))
    expect(swift.funding.lines.map(({ label }) => label)).toContain('swiftCode')
    expect(swift.funding.memo).not.toBe(first.funding.memo)
  })
})
