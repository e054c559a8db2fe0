import type { EvmAddress } from '../tokens/token.ts'
import type { ArrivalKind } from './arrival.ts'
import { foldSymbol } from './fold-symbol.ts'

/** A transfer to a receive address. `symbol` is what an unlisted contract calls itself, where it said so. */
export type ArrivedTransfer = Readonly<{ token: EvmAddress; amountMinor: bigint; symbol?: string }>

/** What the till knows of the chain that it arrived on. */
export type ListedTokens = Readonly<{
  /** Tokens that the till takes, or has taken. */
  tokens: readonly Readonly<{ address: EvmAddress; symbol: string }>[]
  /** Real tokens that are easily mistaken for one of those, such as bridged ones. */
  lookAlikes: readonly Readonly<{ address: EvmAddress }>[]
}>

/**
 * What a transfer is that credits nothing; `undefined` for money of the books. A token is its contract and never its name:
 * a known name on another contract is a counterfeit, unless the contract is known to be honest.
 * @see chain fact sheet, rules 1 and 2, and 1.1 for the look-alikes
 */
export function classifyArrival(
  transfer: ArrivedTransfer,
  { tokens, lookAlikes }: ListedTokens,
): ArrivalKind | undefined {
  const isAt = ({ address }: Readonly<{ address: EvmAddress }>): boolean =>
    address.toLowerCase() === transfer.token.toLowerCase()
  if (transfer.amountMinor === 0n) return 'zeroValue'
  if (tokens.some(isAt)) return undefined
  if (transfer.symbol === undefined || lookAlikes.some(isAt)) return 'wrongToken'
  const folded = foldSymbol(transfer.symbol)
  return tokens.some(({ symbol }) => foldSymbol(symbol) === folded) ? 'counterfeit' : 'wrongToken'
}
