import type { ChainStep, SeenTransfer } from '../../../../electron/chains/port.ts'
import type { BlockRef } from '../../../../shared/domain/tokens/chain.ts'
import type { EvmAddress, Hash } from '../../../../shared/domain/tokens/token.ts'

/**
 * A transfer that somebody signed; where it stands is up to the chain. Transfers of one transaction share `tx`; so many
 * logs of `others` come before it in its block.
 */
export type SentTransfer = Readonly<{
  tx: number
  others: number
  token: EvmAddress
  symbol?: string
  to: EvmAddress
  amountMinor: bigint
}>

type Mined = Readonly<{ ref: BlockRef; transfers: readonly SentTransfer[] }>

/** What becomes of the transactions of replaced blocks: one number each, used up in turn. */
export type Fates = readonly number[]

/** A chain that the test plays: blocks are mined, replaced by others, and the replaced ones come back. */
export type ChainModel = Readonly<{
  key: string
  head: () => BlockRef
  mine: (transfers: readonly SentTransfer[]) => void
  /** Replaces blocks above `floor`, at most `depth` of them, by at least as many. */
  reorganise: (floor: number, depth: number, extra: number, fates: Fates) => void
  /** The blocks replaced last come back, if nothing below `floor` must change for it. */
  comeBack: (floor: number) => void
  holds: (block: BlockRef) => boolean
  /** What a reader at a block is told next, as one step; `undefined` when it has read everything. */
  stepFrom: (cursor: BlockRef, blocksMax: number) => Omit<ChainStep, 'source' | 'at'> | undefined
  /** Every transfer up to a block that is on the chain. */
  transfersUpTo: (cursor: BlockRef) => readonly SeenTransfer[]
  /** Jumps far ahead: blocks in which nothing happened. */
  skipTo: (number: number, timestamp: number) => void
}>

function seenIn(block: BlockRef, sent: SentTransfer, place: number): SeenTransfer {
  const { tx, others, token, symbol, to, amountMinor } = sent
  return {
    token,
    txHash: `0x77${tx.toString(16).padStart(62, '0')}`,
    logIndex: place + others,
    from: `0x${'c'.repeat(40)}`,
    to,
    amountMinor,
    block,
    ...(symbol === undefined ? {} : { says: { symbol, decimals: 6 } }),
  }
}

/** Deals the transactions of replaced blocks to new ones: some are dropped, some move to another log index. */
function deal(transfers: readonly SentTransfer[], blocks: number, fates: Fates): SentTransfer[][] {
  const dealt: SentTransfer[][] = Array.from({ length: blocks }, () => [])
  const byTx = Map.groupBy(transfers, ({ tx }) => tx)
  for (const [place, moved] of [...byTx.values()].entries()) {
    const fate = fates[place % Math.max(1, fates.length)] ?? 0
    if (fate % 4 === 3) continue
    const others = fate % 4 === 2 ? 20 : 0
    const target = dealt[Math.floor(fate / 4) % blocks]
    target?.push(...moved.map((transfer) => ({ ...transfer, others })))
  }
  return dealt
}

/**
 * Starts a chain that everybody has read up to its base.
 * @param nextHash a hash that no block had before
 */
export function createChainModel(
  { key, blockSeconds }: Readonly<{ key: string; blockSeconds: number }>,
  base: BlockRef,
  nextHash: () => Hash,
): ChainModel {
  const parents = new Map<Hash, BlockRef>()
  let chain: readonly Mined[] = [{ ref: base, transfers: [] }]
  let replaced: readonly Mined[] = []
  const newest = (): BlockRef => chain.at(-1)?.ref ?? base
  const appendAt = (number: number, timestamp: number, transfers: readonly SentTransfer[]): void => {
    const parent = newest()
    const ref = { number, hash: nextHash(), parentHash: parent.hash, timestamp }
    parents.set(ref.hash, parent)
    chain = [...chain, { ref, transfers }]
  }
  const append = (transfers: readonly SentTransfer[]): void => {
    appendAt(newest().number + 1, newest().timestamp + blockSeconds, transfers)
  }
  const isOnChain = ({ hash }: BlockRef): boolean => chain.some(({ ref }) => ref.hash === hash)
  const forkBelow = (cursor: BlockRef): BlockRef => {
    const parent = parents.get(cursor.hash) ?? base
    return isOnChain(parent) ? parent : forkBelow(parent)
  }
  const keepUpTo = (number: number): readonly Mined[] => chain.filter(({ ref }) => ref.number <= number)
  const places = (blocks: readonly Mined[]): readonly SeenTransfer[] =>
    blocks.flatMap(({ ref, transfers }) => transfers.map((transfer, place) => seenIn(ref, transfer, place)))
  return {
    key,
    head: newest,
    holds: isOnChain,
    mine: append,
    reorganise: (floor, depth, extra, fates) => {
      const fork = Math.max(floor, newest().number - depth)
      const lost = chain.filter(({ ref }) => ref.number > fork)
      if (lost.length === 0) return
      replaced = lost
      chain = keepUpTo(fork)
      const moved = lost.flatMap(({ transfers }) => transfers)
      for (const transfers of deal(moved, lost.length + extra, fates)) append(transfers)
    },
    comeBack: (floor) => {
      const fork = replaced[0]?.ref
      const parent = chain.find(({ ref }) => ref.hash === fork?.parentHash)?.ref
      if (!parent || parent.number < floor) return
      const height = newest().number
      const lost = chain.filter(({ ref }) => ref.number > parent.number)
      chain = [...keepUpTo(parent.number), ...replaced]
      replaced = lost
      while (newest().number < height) append([])
    },
    stepFrom: (cursor, blocksMax) => {
      const isKnown = isOnChain(cursor)
      const fork = isKnown ? cursor : forkBelow(cursor)
      const next = chain.filter(({ ref }) => ref.number > fork.number).slice(0, blocksMax)
      const last = next.at(-1)
      if (!last) return undefined
      return {
        chain: key,
        blocks: next.map(({ ref }) => ref),
        cursor: last.ref,
        transfers: places(next),
        ...(isKnown ? {} : { rewoundTo: fork }),
      }
    },
    transfersUpTo: (cursor) => places(keepUpTo(cursor.number)),
    skipTo: (number, timestamp) => appendAt(number, timestamp, []),
  }
}
