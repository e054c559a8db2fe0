import { z } from '../../../shared/contract/z.ts'
import { silentLog, type Log } from '../../platform/log.ts'
import type { PaxosCall, Query } from './paxos-call.ts'
import { decimalText, freeText, idText, readAnswer } from './read-answer.ts'
import { readWholeList } from './read-list.ts'

const balancesShape = z.object({
  items: z
    .array(z.object({ asset: idText, available: decimalText, trading: decimalText.default('0') }).readonly())
    .max(1_000),
})
const profileShape = z.object({ id: idText, nickname: freeText.default('') }).readonly()

/** What a profile can spend of each asset, and what is held in orders, as decimal text. */
export type PaxosBalance = Readonly<{ asset: string; available: string; trading: string }>

/** A pot of money at Paxos: every movement belongs to one. */
export type PaxosProfile = ReturnType<typeof profileShape.parse>

/** The profile that an account begins with, or the one of an id. */
export async function readProfile(call: PaxosCall, id = 'default'): Promise<PaxosProfile> {
  const answer = await call({ method: 'GET', path: `/profiles/${encodeURIComponent(id)}` })
  return readAnswer(profileShape, answer, 'a profile')
}

/** The profiles of the account. */
export async function listProfiles(call: PaxosCall, log: Log = silentLog): Promise<readonly PaxosProfile[]> {
  const belongs = (): boolean => true
  const query: Query = [['order', 'ASC']]
  return await readWholeList(
    call,
    { path: '/profiles', query, shape: profileShape, what: 'a profile', belongs },
    log,
  )
}

/** What a profile holds; of some assets, or of all. */
export async function readBalances(
  call: PaxosCall,
  profileId: string,
  assets: readonly string[] = [],
): Promise<readonly PaxosBalance[]> {
  const path = `/profiles/${encodeURIComponent(profileId)}/balances`
  const query: Query = assets.map((asset) => ['assets', asset])
  return readAnswer(balancesShape, await call({ method: 'GET', path, query }), 'balances').items
}
