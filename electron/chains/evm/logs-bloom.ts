import type { Hex } from 'viem'
import { hexToBytes, keccak256 } from 'viem/utils'
import type { EvmAddress } from '../../../shared/domain/tokens/token.ts'
import { recipientTopic, transferTopic } from './transfer-topics.ts'

const bloomBytes = 256
type Bits = readonly [number, number, number]

/**
 * The three bits that an address or a topic sets in a block's logs bloom.
 * @see Ethereum yellow paper, section 4.4.1 (M3:2048)
 */
export function bloomBits(item: Hex): Bits {
  const hash = hexToBytes(keccak256(item))
  const bit = (index: number): number => (((hash[index] ?? 0) << 8) | (hash[index + 1] ?? 0)) & 2047
  return [bit(0), bit(2), bit(4)]
}

function hasBits(bloom: Uint8Array, bits: Bits): boolean {
  return bits.every((bit) => ((bloom[bloomBytes - 1 - (bit >> 3)] ?? 0) & (1 << (bit & 7))) !== 0)
}

/** Finds recipients whose money a block's bloom admits. */
export type BloomReader = Readonly<{
  /**
   * Recipients for whom the block may hold a transfer of one of the tokens. A log sets its bits, so nobody outside the
   * answer was paid; set bits do not prove a log, so those inside may not have been paid either.
   */
  suspects: (
    logsBloom: Hex,
    tokens: readonly EvmAddress[],
    recipients: readonly EvmAddress[],
  ) => readonly EvmAddress[]
}>

/** A bloom reader that keeps the bits of the recipients it is asked about, and forgets those it no longer sees. */
export function createBloomReader(): BloomReader {
  let known = new Map<string, Bits>()
  const bitsOf = (key: string, item: () => Hex): Bits => {
    const found = known.get(key) ?? bloomBits(item())
    known.set(key, found)
    return found
  }
  return {
    suspects: (logsBloom, tokens, recipients) => {
      const bloom = hexToBytes(logsBloom)
      const mayHold = (key: string, item: () => Hex): boolean => hasBits(bloom, bitsOf(key, item))
      if (!mayHold(transferTopic, () => transferTopic)) return []
      if (!tokens.some((token) => mayHold(token, () => token))) return []
      const found = recipients.filter((recipient) =>
        mayHold(`to:${recipient}`, () => recipientTopic(recipient)),
      )
      // Closed invoices leave the watch; their bits go with them once they are the larger part.
      if (known.size > 2 * (recipients.length + tokens.length + 100)) known = new Map()
      return found
    },
  }
}
