import { PosError } from '../../../shared/errors/pos-error.ts'
import type { Endpoint } from './endpoint.ts'
import { parseBlock, toQuantity, type ChainBlock } from './parse-answer.ts'

/** Reads a block by number; `undefined` when the endpoint has none of that number. */
export async function findBlock(endpoint: Endpoint, number: number): Promise<ChainBlock | undefined> {
  const answer = await endpoint.rpc.call('eth_getBlockByNumber', [toQuantity(number), false])
  if (answer === null) return undefined
  const block = parseBlock(answer)
  if (block.number !== number)
    throw new PosError(
      'chain.badAnswer',
      `${endpoint.rpc.host} answered with block ${block.number} for block ${number}.`,
    )
  return block
}

/**
 * Reads a block that the endpoint must have, because its newest block is not older.
 * @throws {PosError} `chain.nodeBehind` when the call was answered by a machine that does not have it
 */
export async function readBlock(endpoint: Endpoint, number: number): Promise<ChainBlock> {
  const block = await findBlock(endpoint, number)
  if (!block)
    throw new PosError(
      'chain.nodeBehind',
      `${endpoint.rpc.host} does not have block ${number}, which it announced.`,
    )
  return block
}
