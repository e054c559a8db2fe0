import { paymentKey } from '../../../shared/domain/payment/payment.ts'
import type { SeenTransfer } from '../port.ts'
import type { ReadContext } from './read-context.ts'
import type { StepReading } from './read-step.ts'
import type { Strangers } from './strangers.ts'

const rememberedMax = 10_000

/** Hands what was read to the sink. It remembers the newest transfers, so that a second look brings only news. */
export type Delivery = Readonly<{
  /** Applies a step. */
  step: (reading: StepReading, source: string) => void
  /**
   * Applies transfers of blocks that were read before, as far as those blocks are still the ones that were read.
   * @returns the transfers of listed tokens that were news
   */
  late: (transfers: readonly SeenTransfer[], source: string) => readonly SeenTransfer[]
  /** Applies transfers of listed tokens in final blocks above the cursor. @returns those that were news */
  ahead: (transfers: readonly SeenTransfer[], source: string) => readonly SeenTransfer[]
}>

function isListed({ isForeign }: SeenTransfer): boolean {
  return isForeign === undefined
}

/** A delivery to the sink of a chain. Transfers of unlisted contracts follow once those have been asked for their names. */
export function createDelivery({ chain, sink, clock }: ReadContext, strangers: Strangers): Delivery {
  const remembered = new Set<string>()
  const lookedAhead = new Map<string, number>()
  const nameOf = ({ txHash, logIndex, block }: SeenTransfer): string =>
    `${paymentKey(chain.key, txHash, logIndex)}:${block.hash}`
  const remember = (transfers: readonly SeenTransfer[]): void => {
    for (const transfer of transfers) remembered.add(nameOf(transfer))
    for (const oldest of remembered) {
      if (remembered.size <= rememberedMax) break
      remembered.delete(oldest)
    }
  }
  // What reading did not find again is news to whoever finds it later.
  const forgetUpTo = (readUpTo: number): void => {
    for (const [name, blockNumber] of lookedAhead) {
      if (blockNumber > readUpTo) continue
      lookedAhead.delete(name)
      remembered.delete(name)
    }
  }
  const newsOf = (transfers: readonly SeenTransfer[], readUpTo: number): readonly SeenTransfer[] => {
    const stored = new Map(sink.window(chain.key).map((block) => [block.number, block.hash]))
    return transfers.filter((transfer) => {
      const { number, hash } = transfer.block
      return number <= readUpTo && (stored.get(number) ?? hash) === hash && !remembered.has(nameOf(transfer))
    })
  }
  const applyBeside = (
    transfers: readonly SeenTransfer[],
    source: string,
    isAhead = false,
  ): readonly SeenTransfer[] => {
    const cursor = sink.cursor(chain.key)
    const news = cursor ? newsOf(transfers, isAhead ? Number.MAX_SAFE_INTEGER : cursor.number) : []
    if (!cursor || news.length === 0) return []
    sink.apply({ chain: chain.key, blocks: [], cursor, transfers: news, source, at: clock.now() })
    remember(news)
    return news
  }
  const meet = (transfers: readonly SeenTransfer[], source: string): void => {
    const foreign = transfers.filter((transfer) => !isListed(transfer) && !remembered.has(nameOf(transfer)))
    if (foreign.length > 0) strangers.meet(foreign, (met) => void applyBeside(met, source))
  }
  return {
    step: ({ blocks, cursor, transfers, rewoundTo }, source) => {
      const rewind = rewoundTo === undefined ? {} : { rewoundTo }
      const own = transfers.filter(isListed)
      sink.apply({ chain: chain.key, blocks, cursor, transfers: own, source, at: clock.now(), ...rewind })
      forgetUpTo(cursor.number)
      remember(own)
      meet(transfers, source)
    },
    late: (transfers, source) => {
      meet(transfers, source)
      return applyBeside(transfers.filter(isListed), source)
    },
    ahead: (transfers, source) => {
      const news = applyBeside(transfers, source, true)
      for (const transfer of news) lookedAhead.set(nameOf(transfer), transfer.block.number)
      return news
    },
  }
}
