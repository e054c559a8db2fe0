import { isPosError } from '../../../shared/errors/pos-error.ts'
import type { DeliveredTransfer, WitnessAnswer } from '../port.ts'
import type { Endpoint } from './endpoint.ts'
import { areUnrelatedEndpoints } from './endpoint-pool.ts'
import { fieldOf, parseTransferLogs, type TransferLog } from './parse-answer.ts'
import { findBlock } from './read-block.ts'
import type { ReadContext } from './read-context.ts'
import { recipientTopic, transferTopic } from './transfer-topics.ts'

type Says = WitnessAnswer['says']

function parseIn(transfer: DeliveredTransfer, logs: unknown): readonly TransferLog[] {
  const { token, to, blockHash, blockNumber } = transfer
  const within = { blockHash, number: blockNumber }
  return parseTransferLogs(logs, { tokens: [token], recipients: [to], within })
}

function isSame(transfer: DeliveredTransfer, log: TransferLog): boolean {
  return log.from.toLowerCase() === transfer.from.toLowerCase() && log.amountMinor === transfer.amountMinor
}

function judge(transfer: DeliveredTransfer, logs: readonly TransferLog[]): Says {
  const { txHash, logIndex } = transfer
  const log = logs.find((each) => each.txHash === txHash && each.logIndex === logIndex)
  if (!log) return 'missing'
  return isSame(transfer, log) ? 'same' : 'different'
}

/** The log as the receipt of its transaction has it: the index behind log queries may lag while the receipt is there. */
async function judgeByReceipt(endpoint: Endpoint, transfer: DeliveredTransfer): Promise<Says> {
  const { txHash, logIndex, blockHash } = transfer
  const receipt = await endpoint.rpc.call('eth_getTransactionReceipt', [txHash])
  if (receipt === null || fieldOf(receipt, 'blockHash') !== blockHash) return 'missing'
  const logs = fieldOf(receipt, 'logs')
  const own = Array.isArray(logs)
    ? logs.filter((log: unknown) => Number(fieldOf(log, 'logIndex')) === logIndex)
    : []
  try {
    return judge(transfer, parseIn(transfer, own))
  } catch (error) {
    // A log of another contract, or to somebody else, stands where the transfer should be.
    if (isPosError(error, 'chain.badAnswer')) return 'different'
    throw error
  }
}

/**
 * What one endpoint holds where another delivered a transfer. By block hash: a node that is merely behind must not be taken
 * for one that denies it.
 * @returns `undefined` while the node has not got the block
 * @throws {PosError} `chain.*` when the endpoint does not answer properly
 */
export async function judgeTransfer(
  endpoint: Endpoint,
  transfer: DeliveredTransfer,
): Promise<Says | undefined> {
  const { blockHash, blockNumber, token, to } = transfer
  const block = await findBlock(endpoint, blockNumber)
  if (!block) return undefined
  if (block.hash !== blockHash) return 'different'
  const topics = [transferTopic, null, [recipientTopic(to)]]
  const logs = await endpoint.rpc.call('eth_getLogs', [{ address: [token], topics, blockHash }])
  const says = judge(transfer, parseIn(transfer, logs))
  return says === 'missing' ? await judgeByReceipt(endpoint, transfer) : says
}

/** Who may speak about a transfer: nobody related to the host that delivered it, and only `host` where one is named. */
export type WitnessQuestion = Readonly<{
  transfer: DeliveredTransfer
  notHost: string
  host?: string | undefined
}>

/**
 * Asks endpoints unrelated to the one that delivered a transfer, until one of them can say.
 * @returns `undefined` when none can say now: ask again later
 */
export async function askWitness(
  { pool, chain }: Pick<ReadContext, 'pool' | 'chain'>,
  { transfer, notHost, host }: WitnessQuestion,
): Promise<WitnessAnswer | undefined> {
  const witnesses = pool
    .askable()
    .filter(
      ({ rpc }) =>
        (host === undefined || rpc.host === host) && areUnrelatedEndpoints(rpc.host, notHost, chain),
    )
  for (const endpoint of witnesses) {
    try {
      const head = await pool.introduce(endpoint)
      const says = head.number < transfer.blockNumber ? undefined : await judgeTransfer(endpoint, transfer)
      if (says === undefined) continue
      pool.took('secondOpinion', endpoint)
      return { source: endpoint.rpc.host, says }
    } catch (error) {
      pool.fail(endpoint, error)
    }
  }
  return undefined
}
