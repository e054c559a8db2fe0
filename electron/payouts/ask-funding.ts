import { reject, type Rejected } from '../../shared/errors/rejected.ts'
import type { Funding, FundingWay } from '../backends/payout-port.ts'
import { payingBackend, type PayoutDesk } from './payout-desk.ts'

/**
 * Where dollars are wired to fill the account. The id under which instructions are made is kept before they are asked for, so that
 * asking again, also after a restart, makes no second ones.
 * @throws {PosError} `backend.*`
 */
export async function askFunding(
  desk: PayoutDesk,
  way: FundingWay,
): Promise<Readonly<{ ok: true; funding: Funding; checkedAt: number }> | Rejected> {
  const backend = payingBackend(desk)
  if (!backend) return reject('payout.noBackend', {})
  const key = `funding.ref:${backend.key}:${way.network}:${way.network === 'WIRE' ? way.routing : ''}`
  const known = desk.ledger.findNote(key)
  const refId = known ?? desk.ids.next('fund')
  if (known === undefined) desk.ledger.transact((transaction) => transaction.saveNote(key, refId))
  const funding = await backend.payouts.funding(refId, way)
  return { ok: true, funding, checkedAt: desk.clock.now() }
}
