import { paymentKey } from '../../../shared/domain/payment/payment.ts'
import type { SeenTransfer } from '../port.ts'
import type { ReadContext } from './read-context.ts'
import type { StepReading } from './read-step.ts'

const rememberedMax = 10_000

/** Hands what was read to the sink. It remembers the newest transfers, so that a second look brings only news. */
export type Delivery = Readonly<{
  /** Applies a step. */
  step: (reading: StepReading, source: string) => void
  /**
   * Applies transfers of blocks that were read before, as far as those blocks are still the ones that were read.
   * @returns the transfers that were news
   */
  late: (transfers: readonly SeenTransfer[], source: string) => readonly SeenTransfer[]
}>

/** A delivery to the sink of a chain. */
export function createDelivery({ chain, sink, clock }: ReadContext): Delivery {
  const remembered = new Set<string>()
  const nameOf = ({ txHash, logIndex, block }: SeenTransfer): string =>
    `${paymentKey(chain.key, txHash, logIndex)}:${block.hash}`
  const remember = (transfers: readonly SeenTransfer[]): void => {
    for (const transfer of transfers) remembered.add(nameOf(transfer))
    for (const oldest of remembered) {
      if (remembered.size <= rememberedMax) break
      remembered.delete(oldest)
    }
  }
  return {
    step: ({ blocks, cursor, transfers, rewoundTo }, source) => {
      const rewind = rewoundTo === undefined ? {} : { rewoundTo }
      sink.apply({ chain: chain.key, blocks, cursor, transfers, source, at: clock.now(), ...rewind })
      remember(transfers)
    },
    late: (transfers, source) => {
      const cursor = sink.cursor(chain.key)
      if (!cursor) return []
      const stored = new Map(sink.window(chain.key).map((block) => [block.number, block.hash]))
      const news = transfers.filter((transfer) => {
        const { number, hash } = transfer.block
        return (
          number <= cursor.number &&
          (stored.get(number) ?? hash) === hash &&
          !remembered.has(nameOf(transfer))
        )
      })
      if (news.length === 0) return []
      sink.apply({ chain: chain.key, blocks: [], cursor, transfers: news, source, at: clock.now() })
      remember(news)
      return news
    },
  }
}
