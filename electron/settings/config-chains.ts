import { getAddress, isAddress } from 'viem/utils'
import { fiatUnit, type FiatCurrency } from '../../shared/domain/money/currency.ts'
import { parseMoney } from '../../shared/domain/money/parse-money.ts'
import type { ExposureCap } from '../../shared/domain/policy/exposure-cap.ts'
import type { ReleaseRule } from '../../shared/domain/policy/release-rule.ts'
import type { ChainSettings, Environment } from '../../shared/domain/settings/settings.ts'
import { tokenCurrency, type EvmAddress } from '../../shared/domain/tokens/token.ts'
import {
  defaultReleaseRules,
  findKnownCap,
  findKnownChain,
  findKnownPeg,
  listKnownChains,
} from './chain-data.ts'
import { failConfig, failOnRepeated } from './config-problem.ts'
import type { ConfigFile } from './config-schema.ts'

/** A network as the file names it. */
type ConfigChain = NonNullable<ConfigFile['chains']>[number]
type ConfigToken = ConfigChain['tokens'][number]
type ChainEntry = ChainSettings['chains'][number]

/** The most tokens over all networks, as the settings hold them. */
const tokensMax = 200
const unknownFinality = { tag: true, depth: 64 }
const zeroAddress = `0x${'0'.repeat(40)}`

function toAddress({ address, symbol }: Pick<ConfigToken, 'address' | 'symbol'>, field: string): EvmAddress {
  if (!isAddress(address, { strict: false })) return failConfig(field, 'an address has 0x and 40 hex digits')
  const right = getAddress(address)
  if (right === zeroAddress) return failConfig(field, `no ${symbol} lives at the zero address`)
  if (right === address) return right
  return failConfig(field, `the checksum of the ${symbol} address is wrong; did you mean ${right}?`)
}

type TokenEntry = Omit<ChainSettings['tokens'][number], 'enabled'>

function toGuard({ symbol, priceGuard }: ConfigToken, field: string): Pick<TokenEntry, 'priceGuard'> {
  if (!priceGuard) return {}
  const feed = toAddress({ symbol: `${symbol} price feed`, address: priceGuard.feed }, `${field}.feed`)
  return { priceGuard: { ...priceGuard, feed } }
}

function toTokens(chain: ConfigChain, path: string): readonly TokenEntry[] {
  const fieldOf = (name: string) => (index: number) => `${path}.tokens[${index}].${name}`
  failOnRepeated(
    chain.tokens.map((token) => token.symbol),
    fieldOf('symbol'),
  )
  failOnRepeated(
    chain.tokens.map((token) => token.address.toLowerCase()),
    fieldOf('address'),
  )
  return chain.tokens.map((token, index) => ({
    currency: tokenCurrency(token.symbol, chain.id),
    symbol: token.symbol,
    name: token.name ?? token.symbol,
    chain: chain.id,
    chainId: chain.chainId,
    address: toAddress(token, fieldOf('address')(index)),
    decimals: token.decimals,
    peg: token.peg ?? findKnownPeg(token.symbol) ?? 'USD',
    ...toGuard(token, fieldOf('priceGuard')(index)),
  }))
}

function toChain(chain: ConfigChain, path: string): ChainEntry {
  const known = findKnownChain(chain.chainId)
  const explorer = chain.explorer ?? known?.explorer
  const { wakeUrl } = chain
  if (wakeUrl !== undefined && !URL.canParse(wakeUrl))
    failConfig(`${path}.wakeUrl`, 'this is not an address of a server')
  // An endpoint may hold a provider's key, so its text is never repeated.
  const repeated = chain.endpoints.findIndex((endpoint, index) => chain.endpoints.indexOf(endpoint) !== index)
  if (repeated >= 0) failConfig(`${path}.endpoints[${repeated}]`, 'the same endpoint stands twice')
  const unreadable = chain.endpoints.findIndex((endpoint) => !URL.canParse(endpoint))
  if (unreadable >= 0) failConfig(`${path}.endpoints[${unreadable}]`, 'this is not an address of a server')
  return {
    key: chain.id,
    chainId: chain.chainId,
    name: chain.name ?? known?.name ?? chain.id,
    blockSeconds: chain.blockSeconds ?? known?.blockSeconds ?? 2,
    endpoints: chain.endpoints,
    finality: chain.finality ?? known?.finality ?? unknownFinality,
    testnet: known?.testnet ?? true,
    ...(explorer === undefined ? {} : { explorer }),
    ...(wakeUrl === undefined ? {} : { wakeUrl }),
    enabled: true,
  }
}

/** A file cannot talk a shop into a counterfeit, into a softer idea of final, or into a node that anybody can pose as. */
function failOnForeign(chain: ConfigChain, path: string): void {
  const shipped = listKnownChains('live')
  const known = shipped.chains.find((candidate) => candidate.chainId === chain.chainId)
  if (!known)
    return failConfig(`${path}.chainId`, `${chain.chainId} is not on the list of networks for real money`)
  if (known.key !== chain.id)
    return failConfig(`${path}.id`, `with real money ${known.name} is named ${known.key}`)
  const { finality } = chain
  if (finality && (finality.tag !== known.finality.tag || finality.depth < known.finality.depth))
    return failConfig(
      `${path}.finality`,
      `with real money ${known.name} is final by its own rule; leave this out`,
    )
  for (const [index, endpoint] of chain.endpoints.entries()) {
    if (!endpoint.startsWith('https:'))
      return failConfig(`${path}.endpoints[${index}]`, 'real money needs https://')
  }
  if (chain.wakeUrl?.startsWith('ws:') === true)
    return failConfig(`${path}.wakeUrl`, 'real money needs wss://')
  for (const [index, token] of toTokens(chain, path).entries()) {
    const same = shipped.tokens.find(
      (candidate) => candidate.chainId === token.chainId && candidate.address === token.address,
    )
    const field = `${path}.tokens[${index}]`
    if (!same || same.symbol !== token.symbol)
      return failConfig(
        `${field}.address`,
        `${token.symbol} at ${token.address} is not on the list of tokens for real money`,
      )
    if (same.decimals !== token.decimals)
      return failConfig(`${field}.decimals`, `${token.symbol} has ${same.decimals} decimals on ${known.name}`)
    if (same.peg !== token.peg)
      return failConfig(`${field}.peg`, `one ${token.symbol} is worth one ${same.peg}`)
  }
}

/**
 * Networks and tokens of the file, all switched on.
 * @throws {PosError} `config.invalid` for anything doubtful; on live for anything that does not ship with the product
 */
export function toChainSettings(
  chains: readonly ConfigChain[],
  environment: Environment | undefined,
): ChainSettings {
  failOnRepeated(
    chains.map((chain) => chain.id),
    (index) => `chains[${index}].id`,
  )
  failOnRepeated(
    chains.map((chain) => String(chain.chainId)),
    (index) => `chains[${index}].chainId`,
  )
  const tokens = chains.flatMap((chain, index) => toTokens(chain, `chains[${index}]`))
  if (tokens.length > tokensMax)
    failConfig('chains', `at most ${tokensMax} tokens are taken over all networks`)
  if (environment === 'live') chains.forEach((chain, index) => failOnForeign(chain, `chains[${index}]`))
  return {
    chains: chains.map((chain, index) => toChain(chain, `chains[${index}]`)),
    tokens: tokens.map((token) => ({ ...token, enabled: true })),
  }
}

type ConfigRule = NonNullable<ConfigChain['releaseRules']>[number]

function toRule(chain: string, rule: ConfigRule, currency: FiatCurrency, path: string): ReleaseRule {
  const limit = rule.maxAmount === undefined ? undefined : parseMoney(rule.maxAmount, fiatUnit(currency))
  if (limit && !limit.ok) return failConfig(`${path}.maxAmount`, `${currency} has fewer decimals`)
  return {
    chain,
    ...(limit === undefined ? {} : { maxAmountMinor: limit.money.minor }),
    require:
      rule.depth === undefined
        ? { kind: 'tag', tag: rule.tag ?? 'finalized' }
        : { kind: 'depth', blocks: rule.depth },
    minSeconds: rule.minSeconds ?? 0,
    ...(rule.sources === undefined ? {} : { sources: rule.sources }),
  }
}

/**
 * Release rules of the file. A network without any takes one block, but on live the rules that ship with the product.
 * @param currency what `maxAmount` is in
 * @throws {PosError} `config.invalid` when two rows say different things about one amount
 */
export function toReleaseRules(
  chains: readonly ConfigChain[],
  currency: FiatCurrency,
  environment: Environment | undefined,
): readonly ReleaseRule[] {
  return chains.flatMap((chain, chainIndex): readonly ReleaseRule[] => {
    if (!chain.releaseRules && environment === 'live') return defaultReleaseRules([chain.id])
    const rows = chain.releaseRules ?? [{ depth: 1 }]
    const path = (index: number): string => `chains[${chainIndex}].releaseRules[${index}]`
    const rules = rows.map((rule, index) => toRule(chain.id, rule, currency, path(index)))
    failOnRepeated(
      rules.map((rule) => (rule.maxAmountMinor === undefined ? 'any amount' : String(rule.maxAmountMinor))),
      (index) => `${path(index)}.maxAmount`,
    )
    return rules
  })
}

/**
 * Exposure caps of the file: the one it names, else the one that ships, by chain id; a network the till does not know has
 * none.
 * @param currency what `exposureCap` is in
 * @throws {PosError} `config.invalid` for more decimals than the currency has
 */
export function toExposureCaps(
  chains: readonly ConfigChain[],
  currency: FiatCurrency,
): readonly ExposureCap[] {
  return chains.flatMap((chain, index): readonly ExposureCap[] => {
    if (chain.exposureCap === undefined) {
      const maxMinor = findKnownCap(chain.chainId)
      return maxMinor === undefined ? [] : [{ chain: chain.id, maxMinor }]
    }
    const cap = parseMoney(chain.exposureCap, fiatUnit(currency))
    if (!cap.ok) return failConfig(`chains[${index}].exposureCap`, `${currency} has fewer decimals`)
    return [{ chain: chain.id, maxMinor: cap.money.minor }]
  })
}
