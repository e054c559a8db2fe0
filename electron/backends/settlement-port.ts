import type { Movement } from '../../shared/domain/settlement/movement.ts'
import type { PayoutBackend } from './payout-port.ts'
import type { RefundQuote } from '../../shared/domain/refund/refund.ts'
import type { EvmAddress } from '../../shared/domain/tokens/token.ts'

/** A network on which a backend receives and sends, and the chain of the till that it is. */
export type SettlementNetwork = Readonly<{
  /** The backend's own name of it. */
  network: string
  /** Key of the chain in the settings. */
  chain: string
  /** From the block of a payment to money that can be spent, as the backend documents it. */
  secondsToCredit: number
  /** Assets that it takes there; what is not named would not be credited. */
  assets: readonly string[]
}>

/** An address that a backend made, and every network on which it finds money there. */
export type MadeAddress = Readonly<{ id: string; address: EvmAddress; networks: readonly string[] }>

/** What a backend holds of an asset, in the units of custody. */
export type CustodyBalance = Readonly<{ asset: string; availableMinor: bigint; heldMinor: bigint }>

/** Movements as far as they were read; what comes behind the last of them is read the next time. */
export type MovementPage = Readonly<{
  movements: readonly Movement[]
  /** False when a row could not be read: money may be in it, so that the place in the list must not move past it. */
  isReadable: boolean
}>

/** A thin notice: something changed, and has to be read. */
type BackendNotice = Readonly<{
  id: string
  at: string
  about:
    | Readonly<{ kind: 'movement'; id: string; status: string }>
    | Readonly<{ kind: 'conversion'; id: string }>
}>

/** Money to send to a customer. `amountMinor` is in the units of custody and arrives whole; the fee comes on top. */
export type RefundOrder = Readonly<{
  refId: string
  asset: string
  balanceAsset: string
  network: string
  address: EvmAddress
  amountMinor: bigint
  quoteId?: string
}>

/** Who receives, and who holds the key of the address. */
export type Receiver = Readonly<{
  kind: 'person'
  firstName: string
  lastName: string
  /** ISO 3166-1 alpha-3. */
  country: string
  wallet: Readonly<{ kind: 'own' }> | Readonly<{ kind: 'exchange'; name: string; website: string }>
}>

/**
 * A company that keeps the shop's money: it receives at addresses of its own, sends, and pays out. Whatever it is asked to do is
 * done under a `refId` that was made and kept before; asking twice under one is harmless.
 */
export type SettlementBackend = Readonly<{
  key: string
  /** Whose money it is there: the account, or its part, that the shop receives in. */
  account: string
  name: string
  networks: readonly SettlementNetwork[]
  /** Makes an address, or gives the one of this `refId`. @throws {PosError} `backend.*` */
  makeAddress: (order: Readonly<{ refId: string; network: string; note: string }>) => Promise<MadeAddress>
  /** Movements that changed at or after an instant (RFC 3339), in the order in which they changed. */
  movementsFrom: (from: string) => Promise<MovementPage>
  /** What has happened since an instant (RFC 3339), oldest first. */
  noticesFrom: (from: string) => Promise<Readonly<{ notices: readonly BackendNotice[]; isReadable: boolean }>>
  getMovement: (id: string) => Promise<Movement>
  /** The movement that was made under a `refId`; `undefined` where the list does not show one, which it may do late. */
  findMovement: (refId: string) => Promise<Movement | undefined>
  balances: () => Promise<readonly CustodyBalance[]>
  /** Banks and payouts; absent where it pays nothing out. */
  payouts?: PayoutBackend
  /** Asks what a refund costs; promises nothing. The fee is in the units of custody. */
  quoteRefund: (order: Omit<RefundOrder, 'refId' | 'balanceAsset' | 'quoteId'>) => Promise<RefundQuote>
  /**
   * Sends a refund once.
   * @throws {PosError} `backend.outcomeUnknown` when only a later look-up says, or the same call again
   */
  sendRefund: (order: RefundOrder) => Promise<Movement>
  /** Tells the backend who receives at an address, as the travel rule wants; twice is the same as once. */
  saveReceiver: (
    saved: Readonly<{ network: string; address: EvmAddress; receiver: Receiver }>,
  ) => Promise<void>
}>
