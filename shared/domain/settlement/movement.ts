/** What moved: tokens in or out, dollars from or to a bank, or something that the till has no part in. */
export type MovementKind =
  | 'deposit'
  | 'withdrawal'
  | 'bankDeposit'
  | 'bankWithdrawal'
  | 'conversion'
  | 'other'

/** Where a movement stands. A word that the till does not know is `unknown`, and never final. */
export type MovementStatus = 'pending' | 'completed' | 'failed' | 'unknown'

/** Why a movement stands still: the backend wants to know more, waits for a person of the shop, or has said no. */
export type MovementHold = 'needsInformation' | 'waitsForApproval' | 'rejected' | 'unknown'

/**
 * A movement of money as a settlement backend tells it, in the units of custody (18 decimals). `amountMinor` is what was sent,
 * `totalMinor` what the balance of `balanceAsset` changed by; a deposit that was converted names another asset than came.
 */
export type Movement = Readonly<{
  backend: string
  id: string
  kind: MovementKind
  /** The backend's own word for it, for people and for support. */
  kindText: string
  direction: 'in' | 'out' | 'unknown'
  status: MovementStatus
  statusText: string
  hold?: MovementHold
  /** Why it failed, in the backend's words. */
  explanation?: string
  /** The fee that was quoted has changed: it failed, and may be asked for anew under another id. */
  isQuoteStale?: boolean
  /** The id that this till, or whoever else uses the account, gave it. */
  refId?: string
  groupId?: string
  asset: string
  balanceAsset: string
  amountMinor: bigint
  feeMinor: bigint
  totalMinor: bigint
  /** The backend's name of the network. */
  network?: string
  address?: string
  txHash?: string
  /** Place of the transfer in its block, where the backend says it as a number. */
  logIndex?: number
  bankAccountId?: string
  memo?: string
  /** Milliseconds since 1970, UTC. */
  createdAt: number
  /** RFC 3339 with whatever precision the backend gives; compared as an instant, kept as text. */
  updatedAt: string
}>

/** True when the backend has said the same of this movement before: its word is told by status and time. */
export function isSameWord(before: Movement, now: Movement): boolean {
  return (
    before.statusText === now.statusText && before.updatedAt === now.updatedAt && before.hold === now.hold
  )
}
