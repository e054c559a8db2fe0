import type {
  BankReview,
  CheckId,
  ConnectionCheck,
  ConnectionTest,
} from '../../../shared/domain/settlement/connection-check.ts'
import type { ErrorCode } from '../../../shared/errors/codes.ts'
import { isPosError } from '../../../shared/errors/pos-error.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Log } from '../../platform/log.ts'
import { listAddressesByRef } from './deposit-addresses.ts'
import { readEvents } from './events.ts'
import { listBankAccounts } from './fiat-accounts.ts'
import type { PaxosHosts } from './hosts.ts'
import { openPaxos } from './open-paxos.ts'
import { listRules } from './orchestration-rules.ts'
import type { PaxosCall } from './paxos-call.ts'
import { listProfiles, readBalances } from './profiles.ts'
import type { RateBudget } from './rate-budget.ts'
import type { SigningKey } from './request-signing.ts'
import { usualRetries } from './retry.ts'
import { findGrantedScopes, scopesOf, type PaxosFeature } from './scopes.ts'
import { readTransfers } from './transfers.ts'

/** What is tried, and where. `profileId` is the profile that would receive; without it the account's only one is taken. */
export type ConnectionToTest = PaxosHosts &
  Readonly<{
    clientId: string
    clientSecret: string
    signingKey?: SigningKey | undefined
    profileId?: string | undefined
    clock: Clock
    log: Log
    /** Shared by all tests of a till: the endpoint of tokens takes one request a second. */
    budget?: RateBudget
  }>

/** What the credentials must be allowed for each check; the others need no right of their own. */
const featuresOf: Readonly<Partial<Record<CheckId, readonly PaxosFeature[]>>> = {
  balances: ['balances'],
  receive: ['addresses'],
  events: ['incoming'],
  refund: ['refunds', 'travelRule'],
  payOut: ['payouts', 'funding', 'limits'],
  bankAccounts: ['bankAccounts'],
  rules: ['payoutRules'],
}

const afterProfile = [
  'balances',
  'receive',
  'events',
  'refund',
  'payOut',
  'bankAccounts',
  'rules',
] as const satisfies readonly CheckId[]

/** An owner waits for the answer: two tries, and none that hangs. */
const retries = { ...usualRetries, attemptsMax: 2, longestMs: 1_000 }
const timeoutMs = 8_000
/** No address has it: what is tried is whether addresses may be read. */
const nobodysRef = 'stablepoint-connection-test'
/** Events of the last hour: whether they may be read shows on none as well. */
const eventsMs = 3_600_000

const passing: ReadonlySet<ErrorCode> = new Set([
  'backend.unavailable',
  'backend.rateLimited',
  'backend.badAnswer',
])
const mistyped: ReadonlySet<ErrorCode> = new Set(['backend.unauthorized', 'config.invalid'])

function works(id: CheckId): ConnectionCheck {
  return { id, state: 'works', missing: [], whoMustAct: 'nobody' }
}

/**
 * What a failure means for whoever connects.
 * @throws what is no failure of the account: our own bug
 */
function failed(id: CheckId, error: unknown): ConnectionCheck {
  if (!isPosError(error)) throw error
  const { code, message } = error
  const told = { id, missing: [], problem: code, said: message.slice(0, 300) }
  if (passing.has(code)) return { ...told, state: 'unreachable', whoMustAct: 'nobody' }
  if (mistyped.has(code)) return { ...told, state: 'refused', whoMustAct: 'you' }
  // The right is there and the call is right: the account has not been let do it yet (fact sheet 1, scopes).
  return { ...told, state: 'refused', whoMustAct: 'support' }
}

/** What an account says may quote what it was sent. */
function withoutSecret({ said, ...check }: ConnectionCheck, secret: string): ConnectionCheck {
  return said === undefined ? check : { ...check, said: said.replaceAll(secret, '[removed]') }
}

async function tryCall(id: CheckId, work: () => Promise<unknown>): Promise<ConnectionCheck> {
  try {
    await work()
    return works(id)
  } catch (error) {
    return failed(id, error)
  }
}

function toReview(status: 'PENDING' | 'APPROVED' | 'REJECTED' | Readonly<{ unknown: string }>): BankReview {
  if (status === 'PENDING') return 'pending'
  if (status === 'APPROVED') return 'approved'
  return status === 'REJECTED' ? 'rejected' : 'unknown'
}

type Found = { profiles: ConnectionTest['profiles']; bankAccounts: ConnectionTest['bankAccounts'] }
type Work = (profileId: string) => Promise<unknown>

/** What each check reads. Nothing here changes anything at Paxos. */
function readsOf(call: PaxosCall, { clock, log }: ConnectionToTest, found: Found) {
  const reads: Readonly<Partial<Record<CheckId, Work>>> = {
    balances: (profileId) => readBalances(call, profileId),
    receive: () => listAddressesByRef(call, [nobodysRef], log),
    events: async (profileId) => {
      const from = new Date(clock.now() - eventsMs).toISOString()
      await readEvents(call, { profileId, from }, log)
      await readTransfers(call, { profileId, updatedFrom: from }, log)
    },
    bankAccounts: async () => {
      const accounts = await listBankAccounts(call, log)
      found.bankAccounts = accounts
        .slice(0, 100)
        .map(({ bankName, numberTail, status }) => ({ bankName, numberTail, review: toReview(status) }))
    },
    rules: (profileId) => listRules(call, profileId, log),
  }
  return reads
}

/** The profile that receives: the one that was chosen, or the account's only one. */
async function checkProfile(
  call: PaxosCall,
  { profileId, log }: ConnectionToTest,
  found: Found,
): Promise<Readonly<{ check: ConnectionCheck; profileId?: string | undefined }>> {
  const check = await tryCall('profile', async () => {
    const profiles = await listProfiles(call, log)
    found.profiles = profiles.slice(0, 200).map(({ id, nickname }) => ({ id, nickname }))
  })
  if (check.state !== 'works') return { check }
  const chosen = found.profiles.find(({ id }) => id === (profileId ?? found.profiles[0]?.id))
  if (chosen) return { check, profileId: chosen.id }
  return { check: { ...check, state: 'refused', whoMustAct: 'you', problem: 'backend.notFound' } }
}

function missingScopes(id: CheckId, granted: ReadonlySet<string>): readonly string[] {
  return scopesOf(featuresOf[id] ?? []).filter((scope) => !granted.has(scope))
}

function openGranted(connection: ConnectionToTest, scopes: readonly string[]) {
  const { clientId, clientSecret, signingKey, apiUrl, tokenUrl, clock, log, budget } = connection
  return openPaxos({
    apiUrl,
    tokenUrl,
    credentials: { clientId, clientSecret, scopes },
    clock,
    log,
    retries,
    timeoutMs,
    ...(budget && { budget }),
    ...(signingKey && { signingKey }),
  })
}

function lacking(id: CheckId, missing: readonly string[]): ConnectionCheck {
  return { id, state: 'missing', missing, whoMustAct: 'you' }
}

/** The checks that need a token, each for itself: one that fails hides none of the others. */
async function checkFeatures(
  connection: ConnectionToTest,
  granted: ReadonlySet<string>,
  found: Found,
): Promise<readonly ConnectionCheck[]> {
  const { call } = openGranted(connection, [...granted])
  // Profiles are read with the right that balances need.
  const unread = missingScopes('balances', granted)
  const profile =
    unread.length > 0
      ? { check: lacking('profile', unread), profileId: undefined }
      : await checkProfile(call, connection, found)
  const { profileId } = profile
  const checks = [profile.check]
  const reads = readsOf(call, connection, found)
  for (const id of afterProfile) {
    const missing = missingScopes(id, granted)
    const read = reads[id]
    if (missing.length > 0) checks.push(lacking(id, missing))
    else if (read === undefined) checks.push(works(id))
    // What needs a profile cannot be tried without one, and is not to blame for it.
    else if (profileId !== undefined) checks.push(await tryCall(id, () => read(profileId)))
  }
  return checks
}

/**
 * Tries what an account lets a till do, with calls that only read. The token endpoint names what the credentials lack, or is
 * asked in halves; everything else is one call each.
 * @returns every check that could be made; after a refused token there is that one alone
 * @throws {PosError} `config.invalid` for an address without encryption
 */
export async function testPaxosConnection(connection: ConnectionToTest): Promise<ConnectionTest> {
  const { clientSecret, clock } = connection
  const found: Found = { profiles: [], bankAccounts: [] }
  const at = clock.now()
  const wanted = scopesOf(Object.values(featuresOf).flat())
  const asking = openGranted(connection, wanted)
  let granted: ReadonlySet<string>
  try {
    granted = await findGrantedScopes(asking.askScopes, wanted)
  } catch (error) {
    return { at, checks: [withoutSecret(failed('token', error), clientSecret)], ...found }
  }
  if (granted.size === 0) {
    const none = { id: 'token', state: 'missing', missing: wanted, whoMustAct: 'you' } as const
    return { at, checks: [none], ...found }
  }
  const checks = await checkFeatures(connection, granted, found)
  return {
    at,
    checks: [works('token'), ...checks].map((check) => withoutSecret(check, clientSecret)),
    ...found,
  }
}
