import type { PublicClient } from 'viem'
import { hashAt, headOf } from './chain-client.ts'
import { dropDeposit } from './crypto-deposits.ts'
import type { StandinChain } from './standin-chain.ts'
import type { Transfer, TransferInner } from './transfers.ts'
import type { World } from './world.ts'

/** Where the last block is kept that was looked at. */
export function cursorName(chain: StandinChain): string {
  return `cursor:${chain.network}`
}

function eraName(chain: StandinChain): string {
  return `era:${chain.network}`
}

/** A chain that was never looked at is read from its present head on: what happened before concerns nobody here. */
export async function beginAtHead(world: World, chain: StandinChain, client: PublicClient): Promise<void> {
  if (world.store.setting(cursorName(chain)) !== undefined) return
  const head = await headOf(client)
  world.store.setSetting(cursorName(chain), `${head} ${(await hashAt(client, head)) ?? ''}`)
}

/**
 * What was on its way on a chain that is gone. A deposit without its confirmations never was; a withdrawal is signed
 * anew for the new chain, since its place among the treasury's transactions belonged to the old one. What had ended
 * stays as it is, and so do the balances.
 */
function beginAnew(world: World, chain: StandinChain, genesis: string): void {
  const { store, log } = world
  store.atomically(() => {
    const deposits = store.findByLookup<Transfer, TransferInner>('transfer', `deposits:${chain.network}`)
    for (const deposit of deposits) dropDeposit(world, deposit)
    const withdrawals = store.findByLookup<Transfer, TransferInner>(
      'transfer',
      `withdrawals:${chain.network}`,
    )
    for (const { id, updatedNs, wire, inner } of withdrawals) {
      const { signed: _, ...unsigned } = inner
      store.change('transfer', id, updatedNs, wire, unsigned)
    }
    store.setSetting(eraName(chain), genesis)
    // From its first block on: nobody has looked at any of it.
    store.setSetting(cursorName(chain), `0 ${genesis}`)
    log.warn('A practice chain began anew; the practice Paxos follows the new one', {
      network: chain.network,
      deposits: deposits.length,
      withdrawals: withdrawals.length,
    })
  })
}

/**
 * Which chain it is among those that had its name and id: its first block tells. The same payment on a chain that began
 * anew may have the same hash as one on the old chain, because the payer's transactions are counted from zero again.
 */
export async function keepEra(world: World, chain: StandinChain, client: PublicClient): Promise<string> {
  const known = world.store.setting(eraName(chain))
  const genesis = await hashAt(client, 0)
  if (genesis === undefined) return known ?? ''
  if (known === undefined) world.store.setSetting(eraName(chain), genesis)
  else if (known !== genesis) beginAnew(world, chain, genesis)
  return genesis
}
