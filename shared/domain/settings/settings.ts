import type { FiatCurrency } from '../money/currency.ts'
import type { Rate } from '../money/rate.ts'
import type { Tolerances } from '../payment/tolerances.ts'
import type { ExposureCap } from '../policy/exposure-cap.ts'
import type { RefundPolicy } from '../refund/approval.ts'
import type { PayoutPolicy } from '../payout/payout-policy.ts'
import type { ReleaseRule } from '../policy/release-rule.ts'
import type { TaxMode, TaxRate } from '../tax/tax-rate.ts'
import type { Chain } from '../tokens/chain.ts'
import type { Token } from '../tokens/token.ts'
import type { PriceGuard } from '../tokens/token-health.ts'

/** Practice needs nothing; testnet uses public test networks; live is real money. They never mix. */
export const environments = ['practice', 'testnet', 'live'] as const
/** One of the three environments. */
export type Environment = (typeof environments)[number]

/** The shop and this till. */
export type ShopSettings = Readonly<{
  name: string
  till: string
  address: string
  currency: FiatCurrency
  receiptFooter: string
}>

/** Tax rules; `defaultRateId` is taken for amounts typed on the keypad. */
export type TaxSettings = Readonly<{ mode: TaxMode; rates: readonly TaxRate[]; defaultRateId?: string }>

/** How a checkout behaves. Durations in seconds. */
type CheckoutSettings = Readonly<{
  invoiceSeconds: number
  extendSeconds: number
  tipBps: readonly number[]
  idleLockSeconds: number
  sound: boolean
}>

/** Where money is received. The till knows only the public key; it can take and cannot spend. */
type SelfcustodySettings = Readonly<{ kind: 'selfcustody'; xpub: string }>

/**
 * The account at Paxos that money is settled with. No secret is in it: the credentials are in the secret store of this machine.
 * `profileId` names the profile that receives, `convertToUsd` the symbols that become dollars on arrival, and `signing` says
 * that requests are signed with a key of the shop.
 */
export type PaxosSettlement = Readonly<{
  kind: 'paxos'
  host: 'practice' | 'sandbox' | 'production'
  profileId: string
  convertToUsd: readonly string[]
  signing: boolean
}>

/** Chains and tokens that are offered. */
export type ChainSettings = Readonly<{
  chains: readonly (Chain & Readonly<{ enabled: boolean }>)[]
  tokens: readonly (Token & Readonly<{ enabled: boolean; priceGuard?: PriceGuard }>)[]
}>

/** All settings of a till; each section is a journal entry of its own when it changes. */
export type Settings = Readonly<{
  shop: ShopSettings
  tax: TaxSettings
  checkout: CheckoutSettings
  backend: SelfcustodySettings | undefined
  /** Without it money is received at addresses of the shop's own key, and nothing is paid out by the till. */
  settlement: PaxosSettlement | undefined
  chains: ChainSettings
  releaseRules: readonly ReleaseRule[]
  exposureCaps: readonly ExposureCap[]
  tolerances: Tolerances
  rates: readonly Rate[]
  refunds: RefundPolicy
  payouts: PayoutPolicy
}>

/** The name of one section. */
export type SettingsSection = keyof Settings
