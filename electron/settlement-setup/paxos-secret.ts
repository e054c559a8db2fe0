import type { PaxosSettlement } from '../../shared/domain/settings/settings.ts'
import { z } from '../../shared/contract/z.ts'
import { PosError } from '../../shared/errors/pos-error.ts'
import type { SecretStore } from '../platform/secret-store.ts'

const secretShape = z.strictObject({
  clientId: z.string(),
  clientSecret: z.string(),
  signingKey: z.strictObject({ keyId: z.string(), privateKeyPem: z.string() }).readonly().optional(),
})

/** What a till identifies itself with at Paxos. It is kept sealed and stays in the main process. */
export type PaxosSecret = Readonly<{
  clientId: string
  clientSecret: string
  signingKey?: Readonly<{ keyId: string; privateKeyPem: string }> | undefined
}>

/** Which account credentials belong to. */
type AccountName = Pick<PaxosSettlement, 'host' | 'profileId'>

/** What all names of such secrets begin with. */
export const paxosSecretPrefix = 'paxos.'

/**
 * The name that the credentials of an account are kept under. It names the profile, so that those of another account never
 * replace the ones in force before the settings say so.
 */
export function paxosSecretName({ host, profileId }: AccountName): string {
  return `${paxosSecretPrefix}${host}.${profileId}`
}

/**
 * The credentials of an account; nothing where this machine has none.
 * @throws {PosError} `secrets.sealed`, `secrets.noKeyring`, `secrets.wrongPassphrase`, `secrets.damaged`
 */
export async function readPaxosSecret(
  secrets: SecretStore,
  account: AccountName,
): Promise<PaxosSecret | undefined> {
  const text = await secrets.read(paxosSecretName(account))
  if (text === undefined) return undefined
  const parsed = secretShape.safeParse(JSON.parse(text))
  if (parsed.success) return parsed.data
  // What a schema says of a value may quote it.
  throw new PosError('secrets.damaged', 'The credentials that are kept are of an unknown form.')
}
