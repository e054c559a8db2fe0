import type { SeenTransfer } from '../port.ts'

/**
 * The transfers that there is room for, so that spam to one address leaves room for the others: the first to each address
 * come first, then the second, and no address has more than its share.
 */
export function shareOut(
  transfers: readonly SeenTransfer[],
  { room, perAddress }: Readonly<{ room: number; perAddress: number }>,
): readonly SeenTransfer[] {
  const counts = new Map<string, number>()
  const turns = transfers.map((transfer) => {
    const turn = counts.get(transfer.to) ?? 0
    counts.set(transfer.to, turn + 1)
    return { transfer, turn }
  })
  return turns
    .filter(({ turn }) => turn < perAddress)
    .toSorted((left, right) => left.turn - right.turn)
    .slice(0, Math.max(0, room))
    .map(({ transfer }) => transfer)
}
