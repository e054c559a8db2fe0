import type { Hex } from 'viem'
import { getAddress } from 'viem/utils'
import { PosError } from '../../../shared/errors/pos-error.ts'
import type { BlockRef } from '../../../shared/domain/tokens/chain.ts'
import type { EvmAddress, Hash } from '../../../shared/domain/tokens/token.ts'
import { recipientTopic, transferTopic } from './transfer-topics.ts'

/** A block as a node answers it, as far as the loop needs it. */
export type ChainBlock = BlockRef & Readonly<{ logsBloom?: Hex }>

/** A transfer log as a node answers it; its block is only named. */
export type TransferLog = Readonly<{
  token: EvmAddress
  from: EvmAddress
  to: EvmAddress
  amountMinor: bigint
  txHash: Hash
  logIndex: number
  blockHash: Hash
  blockNumber: number
  /** Set where the contract is not one of the tokens that were asked for. */
  isForeign?: true
}>

/**
 * What a log query asked for: logs outside of it are refused. With `others` the query named no contract; those `leftOut`
 * are on the list and not watched now, and their logs are read once they are.
 */
export type AskedLogs = Readonly<{
  tokens: readonly EvmAddress[]
  recipients: readonly EvmAddress[]
  others?: Readonly<{ leftOut: readonly EvmAddress[] }>
  within: Readonly<{ blockHash: Hash; number: number }> | Readonly<{ fromBlock: number; toBlock: number }>
}>

/** A field of an untrusted value; `undefined` where there is none. */
export function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null
    ? Object.getOwnPropertyDescriptor(value, name)?.value
    : undefined
}

/** The refusal of an answer. */
export function bad(what: string): PosError {
  return new PosError('chain.badAnswer', `The endpoint answered with ${what}.`, { details: { what } })
}

/**
 * Hex digits of a fixed length, in lower case.
 * @throws {PosError} `chain.badAnswer`
 */
export function hexOf(value: unknown, digits: number, what: string): Hex {
  if (typeof value !== 'string' || value.length !== digits + 2 || !/^0x[\da-fA-F]*$/.test(value))
    throw bad(what)
  // The pattern above is what the type says.
  return value.toLowerCase() as Hex
}

/**
 * A quantity: block numbers, timestamps, indexes.
 * @throws {PosError} `chain.badAnswer`
 */
export function parseQuantity(value: unknown, what: string): number {
  const number = typeof value === 'string' && /^0x[\da-fA-F]{1,14}$/.test(value) ? Number(value) : Number.NaN
  if (!Number.isSafeInteger(number)) throw bad(what)
  return number
}

/** A quantity as the wire wants it. */
export function toQuantity(value: number): Hex {
  return `0x${value.toString(16)}`
}

/**
 * Reads a block.
 * @throws {PosError} `chain.badAnswer`
 */
export function parseBlock(value: unknown): ChainBlock {
  const bloom = fieldOf(value, 'logsBloom')
  return {
    number: parseQuantity(fieldOf(value, 'number'), 'a block without a number'),
    hash: hexOf(fieldOf(value, 'hash'), 64, 'a block without a hash'),
    parentHash: hexOf(fieldOf(value, 'parentHash'), 64, 'a block without a parent'),
    timestamp: parseQuantity(fieldOf(value, 'timestamp'), 'a block without a timestamp'),
    // Some chains leave the bloom out; it only ever raises a suspicion.
    ...(typeof bloom === 'string' && bloom.length === 514
      ? { logsBloom: hexOf(bloom, 512, 'a malformed bloom') }
      : {}),
  }
}

/** A block without what only its reading needs. */
export function toRef({ number, hash, parentHash, timestamp }: BlockRef): BlockRef {
  return { number, hash, parentHash, timestamp }
}

/**
 * An address as a topic holds it: 32 bytes.
 * @throws {PosError} `chain.badAnswer`
 */
export function addressOf(topic: Hex, what: string): EvmAddress {
  if (!topic.startsWith(`0x${'0'.repeat(24)}`)) throw bad(what)
  return getAddress(`0x${topic.slice(26)}`)
}

function checkWithin(within: AskedLogs['within'], blockHash: Hash, blockNumber: number): void {
  if ('blockHash' in within) {
    if (blockHash !== within.blockHash) throw bad('a log of another block than was asked for')
    if (blockNumber !== within.number) throw bad('a log whose block number does not fit its hash')
    return
  }
  if (blockNumber < within.fromBlock || blockNumber > within.toBlock) throw bad('a log outside of the range')
}

type Lookup = Readonly<{
  tokens: ReadonlyMap<string, EvmAddress>
  recipients: ReadonlyMap<string, EvmAddress>
  leftOut: ReadonlySet<string>
}>

/** The topics of a log; none where it has no list of them. */
export function topicsOf(value: unknown): readonly unknown[] {
  const found = fieldOf(value, 'topics')
  return Array.isArray(found) ? found : []
}

/**
 * True for logs of a contract of somebody's own that are no transfer of a token with amounts, such as that of a collectible.
 * What is in them is the contract's word, so it says nothing against the endpoint.
 */
function isBesideThePoint(value: unknown, asked: AskedLogs, lookup: Lookup): boolean {
  if (asked.others === undefined) return false
  const address = String(fieldOf(value, 'address')).toLowerCase()
  if (lookup.tokens.has(address)) return false
  const topics = topicsOf(value)
  const data = fieldOf(value, 'data')
  const hasAmount = typeof data === 'string' && /^0x[\da-fA-F]{64}$/.test(data)
  const hasSender = /^0x0{24}[\da-fA-F]{40}$/.test(String(topics[1]))
  return lookup.leftOut.has(address) || topics.length !== 3 || !hasAmount || !hasSender
}

function parseLog(value: unknown, asked: AskedLogs, lookup: Lookup): TransferLog {
  if (fieldOf(value, 'removed') === true) throw bad('a log that was removed')
  const topics = topicsOf(value)
  const [signature, from, to] = topics.length === 3 ? topics : []
  if (signature !== transferTopic) throw bad('a log that is no transfer')
  const address = hexOf(fieldOf(value, 'address'), 40, 'a log without an address')
  const listed = lookup.tokens.get(address)
  const token = listed ?? (asked.others === undefined ? undefined : getAddress(address))
  const recipient = lookup.recipients.get(hexOf(to, 64, 'a transfer without a recipient'))
  if (!token) throw bad('a log of a contract that was not asked for')
  if (!recipient) throw bad('a transfer to an address that was not asked for')
  const blockHash = hexOf(fieldOf(value, 'blockHash'), 64, 'a log without a block')
  const blockNumber = parseQuantity(fieldOf(value, 'blockNumber'), 'a log without a block number')
  checkWithin(asked.within, blockHash, blockNumber)
  return {
    token,
    from: addressOf(hexOf(from, 64, 'a transfer without a sender'), 'a sender that is no address'),
    to: recipient,
    amountMinor: BigInt(hexOf(fieldOf(value, 'data'), 64, 'a transfer without an amount')),
    txHash: hexOf(fieldOf(value, 'transactionHash'), 64, 'a log without a transaction'),
    logIndex: parseQuantity(fieldOf(value, 'logIndex'), 'a log without an index'),
    blockHash,
    blockNumber,
    ...(listed === undefined ? { isForeign: true } : {}),
  }
}

/**
 * Reads the answer to a log query and refuses whatever was not asked for.
 * @throws {PosError} `chain.badAnswer`
 */
export function parseTransferLogs(value: unknown, asked: AskedLogs): readonly TransferLog[] {
  if (!Array.isArray(value)) throw bad('logs that are no list')
  const lookup = {
    tokens: new Map(asked.tokens.map((token) => [token.toLowerCase(), token])),
    recipients: new Map(asked.recipients.map((recipient) => [recipientTopic(recipient), recipient])),
    leftOut: new Set(asked.others?.leftOut.map((token) => token.toLowerCase())),
  }
  const logs = value
    .filter((log: unknown) => !isBesideThePoint(log, asked, lookup))
    .map((log: unknown) => parseLog(log, asked, lookup))
  const keys = new Set(logs.map((log) => `${log.blockHash}:${log.logIndex}`))
  if (keys.size !== logs.length) throw bad('the same log twice')
  return logs
}
