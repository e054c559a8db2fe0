/** Why the sender of a transfer must not be offered as the address of a refund. */
export type RefundWarning = 'zeroValue' | 'dust'

/**
 * Warns of transfers with which look-alike addresses are planted in a history: nothing at all, or less than a hundredth of
 * a unit of a token that stands one to one with a currency. Whoever sends back to such a sender pays a thief.
 * @param transfer amount in the smallest unit of a token with so many decimals
 */
export function findRefundWarning({
  amountMinor,
  decimals,
}: Readonly<{ amountMinor: bigint; decimals: number }>): RefundWarning | undefined {
  if (amountMinor === 0n) return 'zeroValue'
  return amountMinor * 100n < 10n ** BigInt(decimals) ? 'dust' : undefined
}
