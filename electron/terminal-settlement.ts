import { join } from 'node:path'
import { paxosHosts, type PaxosHosts } from './backends/paxos/hosts.ts'
import { openRateBudget } from './backends/paxos/rate-budget.ts'
import { testPaxosConnection } from './backends/paxos/test-connection.ts'
import { noSeal, type SecretSeal } from './platform/secret-seal.ts'
import { openSecretStore, type SecretStore } from './platform/secret-store.ts'
import {
  openSettlementSetup,
  type SettlementSetup,
  type SettlementSetupParts,
} from './settlement-setup/settlement-setup.ts'
import { PosError } from '../shared/errors/pos-error.ts'

/** Where the play Paxos of practice answers, and the public credentials that it takes. */
type PlayPaxos = PaxosHosts & Readonly<{ credentials: Readonly<{ clientId: string; clientSecret: string }> }>

type Given = Omit<SettlementSetupParts, 'secrets' | 'testConnection' | 'playSecret'> &
  Readonly<{
    /** The folder of the environment. */
    directory: string
    seal: SecretSeal | undefined
    play: () => PlayPaxos | undefined
  }>

/** The credentials that this machine keeps, and the way an owner connects and disconnects the account they are for. */
export type TerminalSettlement = Readonly<{ secrets: SecretStore; setup: SettlementSetup }>

/** Tests take a part of the limits only: the till goes on polling while an owner tries. */
const testShare = 0.25

/** Puts together what the settings screen works with; nothing is asked of Paxos before somebody wants it. */
export function openTerminalSettlement({ directory, seal, play, ...given }: Given): TerminalSettlement {
  const { clock, log } = given
  const secrets = openSecretStore(join(directory, 'secrets'), seal ?? noSeal, log)
  const budget = openRateBudget(testShare, clock.now)
  const hostsOf = (host: 'practice' | 'sandbox' | 'production'): PaxosHosts => {
    if (host !== 'practice') return paxosHosts[host]
    const playing = play()
    if (playing) return playing
    throw new PosError('practice.unavailable', 'There is no play Paxos here.')
  }
  const setup = openSettlementSetup({
    ...given,
    secrets,
    testConnection: ({ host, secret, profileId }) => {
      const { apiUrl, tokenUrl } = hostsOf(host)
      return testPaxosConnection({ apiUrl, tokenUrl, ...secret, profileId, clock, log, budget })
    },
    playSecret: () => {
      const { clientId, clientSecret } = play()?.credentials ?? {}
      return clientId === undefined || clientSecret === undefined ? undefined : { clientId, clientSecret }
    },
  })
  return { secrets, setup }
}
