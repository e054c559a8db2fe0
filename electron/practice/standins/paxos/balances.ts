import { formatAmount } from './amounts.ts'
import { Problem } from './problems.ts'
import type { World } from './world.ts'

/** What a profile can spend of an asset. */
export function availableOf(world: World, profileId: string, asset: string): bigint {
  return world.store.balances(profileId).get(asset) ?? 0n
}

/** Adds to a balance. */
export function credit(world: World, profileId: string, asset: string, amount: bigint): void {
  world.store.setBalance(profileId, asset, availableOf(world, profileId, asset) + amount)
}

/**
 * Takes from a balance, fees included.
 * @throws {Problem} 403 `insufficient-funds`
 */
export function debit(world: World, profileId: string, asset: string, amount: bigint): void {
  const available = availableOf(world, profileId, asset)
  if (available < amount) {
    const facts = {
      profile_id: profileId,
      asset,
      available: formatAmount(available),
      needed: formatAmount(amount),
    }
    const detail = `insufficient ${asset} funds in profile ${profileId}: ${facts.needed} needed, ${facts.available} available`
    throw new Problem('insufficient-funds', 403, detail, facts)
  }
  world.store.setBalance(profileId, asset, available - amount)
}
