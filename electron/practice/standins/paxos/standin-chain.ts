import type { Address, Hex, LocalAccount } from 'viem'

/** A token of a practice chain, by its Paxos name. */
export type StandinToken = Readonly<{ asset: string; address: Address; decimals: number }>

/** A practice chain, standing in for a network of Paxos. */
export type StandinChain = Readonly<{
  /** As Paxos names it, such as `ETHEREUM`. */
  network: string
  chainId: number
  rpcUrl: string
  tokens: readonly StandinToken[]
  /** Blocks until a transfer counts, the one it is in included. */
  confirmations: number
}>

/** What the treasury lacks for a withdrawal. */
type TreasuryNeed = Readonly<{
  chain: StandinChain
  token: StandinToken
  holder: Address
  amountMinor: bigint
}>

/** Who sends the withdrawals. Its account needs coins for gas on every chain. */
export type Treasury = Readonly<{
  account: LocalAccount
  /** Called when it holds too few tokens; by default it keeps waiting until somebody fills it. */
  fill?: ((need: TreasuryNeed) => Promise<void>) | undefined
}>

/** A withdrawal as it was signed: kept before it is sent, so that a restart sends the same one again. */
export type SignedSend = Readonly<{ raw: Hex; hash: Hex; nonce: number }>
