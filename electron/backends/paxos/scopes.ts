import { isPosError } from '../../../shared/errors/pos-error.ts'
import type { TokenGrant } from './token-endpoint.ts'

/**
 * What each feature of the till needs to be allowed.
 * @see fact sheet 1, scopes a POS needs
 */
export const scopesByFeature = {
  balances: ['funding:read_profile'],
  addresses: ['transfer:write_deposit_address', 'transfer:read_deposit_address'],
  incoming: ['transfer:read_transfer', 'events:read_event'],
  refunds: ['transfer:write_crypto_withdrawal', 'fee:write_crypto_withdrawal_fee', 'transfer:read_transfer'],
  travelRule: ['transfer:read_crypto_destination_address', 'transfer:write_crypto_destination_address'],
  bankAccounts: ['transfer:read_fiat_account', 'transfer:write_fiat_account'],
  funding: ['transfer:read_fiat_deposit_instructions', 'transfer:write_fiat_deposit_instructions'],
  payouts: [
    'transfer:write_fiat_withdrawal',
    'transfer:read_transfer',
    'orchestration:read_orchestration',
    'orchestration:write_orchestration',
  ],
  payoutRules: ['orchestration:read_orchestration_rule', 'orchestration:write_orchestration_rule'],
  limits: ['transfer:read_transfer_limit'],
} as const satisfies Record<string, readonly string[]>

/** A feature of the till that Paxos must allow. */
export type PaxosFeature = keyof typeof scopesByFeature

/** The scopes of some features, each once. */
export function scopesOf(features: readonly PaxosFeature[]): readonly string[] {
  return [...new Set(features.flatMap((feature) => scopesByFeature[feature]))]
}

/** What some features lack, by feature; those that lack nothing are left out. */
export function missingByFeature(
  granted: ReadonlySet<string>,
  features: readonly PaxosFeature[],
): ReadonlyMap<PaxosFeature, readonly string[]> {
  const missing = features.map((feature) => {
    const needed: readonly string[] = scopesByFeature[feature]
    return [feature, needed.filter((scope) => !granted.has(scope))] as const
  })
  return new Map(missing.filter(([, scopes]) => scopes.length > 0))
}

type AskScopes = (scopes: readonly string[]) => Promise<Pick<TokenGrant, 'scopes'>>

/** What a refusal names; nothing where it names none of those that were asked for. */
function namedIn(error: unknown, wanted: readonly string[]): readonly string[] {
  const named = isPosError(error) ? String(error.details['missing'] ?? '').split(' ') : []
  return wanted.filter((scope) => named.includes(scope))
}

/**
 * Finds which scopes the credentials have. One that they lack refuses the whole request for a token: what the refusal names is
 * left out, and where it names nothing each half is asked for alone.
 * @param ask one request of the token endpoint; called at most twice for each scope
 */
export async function findGrantedScopes(
  ask: AskScopes,
  wanted: readonly string[],
): Promise<ReadonlySet<string>> {
  if (wanted.length === 0) return new Set()
  try {
    const { scopes } = await ask(wanted)
    return new Set(wanted.filter((scope) => scopes.has(scope)))
  } catch (error) {
    if (!isPosError(error, 'backend.forbidden')) throw error
    const named = namedIn(error, wanted)
    if (named.length > 0)
      return await findGrantedScopes(
        ask,
        wanted.filter((scope) => !named.includes(scope)),
      )
    if (wanted.length === 1) return new Set()
    const half = Math.ceil(wanted.length / 2)
    const [left, right] = [wanted.slice(0, half), wanted.slice(half)]
    return new Set([...(await findGrantedScopes(ask, left)), ...(await findGrantedScopes(ask, right))])
  }
}
