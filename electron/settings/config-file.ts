import { getAddress, isAddress } from 'viem/utils'
import type { z } from 'zod'
import { fiatUnit, type FiatCurrency } from '../../shared/domain/money/currency.ts'
import { parseMoney } from '../../shared/domain/money/parse-money.ts'
import type { Rate } from '../../shared/domain/money/rate.ts'
import type { ReleaseRule } from '../../shared/domain/policy/release-rule.ts'
import type { ChainSettings, Environment, Settings } from '../../shared/domain/settings/settings.ts'
import { tokenCurrency, type EvmAddress } from '../../shared/domain/tokens/token.ts'
import { PosError, messageOf } from '../../shared/errors/pos-error.ts'
import { xpubAddresses } from '../backends/selfcustody/xpub-addresses.ts'
import { listKnownChains } from './chain-data.ts'
import { configSchema, type ConfigFile } from './config-schema.ts'
import { defaultSettings } from './defaults.ts'

/** A configuration as the terminal takes it: whole sections, each of which rules what the journal says. */
export type Config = Readonly<{ environment?: Environment; settings: Partial<Settings> }>

type ConfigChain = NonNullable<ConfigFile['chains']>[number]
type ConfigToken = ConfigChain['tokens'][number]

/** A file of a shop with forty networks is far smaller. */
export const configBytesMax = 1_048_576

function fail(field: string, problem: string): never {
  throw new PosError('config.invalid', `${field}: ${problem}`, { details: { field, problem } })
}

/** `chains[0].tokens[1].address`, as a person finds it in the file. */
function fieldPath(path: readonly PropertyKey[]): string {
  return path.map((part, index) => (typeof part === 'number' ? `[${part}]` : `${index === 0 ? '' : '.'}${String(part)}`)).join('') || 'file'
}

function failOnIssue(issue: z.core.$ZodIssue): never {
  if (issue.code === 'unrecognized_keys') fail(fieldPath([...issue.path, issue.keys[0] ?? '']), 'the till knows no such field')
  fail(fieldPath(issue.path), issue.message)
}

function toAddress(token: ConfigToken, field: string): EvmAddress {
  if (isAddress(token.address, { strict: true }) && token.address !== token.address.toLowerCase()) return token.address
  if (isAddress(token.address, { strict: false })) {
    return fail(field, `the checksum of the ${token.symbol} address is wrong; if every digit is right, write ${getAddress(token.address)}`)
  }
  return fail(field, 'an address has 0x and 40 hex digits')
}

function failOnRepeated(values: readonly string[], name: (index: number) => string): void {
  const index = values.findIndex((value, position) => values.indexOf(value) !== position)
  if (index >= 0) fail(name(index), `${values[index] ?? ''} stands twice`)
}

function toChainSettings(chains: readonly ConfigChain[], environment: Environment | undefined): ChainSettings {
  failOnRepeated(chains.map((chain) => chain.id), (index) => `chains[${index}].id`)
  failOnRepeated(chains.map((chain) => String(chain.chainId)), (index) => `chains[${index}].chainId`)
  return {
    chains: chains.map(({ id, chainId, name, blockSeconds, endpoints, finality, explorer }) => ({
      key: id,
      chainId,
      name,
      blockSeconds,
      endpoints,
      finality,
      testnet: environment !== 'live',
      ...(explorer === undefined ? {} : { explorer }),
      enabled: true,
    })),
    tokens: chains.flatMap((chain, chainIndex) => {
      failOnRepeated(chain.tokens.map((token) => token.symbol), (index) => `chains[${chainIndex}].tokens[${index}].symbol`)
      failOnRepeated(chain.tokens.map((token) => token.address.toLowerCase()), (index) => `chains[${chainIndex}].tokens[${index}].address`)
      return chain.tokens.map((token, index) => ({
        currency: tokenCurrency(token.symbol, chain.id),
        symbol: token.symbol,
        name: token.name ?? token.symbol,
        chain: chain.id,
        chainId: chain.chainId,
        address: toAddress(token, `chains[${chainIndex}].tokens[${index}].address`),
        decimals: token.decimals,
        peg: token.peg ?? 'USD',
        enabled: true,
      }))
    }),
  }
}

/** Real money takes only what ships with the product: a file cannot talk a shop into a counterfeit. */
function failOnForeign(settings: ChainSettings): void {
  const known = listKnownChains('live')
  for (const [index, chain] of settings.chains.entries()) {
    const shipped = known.chains.find((candidate) => candidate.chainId === chain.chainId)
    if (shipped?.key !== chain.key) fail(`chains[${index}].chainId`, `${chain.name} is not on the list of networks for real money`)
    for (const [tokenIndex, token] of settings.tokens.filter((candidate) => candidate.chain === chain.key).entries()) {
      const same = known.tokens.find((candidate) => candidate.chainId === token.chainId && candidate.address === token.address)
      if (same?.decimals !== token.decimals || same.symbol !== token.symbol) {
        fail(`chains[${index}].tokens[${tokenIndex}].address`, `${token.symbol} at ${token.address} is not on the list of tokens for real money`)
      }
    }
  }
}

function toReleaseRules(chains: readonly ConfigChain[], currency: FiatCurrency): readonly ReleaseRule[] {
  return chains.flatMap((chain, chainIndex) =>
    chain.releaseRules.map((rule, index): ReleaseRule => {
      const limit = rule.maxAmount === undefined ? undefined : parseMoney(rule.maxAmount, fiatUnit(currency))
      if (limit && !limit.ok) return fail(`chains[${chainIndex}].releaseRules[${index}].maxAmount`, `${currency} has fewer decimals`)
      return {
        chain: chain.id,
        ...(limit === undefined ? {} : { maxAmountMinor: limit.money.minor }),
        require: rule.depth === undefined ? { kind: 'tag', tag: rule.tag ?? 'finalized' } : { kind: 'depth', blocks: rule.depth },
        minSeconds: rule.minSeconds,
      }
    }),
  )
}

function toRates(rates: NonNullable<ConfigFile['rates']>): readonly Rate[] {
  return rates.map(({ base, quote, rate }, index) => {
    const [whole = '0', decimals = ''] = rate.split('.')
    const numerator = BigInt(whole + decimals)
    if (numerator === 0n) return fail(`rates[${index}].rate`, 'a rate is above zero')
    return { base, quote, numerator, denominator: 10n ** BigInt(decimals.length), source: 'configuration file', quotedAt: 0 }
  })
}

function toTax(tax: NonNullable<ConfigFile['tax']>): Settings['tax'] {
  failOnRepeated(tax.rates.map((rate) => rate.id), (index) => `tax.rates[${index}].id`)
  const { defaultRate } = tax
  if (defaultRate !== undefined && !tax.rates.some((rate) => rate.id === defaultRate)) fail('tax.defaultRate', 'it is not the id of one of the rates')
  return { mode: tax.mode, rates: tax.rates, ...(defaultRate === undefined ? {} : { defaultRateId: defaultRate }) }
}

/** A value without the keys that a schema leaves `undefined`. */
function defined<T extends object>(value: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  // Removing absent keys is what the return type says; `Object.fromEntries` cannot know the keys.
  return Object.fromEntries(Object.entries(value).filter(([, part]) => part !== undefined)) as { [K in keyof T]?: Exclude<T[K], undefined> }
}

function toSettings(file: ConfigFile, environment: Environment | undefined): Partial<Settings> {
  const base = defaultSettings(environment ?? 'practice')
  const currency = file.shop?.currency ?? base.shop.currency
  const chains = file.chains && toChainSettings(file.chains, environment)
  if (chains && environment === 'live') failOnForeign(chains)
  if (file.backend) {
    const derived = xpubAddresses(file.backend.xpub)
    if (!derived.ok) fail('backend.xpub', "this is not the extended public key of an account (m/44'/60'/0')")
  }
  return {
    ...(file.shop ? { shop: { ...base.shop, ...defined(file.shop) } } : {}),
    ...(file.tax ? { tax: toTax(file.tax) } : {}),
    ...(file.checkout ? { checkout: { ...base.checkout, ...defined(file.checkout) } } : {}),
    ...(chains ? { chains, releaseRules: toReleaseRules(file.chains ?? [], currency) } : {}),
    ...(file.rates ? { rates: toRates(file.rates) } : {}),
    ...(file.backend ? { backend: file.backend } : {}),
  }
}

/**
 * Reads the text of a configuration file.
 * @param asked the environment of the command line, which goes before the file's
 * @throws {PosError} `config.invalid` naming the field in `details.field`
 */
export function parseConfig(text: string, asked?: Environment): Config {
  if (text.length > configBytesMax) fail('file', 'it is larger than a configuration can be')
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (error) {
    return fail('file', `it is not JSON: ${messageOf(error)}`)
  }
  const parsed = configSchema.safeParse(json)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    return issue ? failOnIssue(issue) : fail('file', 'it cannot be read')
  }
  const environment = asked ?? parsed.data.environment
  return { ...(environment === undefined ? {} : { environment }), settings: toSettings(parsed.data, environment) }
}
