import { getAddress, isAddress } from 'viem/utils'
import type { z as Zod } from 'zod'
import chainRows from '../../resources/chains.json' with { type: 'json' }
import tokenRows from '../../resources/tokens.json' with { type: 'json' }
import { fiatCurrency } from '../../shared/contract/fields.ts'
import { z } from '../../shared/contract/z.ts'
import { fiatUnit, type FiatCurrency } from '../../shared/domain/money/currency.ts'
import { parseMoney } from '../../shared/domain/money/parse-money.ts'
import type { ExposureCap } from '../../shared/domain/policy/exposure-cap.ts'
import type { ReleaseRule } from '../../shared/domain/policy/release-rule.ts'
import type { ChainSettings, Environment } from '../../shared/domain/settings/settings.ts'
import type { Chain } from '../../shared/domain/tokens/chain.ts'
import { tokenCurrency, type EvmAddress, type Token } from '../../shared/domain/tokens/token.ts'
import { assertInvariant } from '../../shared/errors/assert.ts'

const address = z.custom<EvmAddress>(
  (value) => typeof value === 'string' && isAddress(value, { strict: false }) && getAddress(value) === value,
  'A shipped address has its checksum',
)

const chainRow = z.strictObject({
  key: z.string(),
  chainId: z.number().int().positive(),
  name: z.string(),
  blockSeconds: z.number().positive(),
  finality: z.strictObject({
    tag: z.boolean(),
    depth: z.number().int().positive(),
    seconds: z.number().int().positive().optional(),
  }),
  testnet: z.boolean(),
  explorer: z.string(),
  endpoints: z.array(z.string()),
  releaseRules: z.array(
    z.strictObject({
      maxAmount: z.string().optional(),
      depth: z.number().int().positive().optional(),
      tag: z.enum(['safe', 'finalized']).optional(),
      minSeconds: z.number().int().min(0),
      sources: z.union([z.literal(1), z.literal(2)]).optional(),
    }),
  ),
  exposureCap: z.string(),
  source: z.string().min(1),
  releaseSource: z.string().min(1),
})

const tokenRow = z.strictObject({
  symbol: z.string(),
  name: z.string(),
  chain: z.string(),
  chainId: z.number().int().positive(),
  address,
  decimals: z.number().int().min(0).max(30),
  peg: fiatCurrency,
  issuer: z.string(),
  /** How sure we are of the address: `high` is the issuer's own page, or two independent sources. */
  confidence: z.enum(['high', 'medium']),
  note: z.string().optional(),
  sources: z.array(z.string()).min(1),
})

type ChainRow = Zod.infer<typeof chainRow>
type TokenRow = Zod.infer<typeof tokenRow>

// Read once; a shipped file that is wrong must stop the program and not a sale.
const chains = z.array(chainRow).parse(chainRows)
const tokens = z.array(tokenRow).parse(tokenRows)

function limitMinor(text: string): bigint {
  const limit = parseMoney(text, fiatUnit('USD'))
  assertInvariant(limit.ok, 'A shipped limit is an amount', { text })
  return limit.money.minor
}

function toRule(chain: string, row: ChainRow['releaseRules'][number]): ReleaseRule {
  const limit = row.maxAmount === undefined ? undefined : limitMinor(row.maxAmount)
  assertInvariant(
    (row.depth === undefined) !== (row.tag === undefined),
    'A shipped rule has a depth or a tag',
    {
      chain,
    },
  )
  return {
    chain,
    ...(limit === undefined ? {} : { maxAmountMinor: limit }),
    require:
      row.depth === undefined
        ? { kind: 'tag', tag: row.tag ?? 'finalized' }
        : { kind: 'depth', blocks: row.depth },
    minSeconds: row.minSeconds,
    ...(row.sources === undefined ? {} : { sources: row.sources }),
  }
}

function toChain(row: ChainRow): Chain {
  const { key, chainId, name, blockSeconds, endpoints, finality, testnet, explorer } = row
  return { key, chainId, name, blockSeconds, endpoints, finality, testnet, explorer }
}

function toToken({ symbol, name, chain, chainId, address: at, decimals, peg }: TokenRow): Token {
  return { currency: tokenCurrency(symbol, chain), symbol, name, chain, chainId, address: at, decimals, peg }
}

/**
 * Networks and tokens that ship for an environment, all switched off; none for practice, which brings its own.
 * Real money is offered only at addresses that two sources agree on: the others wait until somebody has read the
 * issuer's page again.
 */
export function listKnownChains(environment: Environment): ChainSettings {
  const own = chains.filter(
    (chain) => environment !== 'practice' && chain.testnet === (environment === 'testnet'),
  )
  const keys = new Set(own.map((chain) => chain.key))
  return {
    chains: own.map((chain) => ({ ...toChain(chain), enabled: false })),
    tokens: tokens
      .filter((token) => keys.has(token.chain) && (environment !== 'live' || token.confidence === 'high'))
      .map((token) => ({ ...toToken(token), enabled: false })),
  }
}

/** The network with a chain id, if it ships with the product. */
export function findKnownChain(chainId: number): Chain | undefined {
  const row = chains.find((chain) => chain.chainId === chainId)
  return row && toChain(row)
}

/** The exposure cap that ships for a chain id, as US dollars taken as minor units of the shop's currency. */
export function findKnownCap(chainId: number): bigint | undefined {
  const row = chains.find((chain) => chain.chainId === chainId)
  return row && limitMinor(row.exposureCap)
}

/** What a token of this symbol is worth one of, by the tokens that ship; `undefined` for any other symbol. */
export function findKnownPeg(symbol: string): FiatCurrency | undefined {
  return tokens.find((token) => token.symbol === symbol)?.peg
}

/** The release rules that ship for networks, by key; amounts are US dollars, taken as minor units of the shop's currency. */
export function defaultReleaseRules(keys: readonly string[]): readonly ReleaseRule[] {
  return chains
    .filter((chain) => keys.includes(chain.key))
    .flatMap((chain) => chain.releaseRules.map((row) => toRule(chain.key, row)))
}

/** The chains of practice, which brings its own: as much as a shop of any size tries out. */
const practiceCaps: readonly ExposureCap[] = ['fast', 'slow'].map((chain) => ({
  chain,
  maxMinor: 200_000n,
}))

/** The caps that ship, by chain; amounts are US dollars, taken as minor units of the shop's currency. */
export function defaultExposureCaps(environment: Environment): readonly ExposureCap[] {
  if (environment === 'practice') return practiceCaps
  return chains
    .filter((chain) => chain.testnet === (environment === 'testnet'))
    .map((chain) => ({ chain: chain.key, maxMinor: limitMinor(chain.exposureCap) }))
}
