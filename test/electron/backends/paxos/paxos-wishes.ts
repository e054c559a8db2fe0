import { makeCryptoWithdrawal } from '../../../../electron/backends/paxos/crypto-withdrawals.ts'
import { makeDepositInstructions } from '../../../../electron/backends/paxos/deposit-instructions.ts'
import { makeBankAccount } from '../../../../electron/backends/paxos/fiat-accounts.ts'
import { makeRule } from '../../../../electron/backends/paxos/orchestration-rules.ts'
import { makeOrchestration } from '../../../../electron/backends/paxos/orchestrations.ts'
import { readBalances } from '../../../../electron/backends/paxos/profiles.ts'
import { type PaxosStage } from './paxos-stage.ts'

/** A wallet of a customer. */
export const customer = '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed'
/** Before everything that a test does. */
export const beginning = '2026-07-01T00:00:00Z'
const home = { country: 'US', address1: '1 Main St', city: 'New York', province: 'NY', zipCode: '10001' }

/** A refund of 12.5 PYUSD to the customer, unless changed. */
export function withdrawal(stage: PaxosStage, refId: string, changes: Record<string, string> = {}) {
  const wish = { refId, profileId: stage.profileId, asset: 'PYUSD', network: 'ETHEREUM', address: customer }
  return makeCryptoWithdrawal(stage.paxos.call, { ...wish, amount: '12.5', ...changes }, stage.log)
}

/** A bank account handed in for review. */
export function bankAccount(stage: PaxosStage, refId: string, accountNumber = '123456789012') {
  const routing = { type: 'ABA', number: '021000021', bankName: 'Shop Bank', bankAddress: home } as const
  return makeBankAccount(
    stage.paxos.call,
    {
      refId,
      owner: { name: 'Corner Shop' },
      instructions: { network: 'wire', accountNumber, ownerAddress: home, routing },
    },
    stage.log,
  )
}

/** The id of one that was approved. */
export async function approvedBank(stage: PaxosStage): Promise<string> {
  const { id } = await bankAccount(stage, 'bank_1')
  await stage.pass(6)
  return id
}

/** PYUSD to the bank. */
export async function payout(stage: PaxosStage, refId: string, bankAccountId: string, sourceAmount = '20') {
  const destination = { kind: 'bank', bankAccountId, memo: 'EOD' } as const
  const wish = {
    refId,
    profileId: stage.profileId,
    sourceAsset: 'PYUSD',
    sourceAmount,
    destinationAsset: 'USD',
  }
  return await makeOrchestration(stage.paxos.call, { ...wish, destination }, stage.log)
}

/** What the profile can spend. */
export async function available(stage: PaxosStage, asset: string): Promise<string | undefined> {
  return (await readBalances(stage.paxos.call, stage.profileId, [asset]))[0]?.available
}

/** A standing order to the bank. */
export function rule(stage: PaxosStage, refId: string, bankAccountId: string, sourceAsset = 'PYUSD') {
  return makeRule(
    stage.paxos.call,
    {
      refId,
      profileId: stage.profileId,
      sourceAsset,
      destinationAsset: 'USD',
      source: { kind: 'crypto', network: 'POLYGON' },
      destination: { kind: 'bank', bankAccountId },
    },
    stage.log,
  )
}

/** Instructions to fund the float. */
export function instructions(stage: PaxosStage, refId: string, profileId: string) {
  return makeDepositInstructions(
    stage.paxos.call,
    { refId, profileId, network: 'WIRE', routingType: 'ABA' },
    stage.log,
  )
}
