import type { PaxosSettlement } from '../shared/domain/settings/settings.ts'
import { paxosHosts } from './backends/paxos/hosts.ts'
import { openPaxos, type Paxos } from './backends/paxos/open-paxos.ts'
import { findGrantedScopes, scopesByFeature, scopesOf, type PaxosFeature } from './backends/paxos/scopes.ts'
import type { Ledger } from './ledger/port.ts'
import type { Clock } from './platform/clock.ts'
import type { Log } from './platform/log.ts'
import type { SecretStore } from './platform/secret-store.ts'
import type { PracticePaxos } from './practice/open-practice-paxos.ts'
import { readPaxosSecret } from './settlement-setup/paxos-secret.ts'

type ConnectParts = Readonly<{
  play: PracticePaxos | undefined
  secrets: SecretStore
  ledger: Ledger
  clock: Clock
  log: Log
}>

const features = Object.keys(scopesByFeature).filter((name): name is PaxosFeature => name in scopesByFeature)

/**
 * Scopes are asked for once: a till that starts without a network knows them from the last time. Credentials that were entered
 * since are asked about anew.
 */
const scopesKey = (ledger: Ledger): string => `paxos.scopes.${ledger.settingsSeq('settlement')}`

async function openReal(
  { host, profileId, signing }: PaxosSettlement,
  { secrets, ledger, clock, log }: ConnectParts,
): Promise<Paxos | undefined> {
  const secret = host === 'practice' ? undefined : await readPaxosSecret(secrets, { host, profileId })
  if (host === 'practice' || !secret) {
    log.warn('The credentials of the settlement account are not on this machine', { host })
    return undefined
  }
  const { clientId, clientSecret, signingKey } = secret
  const open = (scopes: readonly string[]): Paxos =>
    openPaxos({
      ...paxosHosts[host],
      credentials: { clientId, clientSecret, scopes },
      ...(signing && signingKey ? { signingKey } : {}),
      clock,
      log,
    })
  const known = ledger.findNote(scopesKey(ledger))
  if (known !== undefined) return open(known.split(' '))
  const granted = await findGrantedScopes(open([]).askScopes, scopesOf(features))
  ledger.transact((transaction) => transaction.saveNote(scopesKey(ledger), [...granted].join(' ')))
  return open([...granted])
}

/**
 * Opens a client of the account in the settings; nothing where its credentials are not on this machine.
 * @throws {PosError} `backend.*` when nobody has said yet what the credentials may do, `secrets.*` when they cannot be read
 */
export async function connectPaxos(
  account: PaxosSettlement,
  parts: ConnectParts,
): Promise<Paxos | undefined> {
  const { play, clock, log } = parts
  if (account.host !== 'practice') return await openReal(account, parts)
  if (!play) return undefined
  const { apiUrl, tokenUrl, credentials } = play
  return openPaxos({ apiUrl, tokenUrl, credentials, clock, log })
}
