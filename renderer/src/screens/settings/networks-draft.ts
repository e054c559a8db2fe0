import type { FiatCurrency } from '../../../../shared/domain/money/currency.ts'
import { tokenCurrency } from '../../../../shared/domain/tokens/token.ts'
import type { SettingsView } from '../../stores/settings.ts'
import { endpointList, isAddressText } from '../setup/setup-draft.ts'
import { checkPriceGuard, toPriceGuardDraft, type PriceGuardDraft } from './price-guard-draft.ts'
import { checked, type Checked, type ProblemKey } from './problem-key.ts'

type Chains = SettingsView['chains']
/** A network of the settings. */
export type Chain = Chains['chains'][number]
/** A token of the settings. */
export type Token = Chains['tokens'][number]

/** Networks and tokens as they are typed: endpoints are one address a line, and no wake address is an empty one. */
export type NetworksDraft = Readonly<{
  chains: readonly (Omit<Chain, 'endpoints' | 'wakeUrl'> & Readonly<{ endpoints: string; wakeUrl: string }>)[]
  tokens: readonly Token[]
  /** What guards the price of a token, by currency; none where it is off. */
  guards: Readonly<Record<string, PriceGuardDraft>>
}>

/** The draft of what is saved. */
export function toNetworksDraft(chains: Chains): NetworksDraft {
  return {
    chains: chains.chains.map(typedNetwork),
    tokens: chains.tokens.map(withoutGuard),
    guards: Object.fromEntries(
      chains.tokens.flatMap(({ currency, priceGuard }) =>
        priceGuard === undefined ? [] : [[currency, toPriceGuardDraft(priceGuard)]],
      ),
    ),
  }
}

function withoutGuard(token: Token): Token {
  const { priceGuard: _, ...rest } = token
  return rest
}

/** A network as it is typed. */
export function typedNetwork(chain: Chain): NetworksDraft['chains'][number] {
  return { ...chain, endpoints: chain.endpoints.join('\n'), wakeUrl: chain.wakeUrl ?? '' }
}

/** What is wrong with a list of endpoints. */
export function endpointProblem(text: string): ProblemKey | undefined {
  const endpoints = endpointList(text)
  if (endpoints.length === 0) return 'settings.problem.endpointMissing'
  if (endpoints.length > 8) return 'settings.problem.endpointTooMany'
  if (endpoints.some((url) => /^wss?:/i.test(url))) return 'settings.problem.endpointSocket'
  const isWell = endpoints.every((url) => /^https?:\/\/[^\s]+$/.test(url) && url.length <= 300)
  return isWell ? undefined : 'settings.problem.endpoint'
}

/** Checks the endpoints of every network and the guards of its tokens; the terminal then asks each endpoint. */
export function checkNetworksDraft(draft: NetworksDraft): Checked<Chains> {
  const problems: Record<string, ProblemKey> = {}
  const chains = draft.chains.map(({ explorer, wakeUrl: typed, ...chain }, index) => {
    const wakeUrl = typed.trim()
    if (wakeUrl !== '' && !(/^wss?:\/\/[^\s]+$/.test(wakeUrl) && wakeUrl.length <= 300))
      problems[`chains.${index}.wakeUrl`] = 'settings.problem.wakeUrl'
    const problem = endpointProblem(chain.endpoints)
    if (problem) problems[`chains.${index}.endpoints`] = problem
    return {
      ...chain,
      endpoints: [...endpointList(chain.endpoints)],
      ...(explorer === undefined ? {} : { explorer }),
      ...(wakeUrl === '' ? {} : { wakeUrl }),
    }
  })
  const tokens = draft.tokens.map((token): Token => {
    const typed = draft.guards[token.currency]
    if (typed === undefined) return token
    const guard = checkPriceGuard(typed)
    if (guard.ok) return { ...token, priceGuard: guard.value }
    for (const [field, problem] of Object.entries(guard.problems))
      problems[`guards.${token.currency}.${field}`] = problem
    return token
  })
  return checked({ chains, tokens }, problems)
}

/** A token being added. */
export type TokenDraft = Readonly<{
  symbol: string
  name: string
  address: string
  decimals: string
  peg: FiatCurrency
}>

/** A token from what was typed; switched on. The terminal checks it against its contract. */
export function checkTokenDraft(
  draft: TokenDraft,
  chain: Pick<Chain, 'key' | 'chainId'>,
  tokens: readonly Token[],
): Checked<Token> {
  const problems: Record<string, ProblemKey> = {}
  const symbol = draft.symbol.trim()
  const address = draft.address.trim()
  const decimals = /^\d{1,2}$/.test(draft.decimals.trim()) ? Number(draft.decimals) : -1
  const currency = tokenCurrency(symbol, chain.key)
  if (!/^[A-Za-z0-9]{1,16}$/.test(symbol)) problems['symbol'] = 'settings.problem.symbol'
  else if (tokens.some((token) => token.currency === currency))
    problems['symbol'] = 'settings.problem.symbolTwice'
  if (!isAddressText(address)) problems['address'] = 'settings.problem.address'
  if (decimals < 0 || decimals > 30) problems['decimals'] = 'settings.problem.decimals'
  return checked(
    {
      currency,
      symbol,
      name: draft.name.trim() === '' ? symbol : draft.name.trim(),
      chain: chain.key,
      chainId: chain.chainId,
      address: isAddressText(address) ? address : '0x',
      decimals,
      peg: draft.peg,
      enabled: true,
    },
    problems,
  )
}

/** A network being added. */
export type NetworkDraft = Readonly<{
  name: string
  key: string
  chainId: string
  blockSeconds: string
  depth: string
  tag: boolean
  testnet: boolean
  endpoints: string
}>

function numberIn(text: string, min: number, max: number): number | undefined {
  const value = /^\d{1,9}(\.\d{1,2})?$/.test(text.trim()) ? Number(text.trim()) : Number.NaN
  return value >= min && value <= max ? value : undefined
}

/** A network from what was typed; switched on. */
export function checkNetworkDraft(draft: NetworkDraft, chains: readonly Chain[]): Checked<Chain> {
  const problems: Record<string, ProblemKey> = {}
  const key = draft.key.trim()
  const chainId = numberIn(draft.chainId, 1, 999_999_999)
  const blockSeconds = numberIn(draft.blockSeconds, 0.1, 600)
  const depth = numberIn(draft.depth, 1, 100_000)
  const endpoints = endpointProblem(draft.endpoints)
  if (draft.name.trim() === '') problems['name'] = 'settings.problem.nameMissing'
  if (!/^[a-z0-9-]{1,32}$/.test(key)) problems['key'] = 'settings.problem.key'
  else if (chains.some((chain) => chain.key === key)) problems['key'] = 'settings.problem.keyTwice'
  if (chainId === undefined || !Number.isInteger(chainId)) problems['chainId'] = 'settings.problem.chainId'
  else if (chains.some((chain) => chain.chainId === chainId))
    problems['chainId'] = 'settings.problem.keyTwice'
  if (blockSeconds === undefined) problems['blockSeconds'] = 'settings.problem.number'
  if (depth === undefined || !Number.isInteger(depth)) problems['depth'] = 'settings.problem.blocks'
  if (endpoints) problems['endpoints'] = endpoints
  return checked(
    {
      key,
      chainId: chainId ?? 0,
      name: draft.name.trim(),
      blockSeconds: blockSeconds ?? 0,
      endpoints: [...endpointList(draft.endpoints)],
      finality: { tag: draft.tag, depth: depth ?? 0 },
      testnet: draft.testnet,
      enabled: true,
    },
    problems,
  )
}
