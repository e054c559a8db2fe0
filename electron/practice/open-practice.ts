import { HDKey } from '@scure/bip32'
import { join } from 'node:path'
import { mnemonicToAccount } from 'viem/accounts'
import { tokenCurrency } from '../../shared/domain/tokens/token.ts'
import type { ChainSettings, Settings } from '../../shared/domain/settings/settings.ts'
import type { ReleaseRule } from '../../shared/domain/policy/release-rule.ts'
import type { Log } from '../platform/log.ts'
import { openPracticeChains, type PracticeChains } from './chain/practice-chain.ts'
import { practiceCustomerKey, practiceMnemonic } from './chain/practice-accounts.ts'
import { openPracticeMode, type PracticeMode } from './practice-mode.ts'

/** Practice mode of a terminal: its customer, and the settings its chains bring. */
export type Practice = Readonly<{
  /** Key of the customer who pays; public and worthless by design. */
  customerKey: `0x${string}`
  mode: PracticeMode | undefined
  settings: Pick<Settings, 'backend'> & Partial<Pick<Settings, 'chains' | 'releaseRules'>>
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

/** The public key of the practice shop's account; its words are published and worthless, see practice-accounts.ts. */
function practiceXpub(): string {
  const root = mnemonicToAccount(practiceMnemonic, { accountIndex: 0 }).getHdKey()
  const account: HDKey = HDKey.fromMasterSeed(seedOf(root)).derive("m/44'/60'/1'")
  return account.publicExtendedKey
}

/** A seed for the shop's own account, made of a key of the practice words: any fixed 32 bytes would do. */
function seedOf(key: { privateKey: Uint8Array | null }): Uint8Array {
  if (key.privateKey === null) throw new Error('An account made from words has a private key.')
  return key.privateKey
}

/**
 * Starts practice mode in a folder. With `ownChains` a configuration brings the chains: no chain is started then and
 * nobody pays in one click.
 */
export async function openPractice(
  options: Readonly<{ directory: string; ownChains: boolean; log: Log }>,
): Promise<Practice> {
  const backend = { kind: 'selfcustody', xpub: practiceXpub() } as const
  if (options.ownChains)
    return {
      customerKey: practiceCustomerKey(),
      mode: undefined,
      settings: { backend },
      begunChains: [],
      stop: () => Promise.resolve(),
    }
  const chains = await openPracticeChains({ directory: join(options.directory, 'chain'), log: options.log })
  const wallet = {
    address: chains.customer.address,
    balances: async () => [...(await chains.customer.balances())],
    transfer: async (request: {
      chainId: number
      tokenAddress: `0x${string}`
      recipient: `0x${string}`
      amountMinor: bigint
    }) => {
      const { chainId, tokenAddress, recipient, amountMinor } = request
      return (await chains.customer.transfer({ chainId, token: tokenAddress, to: recipient, amountMinor }))
        .txHash
    },
  }
  return {
    customerKey: practiceCustomerKey(),
    mode: openPracticeMode(wallet),
    settings: { backend, chains: toChainSettings(chains), releaseRules: practiceRules(chains) },
    begunChains: chains.chains.filter((chain) => chain.history !== 'kept').map((chain) => chain.key),
    stop: chains.stop,
  }
}
