import { toEventSelector } from 'viem/utils'
import type { EvmAddress, Hash } from '../../../shared/domain/tokens/token.ts'

/**
 * Topic 0 of a token transfer.
 * @see EIP-20, event Transfer
 */
export const transferTopic: Hash = toEventSelector('Transfer(address,address,uint256)')

/** A recipient as the third topic of a transfer: 32 bytes, lower case. */
export function recipientTopic(recipient: EvmAddress): Hash {
  return `0x${recipient.slice(2).toLowerCase().padStart(64, '0')}`
}

/** Cuts a list into pieces of at most `size`, in order. */
export function chunked<T>(items: readonly T[], size: number): readonly (readonly T[])[] {
  const count = Math.ceil(items.length / size)
  return Array.from({ length: count }, (_, index) => items.slice(index * size, (index + 1) * size))
}
