import fc from 'fast-check'
import { bytesToHex, type Hex } from 'viem'
import { describe, expect, it } from 'vitest'
import { bloomBits, createBloomReader } from '../../../../electron/chains/evm/logs-bloom.ts'
import { recipientTopic, transferTopic } from '../../../../electron/chains/evm/transfer-topics.ts'
import { receiveAddress } from '../../../fixtures/local-chain.ts'

function bloomOf(items: readonly Hex[]): Hex {
  const bytes = new Uint8Array(256)
  for (const bit of items.flatMap(bloomBits))
    bytes[255 - (bit >> 3)] = (bytes[255 - (bit >> 3)] ?? 0) | (1 << (bit & 7))
  return bytesToHex(bytes)
}

const token = receiveAddress(900)
const otherToken = receiveAddress(901)

describe('bloomBits', () => {
  it('sets the three bits of the published example', () => {
    // keccak256 of this address begins with bd2b 01af cd27; the last eleven bits of each are the bits of the bloom.
    expect(bloomBits('0x0f572e5295c57f15886f9b263e2f6d2d6c7b5ec6')).toEqual([1_323, 431, 1_319])
  })
})

describe('createBloomReader', () => {
  const reader = createBloomReader()

  it('suspects everyone who was paid: a log always sets its bits', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.nat(5_000), { minLength: 1, maxLength: 50 }),
        fc.nat(49),
        (indexes, count) => {
          const recipients = indexes.map(receiveAddress)
          const paid = recipients.slice(0, 1 + (count % recipients.length))
          const bloom = bloomOf(paid.flatMap((to) => [token, transferTopic, recipientTopic(to)]))
          expect(reader.suspects(bloom, [otherToken, token], recipients)).toEqual(
            expect.arrayContaining(paid),
          )
        },
      ),
    )
  })

  it.each([
    ['an empty bloom', []],
    ['a transfer of another token', [otherToken, transferTopic, recipientTopic(receiveAddress(1))]],
    ['another event of the token', [token, recipientTopic(receiveAddress(1))]],
    ['a transfer to somebody else', [token, transferTopic, recipientTopic(receiveAddress(2))]],
  ] as const)('suspects nobody by %s', (_name, items) => {
    expect(reader.suspects(bloomOf(items), [token], [receiveAddress(1)])).toEqual([])
  })

  it('suspects everyone by a full bloom', () => {
    const everyone = [receiveAddress(1), receiveAddress(2)]
    expect(reader.suspects(`0x${'f'.repeat(512)}`, [token], everyone)).toEqual(everyone)
  })
})
