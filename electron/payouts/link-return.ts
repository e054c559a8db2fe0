import type { Payout } from '../../shared/domain/payout/payout.ts'
import type { Movement } from '../../shared/domain/settlement/movement.ts'
import { reject, type Rejected } from '../../shared/errors/rejected.ts'
import type { LedgerReader } from '../ledger/port.ts'
import { booksOf } from '../credits/custody-standing.ts'
import type { PayoutDesk, Person } from './payout-desk.ts'
import { recordReturn } from './record-payout-word.ts'

const listedMax = 200
const shownMax = 50

/** Money that came in from banks and belongs to nothing yet, newest first: what a payout may have come back with. */
export function returnCandidates(reader: LedgerReader, payout: Payout): readonly Movement[] {
  return reader
    .listMovements(payout.backend, { limit: listedMax })
    .filter(({ movement, owner }) => owner.kind === 'nobody' && mayBeReturn(movement, payout))
    .map(({ movement }) => movement)
    .slice(0, shownMax)
}

function mayBeReturn(
  { kind, status, direction, balanceAsset, totalMinor }: Movement,
  { taken }: Payout,
): boolean {
  return (
    direction === 'in' &&
    kind !== 'deposit' &&
    status === 'completed' &&
    balanceAsset === 'USD' &&
    // No bank sends back more than it was sent.
    taken !== undefined &&
    totalMinor <= taken.totalMinor
  )
}

/** Dollars that the balance has and the books have not, in the units of custody; nothing where they agree. */
export function unexplainedDollars(desk: Pick<PayoutDesk, 'ledger' | 'balances'>, backend: string): bigint {
  const reading = desk.balances.current()
  if (reading.backend !== backend || reading.readAt === undefined) return 0n
  const told = reading.balances.find(({ asset }) => asset === 'USD')
  const moreMinor =
    (told?.availableMinor ?? 0n) + (told?.heldMinor ?? 0n) - booksOf(desk.ledger, backend, 'USD')
  return moreMinor > 0n ? moreMinor : 0n
}

/**
 * A manager says that money that came in is a payout, sent back.
 * @returns the payout as it stands then, `payout.notAReturn`, or `payout.transitionRefused` for one that has not left
 */
export async function linkReturn(
  desk: PayoutDesk,
  {
    payoutId,
    movementId,
    person,
  }: Readonly<{ payoutId: string; movementId?: string | undefined; person: Person }>,
): Promise<Readonly<{ ok: true; payout: Payout }> | Rejected> {
  if (movementId === undefined) await desk.balances.read()
  return desk.ledger.transact((transaction): Readonly<{ ok: true; payout: Payout }> | Rejected => {
    const payout = transaction.findPayout(payoutId)
    if (!payout) return reject('payout.notFound', { payoutId })
    if (payout.status === 'returned') return { ok: true, payout }
    if (movementId !== undefined) {
      const movement = returnCandidates(transaction, payout).find(({ id }) => id === movementId)
      if (!movement) return reject('payout.notAReturn', {})
      const { totalMinor, createdAt: at } = movement
      return recordReturn(transaction, desk, payout, { movement, totalMinor, at }, person.id)
    }
    const moreMinor = unexplainedDollars(desk, payout.backend)
    const mostMinor = payout.taken?.totalMinor ?? 0n
    if (moreMinor === 0n || moreMinor > mostMinor) return reject('payout.notAReturn', {})
    return recordReturn(transaction, desk, payout, { totalMinor: moreMinor, at: desk.clock.now() }, person.id)
  })
}
