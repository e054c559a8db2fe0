import { generateKeyPairSync } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import {
  listAddressesByRef,
  makeDepositAddress,
} from '../../../../electron/backends/paxos/deposit-addresses.ts'
import { getDepositInstructions } from '../../../../electron/backends/paxos/deposit-instructions.ts'
import {
  findDestinationAddress,
  saveDestinationAddress,
} from '../../../../electron/backends/paxos/destination-addresses.ts'
import { getEvent, readEvents } from '../../../../electron/backends/paxos/events.ts'
import { quoteWithdrawalFee } from '../../../../electron/backends/paxos/fee-quotes.ts'
import {
  deleteBankAccount,
  getBankAccount,
  listBankAccounts,
} from '../../../../electron/backends/paxos/fiat-accounts.ts'
import { makeBankWithdrawal } from '../../../../electron/backends/paxos/fiat-withdrawals.ts'
import { deleteRule, listRules } from '../../../../electron/backends/paxos/orchestration-rules.ts'
import {
  findOrchestrationByRef,
  getOrchestration,
  listOrchestrations,
} from '../../../../electron/backends/paxos/orchestrations.ts'
import { listProfiles } from '../../../../electron/backends/paxos/profiles.ts'
import { playDeposit } from '../../../../electron/backends/paxos/sandbox-deposits.ts'
import { findGrantedScopes, missingByFeature, scopesOf } from '../../../../electron/backends/paxos/scopes.ts'
import { listTransferLimits } from '../../../../electron/backends/paxos/transfer-limits.ts'
import {
  findTransferByRef,
  getTransfer,
  readTransfers,
} from '../../../../electron/backends/paxos/transfers.ts'
import { allScopes, practiceCredential } from '../../../../electron/practice/standins/paxos/credentials.ts'
import { openPaxosStage } from './paxos-stage.ts'
import {
  customer,
  beginning,
  withdrawal,
  bankAccount,
  approvedBank,
  payout,
  available,
  rule,
  instructions,
} from './paxos-wishes.ts'

describe('makeCryptoWithdrawal', () => {
  it('refuses a record of its id that Paxos shows and nobody can list', async () => {
    const stage = await openPaxosStage()
    stage.standin.faults.breakRequests({ kind: 'otherRecord', method: 'POST' })
    await expect(withdrawal(stage, 'cw_1')).rejects.toMatchObject({
      code: 'paxos.refIdConflict',
      details: { refId: 'cw_1' },
    })
    expect(await findTransferByRef(stage.paxos.call, 'cw_1', stage.log)).toBeUndefined()
  })

  it.each([
    ['more than there is', { amount: '999999' }, 'backend.insufficientFunds'],
    ['too little', { amount: '0.001' }, 'backend.belowMinimum'],
    ['too much', { amount: '2000000' }, 'backend.aboveMaximum'],
    ['too fine', { amount: '1.0000001' }, 'money.tooPrecise'],
    ['to nobody', { address: '0x0000000000000000000000000000000000000000' }, 'backend.addressRefused'],
    ['to an address with a slip', { address: customer.replace('5aAe', '5AAe') }, 'backend.refused'],
    [
      'with a fee quote that is not there',
      { feeId: 'f0f0f0f0-0000-4000-8000-000000000009' },
      'backend.notFound',
    ],
  ] as const)('is refused %s, and nothing leaves', async (_name, changes, code) => {
    const stage = await openPaxosStage()
    await expect(withdrawal(stage, 'cw_1', changes)).rejects.toMatchObject({ code })
    expect(await available(stage, 'PYUSD')).toBe('5000')
  })

  it('tells how much is missing', async () => {
    const stage = await openPaxosStage()
    await expect(withdrawal(stage, 'cw_1', { amount: '6000' })).rejects.toMatchObject({
      details: { asset: 'PYUSD', available: '5000', needed: '6000.05' },
    })
  })

  it('is quoted, sent from the dollar balance and followed to its hash', async () => {
    const stage = await openPaxosStage()
    const { call } = stage.paxos
    const target = { asset: 'PYUSD', network: 'ETHEREUM', address: customer }
    stage.standin.faults.breakRequests({ kind: 'lostAnswerAfterCommit', method: 'POST' })
    const quote = await quoteWithdrawalFee(call, { ...target, amount: '12.5' })
    expect(quote).toMatchObject({ fee: '0.05', amount: '12.5' })
    const sent = await withdrawal(stage, 'cw_1', { feeId: quote.id, balanceAsset: 'USD' })
    expect(sent).toMatchObject({ status: 'PENDING', fee: '0.05', total: '12.55', balance_asset: 'USD' })
    expect(await available(stage, 'USD')).toBe('9987.45')
    await stage.pass(11)
    const done = await getTransfer(call, sent.id)
    expect(done).toMatchObject({ status: 'COMPLETED', ref_id: 'cw_1' })
    expect(done.crypto_tx_hash).toMatch(/^0x[0-9a-f]{64}$/)
  })

  it.each([
    ['another address', 'destination_address', '0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359'],
    ['another amount', 'amount', '1.25'],
    ['another token', 'asset', 'USDC'],
  ])('takes no fee quote for %s', async (_name, field, value) => {
    const stage = await openPaxosStage()
    const odd: typeof stage.paxos.call = async (request) => {
      const answer = await stage.paxos.call(request)
      return { ...(typeof answer === 'object' ? answer : {}), [field]: value }
    }
    const wish = { asset: 'PYUSD', network: 'ETHEREUM', address: customer, amount: '12.5' }
    await expect(quoteWithdrawalFee(odd, wish)).rejects.toMatchObject({
      code: 'backend.badAnswer',
      details: { field },
    })
  })

  it('is refused with a quote that has expired, and fails where the quote was overtaken', async () => {
    const stage = await openPaxosStage()
    const target = { asset: 'PYUSD', network: 'ETHEREUM', address: customer }
    const quote = await quoteWithdrawalFee(stage.paxos.call, { ...target, amount: '12.5' })
    await stage.pass(121)
    await expect(withdrawal(stage, 'cw_1', { feeId: quote.id })).rejects.toMatchObject({
      code: 'backend.quoteExpired',
    })
    stage.standin.faults.next('withdrawal', { kind: 'failed', detail: 'stale_fee_quote' })
    const { id } = await withdrawal(stage, 'cw_2')
    await stage.pass(11)
    const failed = await getTransfer(stage.paxos.call, id)
    expect(failed.status).toBe('FAILED')
    expect(failed.status_details?.stale_fee_quote?.message).toContain('fee')
  })

  it('above the threshold of the travel rule waits for who receives it', async () => {
    const stage = await openPaxosStage({ terms: { travelRuleFrom: '2026-01-01T00:00:00Z' } })
    const { call } = stage.paxos
    await expect(withdrawal(stage, 'cw_1', { amount: '3000' })).rejects.toMatchObject({
      code: 'backend.travelRule',
    })
    expect(await findDestinationAddress(call, 'ETHEREUM', customer, stage.log)).toBeUndefined()
    const travelRule = {
      custodian: { kind: 'private' },
      beneficiary: { kind: 'person', firstName: 'Jane', lastName: 'Doe', place: { country: 'USA' } },
    } as const
    const saved = await saveDestinationAddress(call, { network: 'ETHEREUM', address: customer, travelRule })
    expect(saved).toMatchObject({ status: 'APPROVED', hasTravelRuleData: true })
    expect(JSON.stringify(saved)).not.toContain('Jane')
    expect(await findDestinationAddress(call, 'ETHEREUM', customer, stage.log)).toEqual(saved)
    await expect(withdrawal(stage, 'cw_1', { amount: '3000' })).resolves.toMatchObject({ status: 'PENDING' })
  })
})

describe('readTransfers', () => {
  it('begins where it is told to, and goes on in the order of changes', async () => {
    const stage = await openPaxosStage()
    const { call } = stage.paxos
    const first = await withdrawal(stage, 'cw_1')
    await stage.pass(3)
    const second = await withdrawal(stage, 'cw_2')
    const { profileId } = stage
    const idsOf = async (query: Partial<Parameters<typeof readTransfers>[1]>) =>
      (await readTransfers(call, { profileId, ...query }, stage.log)).rows.map(({ id }) => id)
    expect(await idsOf({ updatedFrom: second.updated_at })).toEqual([second.id])
    expect(await idsOf({ createdBefore: second.created_at })).toEqual([first.id])
    expect(await idsOf({ createdFrom: second.created_at, statuses: ['PENDING'] })).toEqual([second.id])
    expect(await idsOf({ ids: [first.id] })).toEqual([first.id])
    expect(await idsOf({ secondaryStatuses: ['TRAVEL_RULE_INFO_REQUESTED'] })).toEqual([])
    await stage.pass(8)
    // The first was completed, which is its newest change.
    expect(await idsOf({ updatedFrom: beginning })).toEqual([second.id, first.id])
  })

  it('hands over what it cannot read, so that nobody moves on past it', async () => {
    const stage = await openPaxosStage()
    const made = await withdrawal(stage, 'cw_1')
    const broken: typeof stage.paxos.call = async (request) => {
      const answer = await stage.paxos.call(request)
      const text = JSON.stringify(answer).replaceAll('"amount":"12.5"', '"amount":"1,2"')
      return JSON.parse(text) as unknown
    }
    const query = { profileId: stage.profileId, updatedFrom: beginning }
    expect(await readTransfers(broken, query, stage.log)).toEqual({
      rows: [],
      unreadable: [{ id: made.id, field: 'amount' }],
      isWhole: true,
    })
    await expect(findTransferByRef(broken, 'cw_1', stage.log)).rejects.toMatchObject({
      code: 'backend.badAnswer',
    })
    await expect(getTransfer(broken, made.id)).rejects.toMatchObject({ details: { field: 'amount' } })
  })

  it('reads more than one page of rows that all changed at one moment, by kind', async () => {
    const stage = await openPaxosStage()
    stage.standin.faults.stampAlike(true)
    const { call } = stage.paxos
    const network = 'ETHEREUM'
    const wish = { profileId: stage.profileId, network, refId: 'da_1', convertToUsd: true }
    const { address } = await makeDepositAddress(call, wish, stage.log)
    for (let each = 0; each < 205; each += 1)
      await playDeposit(call, { profileId: stage.profileId, asset: 'PYUSD', amount: '1', network, address })
    await withdrawal(stage, 'cw_1')
    const query = { profileId: stage.profileId, updatedFrom: beginning, types: ['CRYPTO_DEPOSIT'] } as const
    const { rows, isWhole } = await readTransfers(call, query, stage.log)
    expect(new Set(rows.map(({ id }) => id)).size).toBe(205)
    expect(isWhole).toBe(true)
    expect(rows[0]).toMatchObject({ asset: 'PYUSD', balance_asset: 'USD', destination_address: address })
  })

  it('shows money though what explains it cannot be read', async () => {
    const stage = await openPaxosStage()
    await withdrawal(stage, 'cw_1')
    const odd: typeof stage.paxos.call = async (request) => {
      const answer = await stage.paxos.call(request)
      const text = JSON.stringify(answer).replaceAll(
        '"auto_conversion":{}',
        '"auto_conversion":[],"metadata":7,"secondary_status":"x","status_details":{"stale_fee_quote":1}',
      )
      return JSON.parse(text) as unknown
    }
    const found = await findTransferByRef(odd, 'cw_1', stage.log)
    expect(found).toMatchObject({ amount: '12.5', status: 'PENDING' })
    expect(found?.metadata).toBeUndefined()
  })

  it.each(['text', 'array', 'number', 'renamed'] as const)('refuses %s in place of a list', async (kind) => {
    const answers = { text: 'page', array: [], number: 7, renamed: { transfers: [{ id: '1' }] } }
    const call = () => Promise.resolve(answers[kind])
    const log = { info: () => undefined, warn: () => undefined, error: () => undefined }
    await expect(readTransfers(call, { profileId: 'p' }, log)).rejects.toMatchObject({
      code: 'backend.badAnswer',
    })
  })

  it('takes a list without any row for an empty one', async () => {
    const log = { info: () => undefined, warn: () => undefined, error: () => undefined }
    for (const answer of [{}, { next_page_cursor: 'x' }, { items: null }, { items: [] }])
      expect(await readTransfers(() => Promise.resolve(answer), { profileId: 'p' }, log)).toMatchObject({
        rows: [],
        isWhole: true,
      })
  })
})

describe('bank accounts and payouts', () => {
  it('shows an account with its review and no more than the end of its number', async () => {
    const stage = await openPaxosStage()
    const { call } = stage.paxos
    const made = await bankAccount(stage, 'bank_1')
    expect(made).toMatchObject({
      status: 'PENDING',
      network: 'wire',
      numberTail: '9012',
      bankName: 'Shop Bank',
    })
    const early = { refId: 'fw_1', profileId: stage.profileId, bankAccountId: made.id, amount: '10' }
    await expect(makeBankWithdrawal(call, early, stage.log)).rejects.toMatchObject({
      code: 'backend.refused',
    })
    await stage.pass(6)
    const whole = await getBankAccount(call, made.id)
    expect(whole).toMatchObject({ status: 'APPROVED', numberTail: '9012' })
    expect(JSON.stringify(whole)).not.toContain('123456789012')
    const sent = await makeBankWithdrawal(call, early, stage.log)
    expect(sent).toMatchObject({ type: 'WIRE_WITHDRAWAL', amount: '10', fee: '5', total: '15' })
    await deleteBankAccount(call, made.id)
    await deleteBankAccount(call, made.id)
    expect(await listBankAccounts(call, stage.log)).toEqual([])
  })

  it('follows a conversion to the bank, and one that fails gives back what it took', async () => {
    const stage = await openPaxosStage()
    const bank = await approvedBank(stage)
    const started = await payout(stage, 'orch_1', bank)
    expect(started).toMatchObject({ status: 'PROCESSING', source_amount: '20' })
    // The bank transfer ends first, and the conversion at the next look.
    await stage.pass(60)
    await stage.pass(60)
    expect(await getOrchestration(stage.paxos.call, started.id)).toMatchObject({
      status: 'COMPLETED',
      destination_transfer: { status: 'COMPLETED' },
    })
    stage.standin.faults.next('orchestration', { kind: 'failed', detail: 'not today' })
    const failing = await payout(stage, 'orch_2', bank)
    await stage.pass(60)
    expect(await getOrchestration(stage.paxos.call, failing.id)).toMatchObject({
      status: 'FAILED',
      fail_reason: { detail: 'not today' },
    })
    expect(await available(stage, 'PYUSD')).toBe('4980')
  })

  it('gives a rule an address of its own and ends it once', async () => {
    const stage = await openPaxosStage()
    const bank = await approvedBank(stage)
    const made = await rule(stage, 'rule_1', bank)
    expect(made.source.crypto?.address).toMatch(/^0x/)
    await deleteRule(stage.paxos.call, made.id)
    await deleteRule(stage.paxos.call, made.id)
    expect(await listRules(stage.paxos.call, stage.profileId, stage.log)).toMatchObject([
      { id: made.id, status: 'DELETED' },
    ])
  })

  it('shows where to wire the refund float, with the memo that must be quoted', async () => {
    const stage = await openPaxosStage()
    const made = await instructions(stage, 'fdi_1', stage.profileId)
    expect(made).toMatchObject({ status: 'VALID' })
    expect(made.memo_id).not.toBe('')
    expect(made.fiat_network_instructions['wire']?.account_number).toMatch(/\d/)
    expect(await getDepositInstructions(stage.paxos.call, made.id)).toEqual(made)
  })

  it('shows a word that nobody knows, and takes it for nothing', async () => {
    const stage = await openPaxosStage()
    const bank = await approvedBank(stage)
    await payout(stage, 'orch_1', bank)
    stage.standin.faults.distortLists({ unknownEnums: true })
    const unknown = { unknown: 'NEW_STATUS' }
    const { call } = stage.paxos
    expect(await listBankAccounts(call, stage.log)).toMatchObject([{ id: bank, status: unknown }])
    expect(await findOrchestrationByRef(call, 'orch_1', stage.log)).toMatchObject({ status: unknown })
    expect(await listOrchestrations(call, { profileId: 'other' }, stage.log)).toEqual([])
  })

  it('knows its profiles and the limits of what leaves', async () => {
    const stage = await openPaxosStage()
    expect(await listProfiles(stage.paxos.call, stage.log)).toEqual([
      { id: stage.profileId, nickname: 'Default' },
    ])
    expect(await listTransferLimits(stage.paxos.call, 'CRYPTO_WITHDRAWAL', stage.log)).toMatchObject([
      { period_seconds: '0', limit: '1000000', limit_asset: 'USD' },
    ])
    expect(await listTransferLimits(stage.paxos.call, 'WIRE_WITHDRAWAL', stage.log)).toEqual([])
  })
})

describe('readEvents', () => {
  it('tells what changed in its order, without test events and those of other profiles', async () => {
    const stage = await openPaxosStage()
    const { call } = stage.paxos
    await withdrawal(stage, 'cw_1')
    await stage.pass(11)
    const testId = stage.standin.faults.sendTestEvent('transfer.crypto_deposit.completed')
    const from = { profileId: stage.profileId, from: beginning }
    const { rows } = await readEvents(call, from, stage.log)
    expect(rows.map(({ type, object }) => [type, object.ref_id])).toEqual([
      ['transfer.crypto_withdrawal.pending', 'cw_1'],
      ['transfer.crypto_withdrawal.completed', 'cw_1'],
    ])
    const [first] = rows
    if (!first) throw new Error('There is an event')
    expect(await getEvent(call, first.id)).toEqual(first)
    await expect(getEvent(call, testId)).rejects.toMatchObject({ code: 'backend.notFound' })
    const other = await readEvents(call, { ...from, profileId: 'other' }, stage.log)
    expect(other.rows).toEqual([])
  })
})

describe('credentials', () => {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const keys = [{ kid: 'k1', publicKey: publicKey.export({ format: 'jwk' }) }]

  it('that must sign are let in with their key, for reads and for writes, and not without', async () => {
    const stage = await openPaxosStage({ credentials: [{ ...practiceCredential, signing: { keys } }] })
    const privateKeyPem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
    const { call } = stage.open({ signingKey: { keyId: 'k1', privateKeyPem } })
    const [profile] = await listProfiles(call, stage.log)
    const wish = { profileId: profile?.id ?? '', network: 'ETHEREUM', refId: 'da_ä', convertToUsd: false }
    const made = await makeDepositAddress(call, wish, stage.log)
    expect(await makeDepositAddress(call, wish, stage.log)).toEqual(made)
    expect(await listAddressesByRef(call, ['da_ä', 'da_x'], stage.log)).toEqual([made])
    await expect(listProfiles(stage.paxos.call, stage.log)).rejects.toMatchObject({
      code: 'backend.unauthorized',
    })
  })

  it('that lack scopes are told feature by feature', async () => {
    const lacking = ['transfer:write_crypto_withdrawal', 'events:read_event']
    const scopes = allScopes.filter((scope) => !lacking.includes(scope))
    const stage = await openPaxosStage({ credentials: [{ ...practiceCredential, scopes }] })
    const features = ['addresses', 'incoming', 'refunds'] as const
    const granted = await findGrantedScopes(stage.paxos.askScopes, scopesOf(features))
    expect(missingByFeature(granted, features)).toEqual(
      new Map([
        ['incoming', ['events:read_event']],
        ['refunds', ['transfer:write_crypto_withdrawal']],
      ]),
    )
  })
})
