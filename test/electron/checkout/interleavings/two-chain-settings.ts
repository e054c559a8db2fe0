import type { Settings } from '../../../../shared/domain/settings/settings.ts'
import { tokenCurrency, type EvmAddress, type Token } from '../../../../shared/domain/tokens/token.ts'
import { testChain, testSettings } from '../../../fixtures/test-till.ts'

/** Blocks of two seconds; what is eight deep stands for ever. */
export const fastChain = { ...testChain, key: 'fast', finality: { tag: false, depth: 8 } } as const

/** Blocks of three seconds; the node says what is safe and what is final. */
export const taggedChain = {
  ...testChain,
  key: 'tagged',
  chainId: 31_337_002,
  name: 'Practice Tagged',
  blockSeconds: 3,
  finality: { tag: true, depth: 32 },
} as const

type ListedToken = Token & { enabled: boolean }

function token(symbol: string, chain: typeof fastChain | typeof taggedChain, digits: string): ListedToken {
  const address: EvmAddress = `0x${digits.repeat(20)}`
  return {
    currency: tokenCurrency(symbol, chain.key),
    symbol,
    name: symbol,
    chain: chain.key,
    chainId: chain.chainId,
    address,
    decimals: symbol === 'USDP' ? 18 : 6,
    peg: 'USD',
    enabled: true,
  }
}

/** Two tokens that are taken on the fast chain and one that no longer is; one and one on the other. */
export const listedTokens: Readonly<Record<'fast' | 'tagged', readonly ListedToken[]>> = {
  fast: [
    token('USDC', fastChain, '11'),
    token('USDP', fastChain, '12'),
    { ...token('USDG', fastChain, '13'), enabled: false },
  ],
  tagged: [token('USDC', taggedChain, '21'), { ...token('USDP', taggedChain, '22'), enabled: false }],
}

/** A shop on two chains; small amounts leave early, larger ones wait for depth, seconds or finality. */
export const twoChainSettings: Settings = {
  ...testSettings,
  checkout: { ...testSettings.checkout, invoiceSeconds: 24 },
  chains: { chains: [fastChain, taggedChain], tokens: [...listedTokens.fast, ...listedTokens.tagged] },
  releaseRules: [
    { chain: 'fast', maxAmountMinor: 1_000n, require: { kind: 'depth', blocks: 1 }, minSeconds: 0 },
    { chain: 'fast', require: { kind: 'depth', blocks: 3 }, minSeconds: 5 },
    { chain: 'tagged', maxAmountMinor: 1_000n, require: { kind: 'tag', tag: 'safe' }, minSeconds: 0 },
    { chain: 'tagged', require: { kind: 'tag', tag: 'finalized' }, minSeconds: 0 },
  ],
}
