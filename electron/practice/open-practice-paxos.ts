import { join } from 'node:path'
import { mnemonicToAccount } from 'viem/accounts'
import type { SettlementNetwork } from '../backends/settlement-port.ts'
import { systemClock } from '../platform/clock.ts'
import type { Log } from '../platform/log.ts'
import { practiceIssuer, practiceMnemonic } from './chain/practice-accounts.ts'
import type { PracticeChains } from './chain/practice-chain.ts'
import { mintTokens } from './chain/provision-chain.ts'
import { startPaxosStandin, type PaxosStandin } from './standins/paxos/start-paxos-standin.ts'

/** Which network of Paxos each practice chain stands in for, and after how many blocks its money counts. */
const networkOf = {
  fast: { network: 'BASE', confirmations: 4 },
  slow: { network: 'ETHEREUM', confirmations: 2 },
} as const

/** What the practice account holds the first time: enough to refund and pay out from the first minute. */
const openingDeposits = { USD: '500', USDC: '100', PYUSD: '100', USDG: '100', USDP: '100' }

/** The Paxos of practice mode, as the terminal reaches it. */
export type PracticePaxos = Pick<PaxosStandin, 'apiUrl' | 'tokenUrl' | 'faults' | 'stop'> &
  Readonly<{
    credentials: Readonly<{ clientId: string; clientSecret: string; scopes: readonly string[] }>
    networks: readonly SettlementNetwork[]
    profileId: string
    outage: PracticeOutage
  }>

/** An outage of the play Paxos, to be practised: while it lasts nothing is answered, and nothing that was promised is lost. */
export type PracticeOutage = Readonly<{ isOn: () => boolean; set: (isOn: boolean) => void }>

function openOutage({ breakRequests }: PaxosStandin['faults']): PracticeOutage {
  let mend: (() => void) | undefined
  return {
    isOn: () => mend !== undefined,
    set: (isOn) => {
      if (isOn) mend ??= breakRequests({ kind: 'lostRequest', times: Number.MAX_SAFE_INTEGER })
      else {
        mend?.()
        mend = undefined
      }
    },
  }
}

/** Its own account of the practice words, which anvil gives coins for gas; tokens are minted when it runs low. */
const treasuryIndex = 2

/** Starts the play Paxos beside the practice chains, or continues the one of the folder. */
export async function openPracticePaxos(
  directory: string,
  { chains }: PracticeChains,
  log: Log,
): Promise<PracticePaxos> {
  const issuer = practiceIssuer().address
  const served = chains.flatMap((chain) => {
    const known = Object.entries(networkOf).find(([key]) => key === chain.key)?.[1]
    return known ? [{ chain, ...known }] : []
  })
  const standin = await startPaxosStandin({
    directory: join(directory, 'paxos'),
    clock: systemClock,
    log,
    chains: served.map(({ chain, network, confirmations }) => ({
      network,
      chainId: chain.chainId,
      rpcUrl: chain.rpcUrl,
      confirmations,
      tokens: chain.tokens.map(({ symbol, address, decimals }) => ({ asset: symbol, address, decimals })),
    })),
    treasury: {
      account: mnemonicToAccount(practiceMnemonic, { addressIndex: treasuryIndex }),
      fill: ({ chain, token, holder, amountMinor }) =>
        mintTokens({ rpcUrl: chain.rpcUrl, issuer, token: token.address, to: holder, amountMinor }),
    },
    openingDeposits,
    hasOpeningBanks: true,
  })
  const [credential] = standin.credentials
  if (!credential) throw new Error('The play Paxos has a client of its own.')
  const { clientId, clientSecret, scopes } = credential
  return {
    apiUrl: standin.apiUrl,
    tokenUrl: standin.tokenUrl,
    faults: standin.faults,
    stop: standin.stop,
    credentials: { clientId, clientSecret, scopes },
    networks: served.map(({ chain, network, confirmations }) => ({
      network,
      chain: chain.key,
      secondsToCredit: Math.ceil(confirmations * chain.blockSeconds),
      assets: chain.tokens.map(({ symbol }) => symbol),
    })),
    profileId: standin.profileId,
    outage: openOutage(standin.faults),
  }
}
