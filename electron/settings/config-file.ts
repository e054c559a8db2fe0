import { fiatUnit, type FiatCurrency } from '../../shared/domain/money/currency.ts'
import { parseMoney } from '../../shared/domain/money/parse-money.ts'
import type { Rate } from '../../shared/domain/money/rate.ts'
import { toleranceMinorMax } from '../../shared/domain/payment/tolerances.ts'
import type { Environment, Settings } from '../../shared/domain/settings/settings.ts'
import { settlementHostFor } from '../../shared/domain/settings/settlement-host.ts'
import { taxBpsMax } from '../../shared/domain/tax/tax-rate.ts'
import { messageOf } from '../../shared/errors/pos-error.ts'
import { accountKeyProblem } from './account-key-problem.ts'
import { toChainSettings, toExposureCaps, toReleaseRules } from './config-chains.ts'
import { failConfig, failOnIssues, failOnRepeated } from './config-problem.ts'
import { configSchema, type ConfigFile } from './config-schema.ts'
import { defaultSettings } from './defaults.ts'

/** A configuration as the terminal takes it: whole sections, each of which rules what the journal says. */
export type Config = Readonly<{ environment?: Environment; settings: Partial<Settings> }>

/** A file of a shop with forty networks is far smaller. */
export const configBytesMax = 1_048_576

/** A value without the keys that a schema leaves `undefined`. */
function defined<T extends object>(value: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  // Removing absent keys is what the return type says; `Object.fromEntries` cannot know the keys.
  return Object.fromEntries(Object.entries(value).filter(([, part]) => part !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>
  }
}

function statedCurrency({ currency, shop }: ConfigFile): FiatCurrency | undefined {
  if (currency !== undefined && shop?.currency !== undefined && currency !== shop.currency)
    return failConfig('currency', `shop.currency says ${shop.currency}`)
  return shop?.currency ?? currency
}

function toShop(file: ConfigFile, base: Settings['shop']): Settings['shop'] | undefined {
  const currency = statedCurrency(file)
  if (!file.shop && currency === undefined) return undefined
  return { ...base, ...defined(file.shop ?? {}), ...(currency === undefined ? {} : { currency }) }
}

function percentBps(text: string, field: string): number {
  const [whole = '0', decimals = ''] = text.split('.')
  const bps = Number(whole) * 100 + Number(decimals.padEnd(2, '0'))
  return bps <= taxBpsMax ? bps : failConfig(field, 'a tax is at most 100 %')
}

function toTax(tax: NonNullable<ConfigFile['tax']>): Settings['tax'] {
  failOnRepeated(
    tax.rates.map((rate) => rate.id),
    (index) => `tax.rates[${index}].id`,
  )
  const { defaultRate } = tax
  if (defaultRate !== undefined && !tax.rates.some((rate) => rate.id === defaultRate))
    failConfig('tax.defaultRate', `${defaultRate} is not the id of one of the rates`)
  return {
    mode: tax.mode ?? 'exclusive',
    rates: tax.rates.map(({ id, name, bps, percent = '0' }, index) => ({
      id,
      name,
      bps: bps ?? percentBps(percent, `tax.rates[${index}].percent`),
    })),
    ...(defaultRate === undefined ? {} : { defaultRateId: defaultRate }),
  }
}

function toRates(rates: NonNullable<ConfigFile['rates']>): readonly Rate[] {
  failOnRepeated(
    rates.map(({ base, quote }) => `${base} to ${quote}`),
    (index) => `rates[${index}]`,
  )
  return rates.map(({ base, quote, rate }, index) => {
    if (base === quote) return failConfig(`rates[${index}].quote`, `${base} is worth itself`)
    const [whole = '0', decimals = ''] = rate.split('.')
    const numerator = BigInt(whole + decimals)
    if (numerator === 0n) return failConfig(`rates[${index}].rate`, 'a rate is above zero')
    const denominator = 10n ** BigInt(decimals.length)
    return { base, quote, numerator, denominator, source: 'configuration file', quotedAt: 0 }
  })
}

function toTolerance(text: string | undefined, currency: FiatCurrency, field: string): bigint {
  const parsed = parseMoney(text ?? '0', fiatUnit(currency))
  if (!parsed.ok) return failConfig(field, `${currency} has fewer decimals`)
  const { minor } = parsed.money
  if (minor <= toleranceMinorMax) return minor
  return failConfig(field, 'a tolerance forgives small change, and this is more')
}

function toTolerances(
  { under, over }: NonNullable<ConfigFile['tolerances']>,
  currency: FiatCurrency,
): Settings['tolerances'] {
  return {
    underMinor: toTolerance(under, currency, 'tolerances.under'),
    overMinor: toTolerance(over, currency, 'tolerances.over'),
  }
}

function toBackend(
  { xpub }: NonNullable<ConfigFile['backend']>,
  environment: Environment | undefined,
): Settings['backend'] {
  const problem = accountKeyProblem(xpub, environment)
  return problem === undefined ? { kind: 'selfcustody', xpub } : failConfig('backend.xpub', problem)
}

function toSettlement(
  { profileId, convertToUsd = [], signing = false }: NonNullable<ConfigFile['settlement']>,
  environment: Environment | undefined,
): Settings['settlement'] {
  if (environment === undefined)
    return failConfig('environment', 'a settlement account belongs to one environment, so name it')
  failOnRepeated(convertToUsd, (index) => `settlement.convertToUsd[${index}]`)
  return { kind: 'paxos', host: settlementHostFor(environment), profileId, convertToUsd, signing }
}

function toSettings(file: ConfigFile, environment: Environment | undefined): Partial<Settings> {
  const base = defaultSettings(environment ?? 'practice')
  const shop = toShop(file, base.shop)
  const { tax, checkout, chains, tolerances, rates, backend, settlement } = file
  const currency = shop?.currency ?? base.shop.currency
  return {
    ...(shop ? { shop } : {}),
    ...(tax ? { tax: toTax(tax) } : {}),
    ...(checkout ? { checkout: { ...base.checkout, ...defined(checkout) } } : {}),
    ...(chains
      ? {
          chains: toChainSettings(chains, environment),
          releaseRules: toReleaseRules(chains, currency, environment),
          exposureCaps: toExposureCaps(chains, currency),
        }
      : {}),
    ...(tolerances ? { tolerances: toTolerances(tolerances, currency) } : {}),
    ...(rates ? { rates: toRates(rates) } : {}),
    ...(backend ? { backend: toBackend(backend, environment) } : {}),
    ...(settlement ? { settlement: toSettlement(settlement, environment) } : {}),
  }
}

function readJson(text: string): unknown {
  try {
    // A byte order mark is what some editors of Windows begin a file with.
    return JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch (error) {
    // What follows in the parser's message quotes the file, which may hold what must not be in a log.
    const [reason = ''] = messageOf(error).split(/,? (?:\.\.\.)?"/)
    return failConfig('file', `it is not JSON: ${reason}`)
  }
}

/**
 * Reads the text of a configuration file.
 * @param asked the environment of the command line, which goes before the file's
 * @throws {PosError} `config.invalid` naming the first wrong field in `details.field`, as a person finds it in the file
 */
export function parseConfig(text: string, asked?: Environment): Config {
  if (text.length > configBytesMax) failConfig('file', 'it is larger than a configuration can be')
  const parsed = configSchema.safeParse(readJson(text))
  if (!parsed.success) return failOnIssues(parsed.error.issues)
  const environment = asked ?? parsed.data.environment
  return {
    ...(environment === undefined ? {} : { environment }),
    settings: toSettings(parsed.data, environment),
  }
}
