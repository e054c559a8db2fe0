import { custodyScale } from '../../../shared/domain/settlement/asset.ts'
import type { Movement } from '../../../shared/domain/settlement/movement.ts'
import { PosError } from '../../../shared/errors/pos-error.ts'
import type { Log } from '../../platform/log.ts'
import type {
  BackendBank,
  BackendRule,
  BankDetails,
  PayoutBackend,
  PayoutOrder,
  PayoutWord,
} from '../payout-port.ts'
import { formatDecimal } from './decimal.ts'
import { listBankAccounts, makeBankAccount, type PaxosBankAccount } from './fiat-accounts.ts'
import { makeBankWithdrawal } from './fiat-withdrawals.ts'
import { openFunding } from './funding.ts'
import type { Paxos } from './open-paxos.ts'
import type { PaxosCall } from './paxos-call.ts'
import { deleteRule, listRules, makeRule, type PaxosRule, type RuleWish } from './orchestration-rules.ts'
import { findOrchestrationByRef, makeOrchestration, type PaxosOrchestration } from './orchestrations.ts'
import { custodyMinor, toMovement } from './to-movement.ts'
import { findTransferByRef, getTransfer } from './transfers.ts'

const transferStatuses = {
  pending: 'taken',
  completed: 'paid',
  failed: 'failed',
  unknown: 'unknown',
} as const

/** A withdrawal of dollars is one transfer. */
function wordOfTransfer(movement: Movement): PayoutWord {
  const { id, status, statusText, hold, explanation, balanceAsset, amountMinor, feeMinor, totalMinor } =
    movement
  return {
    orderId: id,
    status: transferStatuses[status],
    statusText,
    ...(hold === undefined || hold === 'rejected'
      ? {}
      : { hold: hold === 'waitsForApproval' ? hold : 'underReview' }),
    ...(explanation === undefined ? {} : { explanation }),
    transferIds: [id],
    asset: balanceAsset,
    amountMinor,
    feeMinor,
    totalMinor,
  }
}

const orchestrationStatuses = {
  PENDING: 'taken',
  PROCESSING: 'processing',
  COMPLETED: 'paid',
  FAILED: 'failed',
  REJECTED: 'failed',
} as const

function transfersOf({ source_transfer, destination_transfer }: PaxosOrchestration): readonly string[] {
  const ids = [source_transfer?.transfer_id, destination_transfer?.transfer_id]
  return [...new Set(ids.flatMap((id) => id ?? []))]
}

/** A conversion reserves its source whole as soon as it is taken, also while it waits for somebody's approval. */
function wordOfOrchestration(made: PaxosOrchestration, feeMinor: bigint): PayoutWord {
  const { id, status, source_asset, source_amount, fail_reason } = made
  const totalMinor = custodyMinor(source_amount, 'source_amount')
  const explanation = fail_reason?.detail
  return {
    orderId: id,
    status: typeof status === 'string' ? orchestrationStatuses[status] : 'unknown',
    statusText: typeof status === 'string' ? status : status.unknown,
    ...(status === 'PENDING' ? { hold: 'waitsForApproval' } : {}),
    ...(explanation === undefined || explanation === '' ? {} : { explanation }),
    transferIds: transfersOf(made),
    asset: source_asset,
    amountMinor: totalMinor - feeMinor,
    feeMinor,
    totalMinor,
  }
}

const reviews = { PENDING: 'pending', APPROVED: 'approved', REJECTED: 'rejected' } as const
const bankNetworks: Readonly<Record<string, BackendBank['network']>> = { wire: 'WIRE', cubix: 'CUBIX' }

function toBank({
  id,
  ref_id,
  status,
  network,
  numberTail,
  bankName,
  routingType,
}: PaxosBankAccount): BackendBank {
  const isNamed = typeof network === 'string'
  return {
    id,
    ...(ref_id === undefined ? {} : { refId: ref_id }),
    review: typeof status === 'string' ? reviews[status] : 'unknown',
    network: (isNamed ? bankNetworks[network] : undefined) ?? 'OTHER',
    bankName: bankName === '' && network === 'cubix' ? 'CUBIX' : bankName,
    numberTail,
    isDomestic: routingType !== 'SWIFT',
  }
}

function instructionsOf({ to }: BankDetails) {
  if (to.network === 'CUBIX') return { network: 'cubix', accountId: to.accountId } as const
  const { accountNumber, ownerAddress, routing } = to
  return { network: 'wire', accountNumber, ownerAddress, routing } as const
}

const ruleStatuses = {
  ACTIVE: 'active',
  PENDING: 'pending',
  REJECTED: 'refused',
  DELETED: 'deleted',
} as const

function toRule({ id, ref_id, status, source }: PaxosRule): BackendRule {
  const address = source.crypto?.address
  return {
    id,
    ...(ref_id === undefined ? {} : { refId: ref_id }),
    status: typeof status === 'string' ? ruleStatuses[status] : 'unknown',
    ...(address === undefined ? {} : { address }),
  }
}

const ruleNetworks = ['ETHEREUM', 'SOLANA', 'STELLAR', 'BASE', 'POLYGON'] as const
type RuleNetwork = Extract<RuleWish['source'], { kind: 'crypto' }>['network']

function ruleNetwork(text: string): RuleNetwork {
  const found = ruleNetworks.find((name) => name === text)
  if (found === undefined) throw new PosError('backend.refused', 'No rule receives on this network.')
  return found
}

function bankCalls(call: PaxosCall, log: Log): Pick<PayoutBackend, 'listBanks' | 'makeBank'> {
  return {
    listBanks: async () => (await listBankAccounts(call, log)).map(toBank),
    makeBank: async (refId, details) =>
      toBank(
        await makeBankAccount(
          call,
          { refId, owner: details.owner, instructions: instructionsOf(details) },
          log,
        ),
      ),
  }
}

function ruleCalls(
  call: PaxosCall,
  profileId: string,
  log: Log,
): Pick<PayoutBackend, 'listRules' | 'makeRule' | 'deleteRule'> {
  return {
    listRules: async () => (await listRules(call, profileId, log)).map(toRule),
    makeRule: async ({ refId, name, asset, network, bankAccountId }) =>
      toRule(
        await makeRule(
          call,
          {
            refId,
            profileId,
            nickname: name,
            sourceAsset: asset,
            destinationAsset: 'USD',
            source: { kind: 'crypto', network: ruleNetwork(network) },
            destination: { kind: 'bank', bankAccountId },
          },
          log,
        ),
      ),
    deleteRule: async (id) => await deleteRule(call, id),
  }
}

/** What Paxos can do about banks: dollars are withdrawn, and a token is exchanged on its way by an orchestration. */
export function paxosPayouts({
  paxos: { call },
  profileId,
  log,
}: Readonly<{ paxos: Paxos; profileId: string; log: Log }>): PayoutBackend {
  /** What a conversion costs stands on the transfer that reaches the bank, and nowhere else. */
  const wordOf = async (made: PaxosOrchestration): Promise<PayoutWord> => {
    const sent = made.destination_transfer?.transfer_id
    if (sent === undefined) return wordOfOrchestration(made, 0n)
    const { feeMinor, balanceAsset } = toMovement(await getTransfer(call, sent))
    return wordOfOrchestration(made, balanceAsset === made.source_asset ? feeMinor : 0n)
  }
  const convert = async ({
    refId,
    asset,
    totalMinor,
    bankAccountId,
    memo,
  }: PayoutOrder): Promise<PayoutWord> => {
    const made = await makeOrchestration(
      call,
      {
        refId,
        profileId,
        sourceAsset: asset,
        sourceAmount: formatDecimal(totalMinor, custodyScale),
        destinationAsset: 'USD',
        destination: { kind: 'bank', bankAccountId, memo },
      },
      log,
    )
    return await wordOf(made)
  }
  return {
    assets: ['USD', 'USDC', 'USDG', 'PYUSD', 'USDP'],
    memoMax: { WIRE: 100, CUBIX: 40, OTHER: 40 },
    sendPayout: async (order) => {
      if (order.asset !== 'USD') return await convert(order)
      const { refId, totalMinor, bankAccountId, memo } = order
      const total = formatDecimal(totalMinor, custodyScale)
      const wish = { refId, profileId, bankAccountId, memo, total }
      return wordOfTransfer(toMovement(await makeBankWithdrawal(call, wish, log)))
    },
    findPayout: async ({ refId, asset }) => {
      if (asset === 'USD') {
        const found = await findTransferByRef(call, refId, log)
        return found && wordOfTransfer(toMovement(found))
      }
      const found = await findOrchestrationByRef(call, refId, log)
      return found && (await wordOf(found))
    },
    ...bankCalls(call, log),
    ...ruleCalls(call, profileId, log),
    funding: openFunding({ call, profileId, log }),
  }
}
