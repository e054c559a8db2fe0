import type { Address } from 'viem'
import { privateKeyToAddress } from 'viem/accounts'
import type { Log } from '../../platform/log.ts'
import { findAnvilBinary } from './anvil-binary.ts'
import { rpcUrlOf } from './anvil.ts'
import {
  createPracticeCustomer,
  type CustomerTransfer,
  type PracticeCustomer,
  type WalletToken,
} from './customer.ts'
import type { KeeperChain } from './keeper-protocol.ts'
import type { ChainHistory, ChainLimits } from './kept-chain.ts'
import { practiceCustomerKey, practiceIssuer, practiceMnemonic } from './practice-accounts.ts'
import { addressOf, practiceCounterfeit, practiceSanctionsList, practiceTokens } from './practice-tokens.ts'
import { mintTokens, provisionChain } from './provision-chain.ts'
import { startKeeper } from './start-keeper.ts'

/** The two chains of practice mode: one as quick as a rollup, one as slow as Ethereum. */
export const practiceNetworks = [
  { key: 'fast', name: 'Practice Fast', chainId: 31_337_001, blockSeconds: 1 },
  { key: 'slow', name: 'Practice Slow', chainId: 31_337_012, blockSeconds: 12 },
] as const

/** Measured on anvil 1.7.1; see the README of electron/practice for the numbers. */
const practiceLimits: ChainLimits = {
  snapshotSeconds: 30,
  blocksPerRun: 3_600,
  historicalStates: 32,
  past: { blocks: 1_024, transactions: 5_000 },
}

const lockWaitMs = 15_000

/** A practice chain, served. */
export type PracticeChain = Readonly<{
  key: string
  name: string
  chainId: number
  blockSeconds: number
  rpcUrl: string
  tokens: readonly WalletToken[]
  /** A token that calls itself USDC and is not. */
  counterfeit: Address
  /** Says which addresses are sanctioned. */
  sanctionsList: Address
  /** `lost` means that blocks the ledger knows are gone: the saved state could not be loaded. */
  history: ChainHistory
}>

/** Practice mode's own small world. */
export type PracticeChains = Readonly<{
  chains: readonly PracticeChain[]
  customer: PracticeCustomer
  /** Saves the chains and ends their processes; waits for both. */
  stop: () => Promise<void>
}>

/** Where the chains live. Networks and limits are for tests. */
export type PracticeChainsOptions = Readonly<{
  directory: string
  log: Log
  networks?: readonly (KeeperChain & Readonly<{ name: string }>)[]
  limits?: ChainLimits
}>

/**
 * Starts the practice chains of a folder, or continues them where they ended, with their tokens and their customer.
 * @throws {PosError} `practice.chainInUse` while another till keeps them, `practice.chainUnavailable` when they cannot
 * be started
 */
export async function openPracticeChains(options: PracticeChainsOptions): Promise<PracticeChains> {
  const { directory, log, networks = practiceNetworks, limits = practiceLimits } = options
  const key = practiceCustomerKey()
  const purse = privateKeyToAddress(key)
  const issuer = practiceIssuer().address
  const keeper = await startKeeper(
    {
      directory,
      binary: findAnvilBinary(),
      mnemonic: practiceMnemonic,
      lockWaitMs,
      limits,
      chains: networks,
    },
    log,
  )
  const tokens = practiceTokens.map((token) => ({
    symbol: token.symbol,
    name: token.name,
    address: addressOf(token, issuer),
    decimals: token.decimals,
  }))
  const counterfeit = addressOf(practiceCounterfeit, issuer)
  const sanctionsList = addressOf(practiceSanctionsList(), issuer)
  const chains = keeper.chains.flatMap(({ key: served, port, history }) => {
    const network = networks.find((each) => each.key === served)
    if (network === undefined) return []
    return [{ ...network, rpcUrl: rpcUrlOf(port), tokens, counterfeit, sanctionsList, history }]
  })
  try {
    const wanted = {
      issuer,
      tokens: [...practiceTokens, practiceCounterfeit],
      others: [practiceSanctionsList()],
      purse,
    }
    await Promise.all(chains.map(({ rpcUrl }) => provisionChain({ rpcUrl, ...wanted })))
  } catch (error) {
    await keeper.stop()
    throw error
  }
  const mint = (request: CustomerTransfer & Readonly<{ rpcUrl: string }>): Promise<void> =>
    mintTokens({ ...request, issuer })
  return { chains, customer: createPracticeCustomer({ key, chains, mint }), stop: keeper.stop }
}
