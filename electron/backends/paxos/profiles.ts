import { z } from '../../../shared/contract/z.ts'
import { PosError } from '../../../shared/errors/pos-error.ts'
import type { PaxosCall } from './paxos-call.ts'

const balancesShape = z.object({
  items: z
    .array(
      z.object({
        asset: z.string().min(1).max(20),
        available: z.string().regex(/^\d{1,40}(?:\.\d{1,40})?$/),
      }),
    )
    .max(200),
})
const profileShape = z.object({ id: z.string().min(1).max(100), nickname: z.string().max(200).default('') })

/** What a profile can spend of each asset, as decimal text. */
export type PaxosBalance = Readonly<{ asset: string; available: string }>

/** The profile that an account begins with, or the one of an id. */
export async function readProfile(
  call: PaxosCall,
  id = 'default',
): Promise<Readonly<{ id: string; nickname: string }>> {
  const profile = profileShape.safeParse(
    await call({ method: 'GET', path: `/profiles/${encodeURIComponent(id)}` }),
  )
  if (!profile.success) throw new PosError('backend.badAnswer', 'Paxos answered no profile.')
  return profile.data
}

/** What a profile holds. */
export async function readBalances(call: PaxosCall, profileId: string): Promise<readonly PaxosBalance[]> {
  const path = `/profiles/${encodeURIComponent(profileId)}/balances`
  const balances = balancesShape.safeParse(await call({ method: 'GET', path }))
  if (!balances.success) throw new PosError('backend.badAnswer', 'Paxos answered no balances.')
  return balances.data.items
}
