import { HDKey } from '@scure/bip32'
import { join } from 'node:path'
import { mnemonicToAccount } from 'viem/accounts'
import { tokenCurrency } from '../../shared/domain/tokens/token.ts'
import { drills } from '../../shared/domain/drill/drills.ts'
import type { ChainSettings, Settings } from '../../shared/domain/settings/settings.ts'
import type { ReleaseRule } from '../../shared/domain/policy/release-rule.ts'
import type { Log } from '../platform/log.ts'
import { openPracticeChains, type PracticeChains } from './chain/practice-chain.ts'
import { practiceCustomerKey, practiceMnemonic } from './chain/practice-accounts.ts'
import type { DrillStart } from './drills/drill-start.ts'
import { drillSettings } from './drills/drill-settings.ts'
import { openDrillStage, type DrillStage } from './drills/drill-stage.ts'
import { openPracticePaxos, type PracticePaxos } from './open-practice-paxos.ts'
import { openPracticeMode, type PracticeMode } from './practice-mode.ts'

/** Practice mode of a terminal: its customer, and the settings its chains bring. */
export type Practice = Readonly<{
  /** Key of the customer who pays; public and worthless by design. */
  customerKey: `0x${string}`
  mode: PracticeMode | undefined
  settings: Pick<Settings, 'backend'> & Partial<Pick<Settings, 'chains' | 'releaseRules' | 'settlement'>>
  /** The sanctions list of each practice network; it is no setting, so that nobody can take it away. */
  sanctionsLists: readonly Readonly<{ chainId: number; address: `0x${string}` }>[]
  /** The play Paxos; none in a drill, and none where a configuration brings the chains. */
  paxos: PracticePaxos | undefined
  /** Settings that a drill rules, whatever its ledger recorded in the last one. */
  ruled: Partial<Settings>
  /** The world of the drill, in a drill. */
  stage: DrillStage | undefined
  /** Where each practice network is reached, past whatever a drill puts in between. */
  nodes: readonly Readonly<{ key: string; rpcUrl: string }>[]
  /** Chains that began at this start: their saved state could not be loaded, was deleted, or there was none yet. */
  begunChains: readonly string[]
  stop: () => Promise<void>
}>

const anvilFinalityDepth = 64

function toChainSettings({ chains }: PracticeChains): ChainSettings {
  return {
    chains: chains.map(({ key, chainId, name, blockSeconds, rpcUrl }) => ({
      key,
      chainId,
      name,
      blockSeconds,
      endpoints: [rpcUrl],
      // anvil answers both protocols on one port.
      wakeUrl: rpcUrl.replace(/^http/, 'ws'),
      finality: { tag: true, depth: anvilFinalityDepth },
      testnet: true,
      enabled: true,
    })),
    tokens: chains.flatMap((chain) =>
      chain.tokens.map(({ symbol, name, address, decimals }) => ({
        currency: tokenCurrency(symbol, chain.key),
        symbol,
        name,
        chain: chain.key,
        chainId: chain.chainId,
        address,
        decimals,
        peg: 'USD' as const,
        enabled: true,
      })),
    ),
  }
}

/** Small sales leave with the first block on both chains; larger ones wait, so that the wait can be practised too. */
function practiceRules({ chains }: PracticeChains): readonly ReleaseRule[] {
  return chains.flatMap(({ key }): ReleaseRule[] => [
    { chain: key, maxAmountMinor: 5_000n, require: { kind: 'depth', blocks: 1 }, minSeconds: 0 },
    { chain: key, maxAmountMinor: 100_000n, require: { kind: 'depth', blocks: 3 }, minSeconds: 0 },
    { chain: key, require: { kind: 'depth', blocks: 12 }, minSeconds: 0 },
  ])
}

/** Accounts of the practice shop: what a drill receives must never reach an address of practice, nor the other way round. */
const accounts = { practice: "m/44'/60'/1'", drill: "m/44'/60'/2'" } as const

/** The public key of an account of the practice shop; its words are published and worthless, see practice-accounts.ts. */
function practiceXpub(path: (typeof accounts)[keyof typeof accounts]): string {
  const root = mnemonicToAccount(practiceMnemonic, { accountIndex: 0 }).getHdKey()
  const account: HDKey = HDKey.fromMasterSeed(seedOf(root)).derive(path)
  return account.publicExtendedKey
}

/** A seed for the shop's own account, made of a key of the practice words: any fixed 32 bytes would do. */
function seedOf(key: { privateKey: Uint8Array | null }): Uint8Array {
  if (key.privateKey === null) throw new Error('An account made from words has a private key.')
  return key.privateKey
}

function openMode(chains: PracticeChains): PracticeMode {
  return openPracticeMode({
    address: chains.customer.address,
    balances: async () => [...(await chains.customer.balances())],
    transfer: async ({ chainId, tokenAddress, recipient, amountMinor }) =>
      (await chains.customer.transfer({ chainId, token: tokenAddress, to: recipient, amountMinor })).txHash,
  })
}

async function setStage(
  chains: PracticeChains,
  start: DrillStart,
  log: Log,
): Promise<Pick<Practice, 'stage' | 'ruled'>> {
  const drill = drills[start.kind]
  const stage = await openDrillStage({ drill, chains, log })
  return { stage, ruled: drillSettings(drill, start, toChainSettings(chains), stage.endpoints) }
}

/** Practice settles with the play Paxos from the first start; its credentials are public and in no settings. */
function settlementOf({ profileId }: PracticePaxos): NonNullable<Settings['settlement']> {
  return { kind: 'paxos', host: 'practice', profileId, convertToUsd: [], signing: false }
}

async function openWithChains(
  directory: string,
  chains: PracticeChains,
  drill: DrillStart | undefined,
  log: Log,
): Promise<Practice> {
  const { stage, ruled } = drill ? await setStage(chains, drill, log) : { stage: undefined, ruled: {} }
  const paxos = drill ? undefined : await openPracticePaxos(directory, chains, log)
  return {
    customerKey: practiceCustomerKey(),
    mode: openMode(chains),
    settings: {
      backend: { kind: 'selfcustody', xpub: practiceXpub(drill ? accounts.drill : accounts.practice) },
      chains: toChainSettings(chains),
      releaseRules: practiceRules(chains),
      ...(paxos ? { settlement: settlementOf(paxos) } : {}),
    },
    sanctionsLists: chains.chains.map(({ chainId, sanctionsList: address }) => ({ chainId, address })),
    paxos,
    ruled,
    stage,
    nodes: chains.chains.map(({ key, rpcUrl }) => ({ key, rpcUrl })),
    begunChains: chains.chains.filter((chain) => chain.history !== 'kept').map((chain) => chain.key),
    stop: async () => {
      await stage?.stop()
      await paxos?.stop()
      await chains.stop()
    },
  }
}

/**
 * Starts practice mode in a folder, or a drill on its chains. With `ownChains` a configuration brings the chains: no chain
 * is started then and nobody pays in one click.
 */
export async function openPractice(
  options: Readonly<{ directory: string; ownChains: boolean; drill?: DrillStart | undefined; log: Log }>,
): Promise<Practice> {
  const { directory, drill, log } = options
  if (options.ownChains)
    return {
      customerKey: practiceCustomerKey(),
      mode: undefined,
      settings: { backend: { kind: 'selfcustody', xpub: practiceXpub(accounts.practice) } },
      ruled: {},
      sanctionsLists: [],
      paxos: undefined,
      stage: undefined,
      nodes: [],
      begunChains: [],
      stop: () => Promise.resolve(),
    }
  const chains = await openPracticeChains({ directory: join(directory, 'chain'), log })
  try {
    return await openWithChains(directory, chains, drill, log)
  } catch (error) {
    await chains.stop()
    throw error
  }
}
