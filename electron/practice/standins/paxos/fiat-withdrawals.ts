import { z } from '../../../../shared/contract/z.ts'
import { amountOf, fitsDecimals } from './amounts.ts'
import { credit, debit } from './balances.ts'
import { getApprovedAccount, type FiatAccount } from './fiat-accounts.ts'
import { alreadyExists, badRequest, Problem } from './problems.ts'
import { getProfile } from './profiles.ts'
import {
  amountOrTotal,
  amountSchema,
  metadataSchema,
  readBody,
  refuseIdentity,
  uuidSchema,
  type Route,
} from './route.ts'
import {
  addTransfer,
  changeTransfer,
  findTransfer,
  totalOf,
  type KeptTransfer,
  type Transfer,
} from './transfers.ts'
import { scheduleIn, type World } from './world.ts'

const schema = z.object({
  asset: z.literal('USD'),
  fiat_account_id: uuidSchema,
  profile_id: uuidSchema,
  amount: amountSchema.optional(),
  total: amountSchema.optional(),
  ref_id: z.string().min(1).optional(),
  identity_id: uuidSchema.optional(),
  account_id: uuidSchema.optional(),
  memo: z.string().optional(),
  metadata: metadataSchema,
})

const memoMax = { wire: 100, cubix: 40, dbs_act: 100, scb: 140, rtp: 140 } as const

/** @throws {Problem} 400 for a memo the network cannot carry */
export function checkMemo(account: FiatAccount, memo: string | undefined): void {
  const networks = Object.keys(memoMax) as (keyof typeof memoMax)[]
  const network = networks.find((each) => account.fiat_network_instructions[each] !== undefined) ?? 'wire'
  if ((memo ?? '').length > memoMax[network])
    throw badRequest(`memo is longer than ${memoMax[network]} characters`)
}

/** What was decided of a bank withdrawal; the balance has been debited. */
type Planned = Readonly<{
  profileId: string
  account: FiatAccount
  amount: bigint
  fee: bigint
  /** The asset whose balance paid; an orchestration's is the source asset. */
  balanceAsset: string
  refId?: string | undefined
  groupId?: string
  memo?: string | undefined
  metadata?: Readonly<Record<string, string>> | undefined
}>

/** Adds a bank withdrawal as PENDING; the clock sends it. */
export function addFiatWithdrawal(world: World, planned: Planned): KeptTransfer {
  const { account, memo, metadata, ...facts } = planned
  const outcome = world.outcomes.take('fiatWithdrawal')
  const added = addTransfer(world, {
    ...facts,
    type: account.fiat_network_instructions.cubix ? 'CUBIX_WITHDRAWAL' : 'WIRE_WITHDRAWAL',
    status: 'PENDING',
    asset: 'USD',
    more: { fiat_account_id: account.id, memo, metadata },
    inner: outcome ? { plan: outcome.kind === 'failed' ? 'fail' : 'held' } : {},
  })
  scheduleIn(world, world.terms().fiatWithdrawalSeconds, 'fiatWithdrawal', added.id)
  return added
}

/** The bank withdrawal of an id is sent, or refused when that was ordered. */
export function endFiatWithdrawal(world: World, id: string): void {
  const found = findTransfer(world, id)
  if (!found || found.wire.status !== 'PENDING' || found.inner.plan === 'held') return
  const isSent = found.inner.plan !== 'fail'
  changeTransfer(world, found, { status: isSent ? 'COMPLETED' : 'FAILED' })
  if (!isSent) credit(world, found.wire.profile_id, found.wire.balance_asset, totalOf(found))
}

/**
 * The receiving bank sends the money back after COMPLETED: the withdrawal stays as it is, and what is left after the bank's
 * fees is credited. How that shows in the list is not documented; here it is a deposit that names the memo.
 */
export function creditBack(world: World, id: string, bankFee: string, isListed: boolean): void {
  const found = findTransfer(world, id)
  if (!found || found.wire.status !== 'COMPLETED' || !found.wire.type.endsWith('_WITHDRAWAL'))
    throw new Problem('about:blank', 400, 'only a completed withdrawal comes back')
  const amount = amountOf(found.wire.amount)
  const fee = amountOf(bankFee)
  if (isListed)
    addTransfer(world, {
      profileId: found.wire.profile_id,
      type: found.wire.type === 'CUBIX_WITHDRAWAL' ? 'CUBIX_DEPOSIT' : 'WIRE_DEPOSIT',
      status: 'COMPLETED',
      amount,
      fee,
      asset: 'USD',
      balanceAsset: 'USD',
      more: {
        fiat_account_id: found.wire.fiat_account_id,
        memo: `RETURN ${found.wire.memo ?? found.id}`.slice(0, 100),
        metadata: found.wire.metadata,
      },
    })
  credit(world, found.wire.profile_id, 'USD', amount - fee)
}

export const fiatWithdrawalRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: '/v2/transfer/fiat-withdrawals',
    scope: 'transfer:write_fiat_withdrawal',
    handle: (world, { body }) => {
      const asked = readBody(schema, body)
      refuseIdentity(asked)
      const existing =
        asked.ref_id === undefined
          ? undefined
          : world.store.findByRef<Transfer, unknown>('transfer', asked.ref_id)
      if (existing) throw alreadyExists(`transfer with ref_id ${asked.ref_id}`, existing.wire)
      const { id } = getProfile(world, asked.profile_id)
      const account = getApprovedAccount(world, asked.fiat_account_id)
      checkMemo(account, asked.memo)
      const { is, value } = amountOrTotal(asked)
      if (!fitsDecimals(value, 2)) throw new Problem('exceed-precision', 400, 'USD has two decimals')
      const isWire = account.fiat_network_instructions.wire !== undefined
      const fee = isWire ? amountOf(world.terms().wireWithdrawalFee) : 0n
      const amount = is === 'amount' ? value : value - fee
      if (amount <= 0n) throw badRequest('total does not cover the fee')
      debit(world, id, 'USD', amount + fee)
      const { ref_id: refId, memo, metadata } = asked
      const facts = { profileId: id, account, amount, fee, balanceAsset: 'USD', refId, memo, metadata }
      return addFiatWithdrawal(world, facts).wire
    },
  },
]
