import { describe, expect, it } from 'vitest'
import { makeDepositAddress } from '../../../../electron/backends/paxos/deposit-addresses.ts'
import { listDepositInstructions } from '../../../../electron/backends/paxos/deposit-instructions.ts'
import { listBankAccounts } from '../../../../electron/backends/paxos/fiat-accounts.ts'
import { makeBankWithdrawal } from '../../../../electron/backends/paxos/fiat-withdrawals.ts'
import { listRules } from '../../../../electron/backends/paxos/orchestration-rules.ts'
import { listOrchestrations } from '../../../../electron/backends/paxos/orchestrations.ts'
import { findTransferByRef, readTransfers } from '../../../../electron/backends/paxos/transfers.ts'
import type { PosError } from '../../../../shared/errors/pos-error.ts'
import { openPaxosStage, type PaxosStage } from './paxos-stage.ts'
import {
  customer,
  withdrawal,
  bankAccount,
  approvedBank,
  payout,
  rule,
  instructions,
} from './paxos-wishes.ts'

/** Each thing that is made once: how, where, and how many there are. */
const makers = {
  withdrawal: {
    path: '/v2/transfer/crypto-withdrawals',
    make: (stage: PaxosStage, refId: string) => withdrawal(stage, refId),
    change: (stage: PaxosStage, refId: string) => withdrawal(stage, refId, { amount: '12.51' }),
    count: async (stage: PaxosStage) =>
      (await readTransfers(stage.paxos.call, { profileId: stage.profileId }, stage.log)).rows.length,
  },
  bankWithdrawal: {
    path: '/v2/transfer/fiat-withdrawals',
    make: async (stage: PaxosStage, refId: string, bankAccountId: string) =>
      await makeBankWithdrawal(
        stage.paxos.call,
        { refId, profileId: stage.profileId, bankAccountId, amount: '100' },
        stage.log,
      ),
    change: async (stage: PaxosStage, refId: string, bankAccountId: string) =>
      await makeBankWithdrawal(
        stage.paxos.call,
        { refId, profileId: stage.profileId, bankAccountId, amount: '1000' },
        stage.log,
      ),
    count: async (stage: PaxosStage) =>
      (await readTransfers(stage.paxos.call, { profileId: stage.profileId }, stage.log)).rows.length,
  },
  orchestration: {
    path: '/v2/orchestration/orchestrations',
    make: payout,
    change: (stage: PaxosStage, refId: string, bankAccountId: string) =>
      payout(stage, refId, bankAccountId, '21'),
    count: async (stage: PaxosStage) =>
      (await listOrchestrations(stage.paxos.call, { profileId: stage.profileId }, stage.log)).length,
  },
  rule: {
    path: '/v2/orchestration/rules',
    make: (stage: PaxosStage, refId: string, bankAccountId: string) => rule(stage, refId, bankAccountId),
    change: (stage: PaxosStage, refId: string, bankAccountId: string) =>
      rule(stage, refId, bankAccountId, 'USDC'),
    count: async (stage: PaxosStage) =>
      (await listRules(stage.paxos.call, stage.profileId, stage.log)).length,
  },
  bankAccount: {
    path: '/v2/transfer/fiat-accounts',
    make: (stage: PaxosStage, refId: string) => bankAccount(stage, refId),
    change: (stage: PaxosStage, refId: string) => bankAccount(stage, refId, '999999999999'),
    // One is there from the beginning.
    count: async (stage: PaxosStage) => (await listBankAccounts(stage.paxos.call, stage.log)).length - 1,
  },
  instructions: {
    path: '/v2/transfer/fiat-deposit-instructions',
    make: (stage: PaxosStage, refId: string) => instructions(stage, refId, stage.profileId),
    change: (stage: PaxosStage, refId: string) =>
      instructions(stage, refId, 'f0f0f0f0-0f0f-4f0f-8f0f-f0f0f0f0f0f0'),
    count: async (stage: PaxosStage) =>
      (await listDepositInstructions(stage.paxos.call, stage.profileId, stage.log)).length,
  },
} as const

describe.each(Object.entries(makers))('a %s', (_name, { path, make, change, count }) => {
  it.each(['noAnswerAfterCommit', 'lostAnswerAfterCommit', 'garbledAnswerAfterCommit', 'lateError'] as const)(
    'is made once though its answer is lost (%s), and again under the same id is the same',
    async (kind) => {
      const stage = await openPaxosStage()
      const bank = await approvedBank(stage)
      if (kind === 'noAnswerAfterCommit') stage.giveUpEarly()
      stage.standin.faults.breakRequests(
        kind === 'lateError'
          ? { kind: 'errorAfterCommit', status: 503, method: 'POST', path }
          : { kind, method: 'POST', path },
      )
      const made = await make(stage, 'ref_1', bank)
      expect(made).toMatchObject({ ref_id: 'ref_1' })
      const again = await make(stage, 'ref_1', bank)
      expect(again.id).toBe(made.id)
      expect(await count(stage)).toBe(1)
    },
  )

  it('says that nobody knows where the request was lost, and is made by the same call again', async () => {
    const stage = await openPaxosStage()
    const bank = await approvedBank(stage)
    for (const kind of ['lostRequest', 'noAnswerBeforeCommit'] as const) {
      if (kind === 'noAnswerBeforeCommit') stage.giveUpEarly()
      stage.standin.faults.breakRequests({ kind, method: 'POST', path })
      await expect(make(stage, 'ref_1', bank)).rejects.toMatchObject({ code: 'backend.outcomeUnknown' })
      expect(await count(stage)).toBe(0)
    }
    await expect(make(stage, 'ref_1', bank)).resolves.toMatchObject({ ref_id: 'ref_1' })
    expect(await count(stage)).toBe(1)
  })

  it('says that nobody knows where the answer is lost and the look-up fails too', async () => {
    const stage = await openPaxosStage()
    const bank = await approvedBank(stage)
    stage.standin.faults.breakRequests({ kind: 'lostAnswerAfterCommit', method: 'POST', path })
    const heal = stage.standin.faults.breakRequests({
      kind: 'errorBeforeCommit',
      status: 503,
      method: 'GET',
      times: 99,
    })
    await expect(make(stage, 'ref_1', bank)).rejects.toMatchObject({ code: 'backend.outcomeUnknown' })
    heal()
    expect(await count(stage)).toBe(1)
    await expect(make(stage, 'ref_1', bank)).resolves.toMatchObject({ ref_id: 'ref_1' })
    expect(await count(stage)).toBe(1)
  })

  it('is not taken for another of the same id', async () => {
    const stage = await openPaxosStage()
    const bank = await approvedBank(stage)
    await make(stage, 'ref_1', bank)
    await expect(change(stage, 'ref_1', bank)).rejects.toMatchObject({ code: 'paxos.refIdConflict' })
    expect(await count(stage)).toBe(1)
  })

  it('is made once for two calls at the same moment', async () => {
    const stage = await openPaxosStage()
    const bank = await approvedBank(stage)
    const all = await Promise.all([1, 2, 3].map(() => make(stage, 'ref_1', bank)))
    expect(new Set(all.map(({ id }) => id)).size).toBe(1)
    expect(await count(stage)).toBe(1)
  })
})

const stranger = '0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359'

describe('a record of the same id', () => {
  it.each([
    ['goes elsewhere', { address: stranger }, 'destination_address'],
    ['is of another token', { asset: 'USDC' }, 'asset'],
    ['goes over another network', { network: 'BASE' }, 'crypto_network'],
    ['is paid from another balance', { balanceAsset: 'USD' }, 'balance_asset'],
    ['is of another amount', { amount: '12.500001' }, 'amount'],
  ] as const)('that %s is another withdrawal', async (_name, changes, field) => {
    const stage = await openPaxosStage()
    await withdrawal(stage, 'ref_1')
    const failure: unknown = await withdrawal(stage, 'ref_1', changes).catch((error: unknown) => error)
    expect(failure).toMatchObject({ code: 'paxos.refIdConflict' })
    // Of a token, its balance is another too.
    expect(String((failure as PosError).details['fields'])).toContain(field)
  })

  it('that asks for the same in other letters and zeros is the same withdrawal', async () => {
    const stage = await openPaxosStage()
    const { id } = await withdrawal(stage, 'ref_1')
    const again = await withdrawal(stage, 'ref_1', { amount: '012.500', address: customer.toLowerCase() })
    expect(again.id).toBe(id)
  })

  it('that is found among others, where Paxos does not know the filter, is the right one', async () => {
    const stage = await openPaxosStage()
    await withdrawal(stage, 'ref_1')
    const wanted = await withdrawal(stage, 'ref_2', { amount: '7' })
    const unfiltered: typeof stage.paxos.call = (request) => stage.paxos.call({ ...request, query: [] })
    expect(await findTransferByRef(unfiltered, 'ref_2', stage.log)).toEqual(wanted)
    expect(await findTransferByRef(unfiltered, 'ref_3', stage.log)).toBeUndefined()
  })

  it.each([
    ['receives on another network', { network: 'SOLANA' }],
    ['is converted on arrival', { convertToUsd: true }],
    ['belongs to another profile', { profileId: 'f0f0f0f0-0f0f-4f0f-8f0f-f0f0f0f0f0f0' }],
  ] as const)('that %s is another address', async (_name, changes) => {
    const stage = await openPaxosStage()
    const wish = { profileId: stage.profileId, network: 'ETHEREUM', refId: 'da_1', convertToUsd: false }
    await makeDepositAddress(stage.paxos.call, wish, stage.log)
    const other = makeDepositAddress(stage.paxos.call, { ...wish, ...changes }, stage.log)
    await expect(other).rejects.toMatchObject({ code: 'paxos.refIdConflict' })
  })

  it('that pays another bank account is another payout, and another rule', async () => {
    const stage = await openPaxosStage()
    const bank = await approvedBank(stage)
    const { id: otherBank } = await bankAccount(stage, 'bank_2', '555555555555')
    await stage.pass(6)
    await payout(stage, 'ref_1', bank)
    await rule(stage, 'ref_1', bank)
    for (const make of [payout, rule])
      await expect(make(stage, 'ref_1', otherBank)).rejects.toMatchObject({ code: 'paxos.refIdConflict' })
  })
})
