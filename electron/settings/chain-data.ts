import type { z as Zod } from 'zod'
import { isAddress } from 'viem/utils'
import chainRows from '../../resources/chains.json' with { type: 'json' }
import tokenRows from '../../resources/tokens.json' with { type: 'json' }
import { fiatUnit } from '../../shared/domain/money/currency.ts'
import { parseMoney } from '../../shared/domain/money/parse-money.ts'
import type { ReleaseRule } from '../../shared/domain/policy/release-rule.ts'
import type { ChainSettings, Environment } from '../../shared/domain/settings/settings.ts'
import { tokenCurrency, type EvmAddress } from '../../shared/domain/tokens/token.ts'
import { z } from '../../shared/contract/z.ts'
import { assertInvariant } from '../../shared/errors/assert.ts'

const address = z.custom<EvmAddress>((value) => typeof value === 'string' && isAddress(value, { strict: true }), 'A shipped address has its checksum')

const chainRow = z.strictObject({
  key: z.string(),
  chainId: z.number().int().positive(),
  name: z.string(),
  blockSeconds: z.number().positive(),
  finality: z.strictObject({ tag: z.boolean(), depth: z.number().int().positive() }),
  testnet: z.boolean(),
  explorer: z.string(),
  endpoints: z.array(z.string()),
  releaseRules: z.array(
    z.strictObject({
      maxAmount: z.string().optional(),
      depth: z.number().int().positive().optional(),
      tag: z.enum(['safe', 'finalized']).optional(),
      minSeconds: z.number().int().min(0),
    }),
  ),
  source: z.string().min(1),
})

const tokenRow = z.strictObject({
  symbol: z.string(),
  name: z.string(),
  chain: z.string(),
  chainId: z.number().int().positive(),
  address,
  decimals: z.number().int().min(0).max(30),
  peg: z.enum(['USD', 'EUR']),
  confidence: z.enum(['high', 'medium']),
  sources: z.array(z.string()).min(1),
})

type ChainRow = Zod.infer<typeof chainRow>

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
  assertInvariant((row.depth === undefined) !== (row.tag === undefined), 'A shipped rule has a depth or a tag', { chain })
  return {
    chain,
    ...(limit === undefined ? {} : { maxAmountMinor: limit }),
    require: row.depth === undefined ? { kind: 'tag', tag: row.tag ?? 'finalized' } : { kind: 'depth', blocks: row.depth },
    minSeconds: row.minSeconds,
  }
}

/** Networks and tokens that ship for an environment, all switched off; none for practice, which brings its own. */
export function listKnownChains(environment: Environment): ChainSettings {
  const own = chains.filter((chain) => environment !== 'practice' && chain.testnet === (environment === 'testnet'))
  return {
    chains: own.map(({ key, chainId, name, blockSeconds, endpoints, finality, testnet, explorer }) => ({
      key,
      chainId,
      name,
      blockSeconds,
      endpoints,
      finality,
      testnet,
      explorer,
      enabled: false,
    })),
    tokens: tokens
      .filter((token) => own.some((chain) => chain.chainId === token.chainId))
      .map(({ symbol, name, chain, chainId, address: tokenAddress, decimals, peg }) => ({
        currency: tokenCurrency(symbol, chain),
        symbol,
        name,
        chain,
        chainId,
        address: tokenAddress,
        decimals,
        peg,
        enabled: false,
      })),
  }
}

/** The release rules that ship for networks, by key; amounts are US dollars taken as the shop's currency. */
export function defaultReleaseRules(keys: readonly string[]): readonly ReleaseRule[] {
  return chains.filter((chain) => keys.includes(chain.key)).flatMap((chain) => chain.releaseRules.map((row) => toRule(chain.key, row)))
}
