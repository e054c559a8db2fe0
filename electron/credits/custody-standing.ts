import { custodyOf } from '../../shared/domain/payout/payout-rule.ts'
import { sumMinor } from '../../shared/domain/money/money.ts'
import { custodyCurrency, toCustodyMinor } from '../../shared/domain/settlement/asset.ts'
import type { LedgerReader } from '../ledger/port.ts'

/** More orders than a shop has open at once. */
const openMax = 1_000

/**
 * What is promised of an asset and had not left when the balance was read, as far as the till knows. What was taken since then
 * counts too: an old reading does not show that it is gone.
 */
export function promisedOf(
  reader: LedgerReader,
  { backend, readAt }: Readonly<{ backend: string; readAt?: number | undefined }>,
  asset: string,
): bigint {
  const isSince = ({ status, at }: Readonly<{ status: string; at: number }>): boolean =>
    status === 'reserved' || status === 'approved' || status === 'unknown' || at >= (readAt ?? 0)
  const refunds = reader
    .listRefunds({ statuses: ['reserved', 'unknown', 'submitted', 'broadcast'], limit: openMax })
    .filter((refund) => refund.backend === backend && refund.balanceAsset === asset && isSince(refund))
    .map((refund) => toCustodyMinor(refund.amountMinor, refund.decimals) + refund.feeMaxMinor)
  const payouts = reader
    .listPayouts({ statuses: ['approved', 'unknown', 'submitted'], limit: openMax })
    .filter((payout) => payout.backend === backend && payout.asset === asset && isSince(payout))
    .map(custodyOf)
  return sumMinor([...refunds, ...payouts])
}

/** What the books hold of an asset in the custody of a backend. */
export function booksOf(reader: LedgerReader, backend: string, asset: string): bigint {
  const currency = custodyCurrency(backend, asset)
  return (
    reader
      .balances()
      .find((posting) => posting.account === `custody:${backend}` && posting.currency === currency)
      ?.amountMinor ?? 0n
  )
}
