import { getAddress, isAddress } from 'viem/utils'
import { reject, type Rejected } from '../../shared/errors/rejected.ts'
import type { ChainSettings, Settings, TaxSettings } from '../../shared/domain/settings/settings.ts'
import type { ReleaseRule } from '../../shared/domain/policy/release-rule.ts'
import type { ExposureCap } from '../../shared/domain/policy/exposure-cap.ts'
import type { Rate } from '../../shared/domain/money/rate.ts'

type Valid = Readonly<{ ok: true }>
const valid: Valid = { ok: true }

function invalid(field: string, problem: string): Rejected {
  return reject('contract.invalidInput', { field, problem })
}

function firstRepeated(values: readonly string[]): string | undefined {
  return values.find((value, index) => values.indexOf(value) !== index)
}

/** Tax rates have ids of their own, and the default is one of them. */
export function checkTax(tax: TaxSettings): Valid | Rejected {
  const repeated = firstRepeated(tax.rates.map((rate) => rate.id))
  if (repeated !== undefined) return invalid('rates', `The tax rate ${repeated} stands twice`)
  if (tax.defaultRateId !== undefined && !tax.rates.some((rate) => rate.id === tax.defaultRateId))
    return invalid('defaultRateId', 'The default is not one of the tax rates')
  return valid
}

/** A mistyped feed would guard nothing, and say so only in the health page. */
function checkFeed({ symbol, currency, priceGuard }: ChainSettings['tokens'][number]): Valid | Rejected {
  if (priceGuard === undefined || isAddress(priceGuard.feed, { strict: true })) return valid
  return invalid(
    `guards.${currency}.feed`,
    `The checksum of the price feed of ${symbol} is wrong. The right form is ${getAddress(priceGuard.feed)}.`,
  )
}

function checkTokens(settings: ChainSettings): Valid | Rejected {
  for (const [index, token] of settings.tokens.entries()) {
    const chain = settings.chains.find((candidate) => candidate.key === token.chain)
    if (!chain || chain.chainId !== token.chainId)
      return invalid(`tokens.${index}.chain`, `${token.symbol} names a network that is not in the list`)
    if (!isAddress(token.address, { strict: true })) {
      const right = isAddress(token.address, { strict: false })
        ? ` The right form is ${getAddress(token.address)}.`
        : ''
      return invalid(
        `tokens.${index}.address`,
        `The checksum of the ${token.symbol} address is wrong.${right}`,
      )
    }
    const feed = checkFeed(token)
    if (!feed.ok) return feed
    if (token.currency !== `${token.symbol}.${token.chain}`)
      return invalid(`tokens.${index}.currency`, 'A token is named by its symbol and network')
  }
  const repeated =
    firstRepeated(settings.tokens.map((token) => `${token.chainId}:${token.address.toLowerCase()}`)) ??
    firstRepeated(settings.tokens.map((token) => token.currency))
  return repeated === undefined ? valid : invalid('tokens', `${repeated} stands twice`)
}

/** What sales were offered must stay where it was: money sent there would not be found, or be counted in other decimals. */
function checkPast(next: ChainSettings, before: ChainSettings): Valid | Rejected {
  for (const token of before.tokens) {
    const now = next.tokens.find((candidate) => candidate.currency === token.currency)
    if (!now)
      return invalid(
        'tokens',
        `${token.symbol} on ${token.chain} may be in sales of the past: switch it off instead of removing it`,
      )
    const isSame =
      now.address.toLowerCase() === token.address.toLowerCase() &&
      now.decimals === token.decimals &&
      now.chainId === token.chainId
    if (!isSame)
      return invalid(
        'tokens',
        `${token.symbol} on ${token.chain} may be in sales of the past: its contract cannot be changed`,
      )
  }
  const moved = before.chains.find((chain) =>
    next.chains.some((candidate) => candidate.key === chain.key && candidate.chainId !== chain.chainId),
  )
  return moved ? invalid('chains', `${moved.name} holds payments of the past: its chain id stays`) : valid
}

/**
 * Networks and tokens fit together. `live` may only use what ships with the product, so that nobody can talk a shop into
 * taking a counterfeit.
 * @param hasSales true once a sale was opened: what it was offered can be switched off and no more
 * @param known what ships with the product for this environment; `undefined` outside live
 */
export function checkChains(
  next: ChainSettings,
  before: ChainSettings,
  known: ChainSettings | undefined,
  hasSales: boolean,
): Valid | Rejected {
  const repeated =
    firstRepeated(next.chains.map((chain) => chain.key)) ??
    firstRepeated(next.chains.map((chain) => String(chain.chainId)))
  if (repeated !== undefined) return invalid('chains', `The network ${repeated} stands twice`)
  const dropped = before.chains.find((chain) => !next.chains.some((candidate) => candidate.key === chain.key))
  if (dropped)
    return invalid(
      'chains',
      `${dropped.name} holds payments of the past: switch it off instead of removing it`,
    )
  if (known) {
    const foreignChain = next.chains.find(
      (chain) =>
        !known.chains.some((candidate) => candidate.key === chain.key && candidate.chainId === chain.chainId),
    )
    if (foreignChain)
      return invalid('chains', `${foreignChain.name} is not on the list of networks for real money`)
    const foreign = next.tokens.find(
      (token) =>
        !known.tokens.some(
          (candidate) =>
            candidate.chainId === token.chainId &&
            candidate.address === token.address &&
            candidate.decimals === token.decimals,
        ),
    )
    if (foreign)
      return invalid(
        'tokens',
        `${foreign.symbol} at ${foreign.address} is not on the list of tokens for real money`,
      )
  }
  const past = hasSales ? checkPast(next, before) : valid
  return past.ok ? checkTokens(next) : past
}

/** Release rules name networks of the list, and no two rows say different things about one amount. */
export function checkReleaseRules(rules: readonly ReleaseRule[], settings: Settings): Valid | Rejected {
  const unknown = rules.find((rule) => !settings.chains.chains.some((chain) => chain.key === rule.chain))
  if (unknown) return invalid('rules', `${unknown.chain} is not in the list of networks`)
  const repeated = firstRepeated(rules.map((rule) => `${rule.chain} ${rule.maxAmountMinor ?? 'any amount'}`))
  return repeated === undefined ? valid : invalid('rules', `Two rules cover ${repeated}`)
}

/** There is one cap for each network. One that is not in the list yet may have its cap already: those that ship do. */
export function checkExposureCaps(caps: readonly ExposureCap[]): Valid | Rejected {
  const repeated = firstRepeated(caps.map((cap) => cap.chain))
  return repeated === undefined ? valid : invalid('caps', `Two caps are for ${repeated}`)
}

/** Rates are above zero, and there is one for each pair. */
export function checkRates(rates: readonly Rate[]): Valid | Rejected {
  if (rates.some((rate) => rate.numerator <= 0n || rate.denominator <= 0n))
    return invalid('rates', 'A rate is above zero')
  const repeated = firstRepeated(rates.map((rate) => `${rate.base} to ${rate.quote}`))
  return repeated === undefined ? valid : invalid('rates', `Two rates go from ${repeated}`)
}
