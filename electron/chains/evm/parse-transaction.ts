import { getAddress } from 'viem/utils'
import type {
  MadeTransfer,
  TransactionSender,
  TriedAuthorization,
} from '../../../shared/domain/look-up/look-up.ts'
import type { EvmAddress, Hash } from '../../../shared/domain/tokens/token.ts'
import { authorizationAlreadyUsedTopic } from './authorization-topics.ts'
import { addressOf, bad, fieldOf, hexOf, parseQuantity, topicsOf } from './parse-answer.ts'
import { transferTopic } from './transfer-topics.ts'

/** A transaction as a node answers it; without a block it waits in the pool. */
export type AnsweredTransaction = Readonly<{
  sender: TransactionSender
  block: Readonly<{ hash: Hash; number: number }> | undefined
  coin: Readonly<{ to: EvmAddress; amountMinor: bigint }> | undefined
  /** The data of the call, in lower case. */
  input: string
}>

/** A receipt as a node answers it. */
export type AnsweredReceipt = Readonly<{
  block: Readonly<{ hash: Hash; number: number }>
  succeeded: boolean
  transfers: readonly MadeTransfer[]
  alreadyUsed: readonly TriedAuthorization[]
}>

function checkHash(value: unknown, txHash: Hash): void {
  if (hexOf(value, 64, 'a transaction without a hash') !== txHash)
    throw bad('another transaction than was asked for')
}

function coinOf(value: unknown): AnsweredTransaction['coin'] {
  const [to, amount] = [fieldOf(value, 'to'), fieldOf(value, 'value')]
  if (to === null || to === undefined) return undefined
  if (typeof amount !== 'string' || !/^0x[\da-fA-F]{1,64}$/.test(amount))
    throw bad('a transaction without a value')
  const address = getAddress(hexOf(to, 40, 'a transaction to no address'))
  const amountMinor = BigInt(amount)
  return amountMinor === 0n ? undefined : { to: address, amountMinor }
}

function inputOf(value: unknown): string {
  const input = fieldOf(value, 'input') ?? fieldOf(value, 'data') ?? '0x'
  if (typeof input !== 'string' || !/^0x[\da-fA-F]*$/.test(input))
    throw bad('a transaction with malformed data')
  return input.toLowerCase()
}

/**
 * Reads a transaction.
 * @throws {PosError} `chain.badAnswer`
 */
export function parseTransaction(value: unknown, txHash: Hash): AnsweredTransaction {
  checkHash(fieldOf(value, 'hash'), txHash)
  const [blockHash, blockNumber] = [fieldOf(value, 'blockHash'), fieldOf(value, 'blockNumber')]
  const isMined = blockHash !== null && blockHash !== undefined
  return {
    sender: {
      address: getAddress(hexOf(fieldOf(value, 'from'), 40, 'a transaction without a sender')),
      nonce: parseQuantity(fieldOf(value, 'nonce'), 'a transaction without a number of its sender'),
    },
    block: isMined
      ? {
          hash: hexOf(blockHash, 64, 'a transaction in a malformed block'),
          number: parseQuantity(blockNumber, 'a transaction without a block number'),
        }
      : undefined,
    coin: coinOf(value),
    input: inputOf(value),
  }
}

/** A transfer of amounts; `undefined` for any other log, such as that of a collectible. */
function transferOf(log: unknown): MadeTransfer | undefined {
  const topics = topicsOf(log)
  const [signature, from, to] = topics
  const data = fieldOf(log, 'data')
  const hasAmount = typeof data === 'string' && /^0x[\da-fA-F]{64}$/.test(data)
  if (topics.length !== 3 || signature !== transferTopic || !hasAmount) return undefined
  const padded = /^0x0{24}[\da-fA-F]{40}$/
  if (!padded.test(String(from)) || !padded.test(String(to))) return undefined
  return {
    token: getAddress(hexOf(fieldOf(log, 'address'), 40, 'a log without an address')),
    logIndex: parseQuantity(fieldOf(log, 'logIndex'), 'a log without an index'),
    from: addressOf(hexOf(from, 64, 'a transfer without a sender'), 'a sender that is no address'),
    to: addressOf(hexOf(to, 64, 'a transfer without a recipient'), 'a recipient that is no address'),
    amountMinor: BigInt(data),
  }
}

function alreadyUsedOf(log: unknown): TriedAuthorization | undefined {
  const [signature, authorizer, nonce] = topicsOf(log)
  if (signature !== authorizationAlreadyUsedTopic) return undefined
  if (!/^0x0{24}[\da-fA-F]{40}$/.test(String(authorizer))) return undefined
  return {
    authorizer: addressOf(hexOf(authorizer, 64, 'an authorizer'), 'an authorizer that is no address'),
    nonce: hexOf(nonce, 64, 'an authorization without a number'),
  }
}

function checkLog(log: unknown, txHash: Hash, blockHash: Hash): void {
  if (fieldOf(log, 'removed') === true) throw bad('a log that was removed')
  checkHash(fieldOf(log, 'transactionHash'), txHash)
  if (hexOf(fieldOf(log, 'blockHash'), 64, 'a log without a block') !== blockHash)
    throw bad('a log of another block than its transaction')
}

/**
 * Reads a receipt.
 * @throws {PosError} `chain.badAnswer`
 */
export function parseReceipt(value: unknown, txHash: Hash): AnsweredReceipt {
  checkHash(fieldOf(value, 'transactionHash'), txHash)
  const hash = hexOf(fieldOf(value, 'blockHash'), 64, 'a receipt without a block')
  const status = parseQuantity(fieldOf(value, 'status'), 'a receipt without a status')
  if (status > 1) throw bad('a receipt with an unknown status')
  const logs = fieldOf(value, 'logs')
  if (!Array.isArray(logs)) throw bad('a receipt without logs')
  for (const log of logs) checkLog(log, txHash, hash)
  return {
    block: { hash, number: parseQuantity(fieldOf(value, 'blockNumber'), 'a receipt without a block number') },
    succeeded: status === 1,
    transfers: logs.flatMap((log: unknown) => transferOf(log) ?? []),
    alreadyUsed: logs.flatMap((log: unknown) => alreadyUsedOf(log) ?? []),
  }
}
