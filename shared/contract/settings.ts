import type { z as Zod } from 'zod'
import { environments } from '../domain/settings/settings.ts'
import { roles } from '../domain/staff/role.ts'
import { taxBpsMax } from '../domain/tax/tax-rate.ts'
import { evmAddress, fiatCurrency, id, instant, minor, name, tokenCurrency } from './fields.ts'
import { procedure } from './procedure.ts'
import { exposureCap, releaseRule, tolerances } from './release-rule.ts'
import { z } from './z.ts'

/** The shop and this till. */
export const shopSettings = z
  .object({
    name,
    till: z.string().trim().min(1).max(40),
    address: z.string().trim().max(200),
    currency: fiatCurrency,
    receiptFooter: z.string().trim().max(200),
  })
  .readonly()

/** Tax rules. */
export const taxSettings = z
  .object({
    mode: z.enum(['inclusive', 'exclusive']),
    rates: z
      .array(
        z
          .object({ id, name: z.string().trim().min(1).max(40), bps: z.number().int().min(0).max(taxBpsMax) })
          .readonly(),
      )
      .max(20)
      .readonly(),
    defaultRateId: id.optional(),
  })
  .readonly()

/** How a checkout behaves. */
export const checkoutSettings = z
  .object({
    invoiceSeconds: z.number().int().min(30).max(86_400),
    extendSeconds: z.number().int().min(30).max(3_600),
    tipBps: z.array(z.number().int().min(0).max(taxBpsMax)).max(6).readonly(),
    idleLockSeconds: z.number().int().min(30).max(86_400),
    sound: z.boolean(),
  })
  .readonly()

/** Receiving addresses: an account's extended public key, never a private one. */
export const selfcustodySettings = z
  .object({
    kind: z.literal('selfcustody'),
    xpub: z.string().regex(/^xpub[1-9A-HJ-NP-Za-km-z]{100,120}$/, 'An extended public key begins with xpub'),
  })
  .readonly()

/** An account at Paxos. The credentials are no part of it: they never leave the main process. */
export const paxosSettlement = z
  .object({
    kind: z.literal('paxos'),
    host: z.enum(['practice', 'sandbox', 'production']),
    profileId: z.string().regex(/^[A-Za-z0-9-]{1,64}$/),
    convertToUsd: z
      .array(z.string().regex(/^[A-Za-z0-9]{1,16}$/))
      .max(20)
      .readonly(),
    signing: z.boolean(),
  })
  .readonly()

/** The address of a node that is asked. A socket cannot be: the till calls over HTTP, and a socket only wakes it. */
export const endpointUrl = z
  .string()
  .max(300)
  .regex(
    /^https?:\/\/[^\s]+$/,
    'An endpoint address begins with https:// or http://; an address with wss:// is a wake address',
  )

/** The address of a socket on which a node announces blocks. */
const wakeUrl = z
  .string()
  .max(300)
  .regex(/^wss?:\/\/[^\s]+$/, 'A wake address begins with wss:// or ws://')

/** A chain with its endpoints. */
export const chainSettings = z
  .object({
    key: z.string().regex(/^[a-z0-9-]{1,32}$/),
    chainId: z.number().int().positive().max(Number.MAX_SAFE_INTEGER),
    name: z.string().trim().min(1).max(60),
    blockSeconds: z.number().min(0.1).max(600),
    endpoints: z.array(endpointUrl).min(1).max(8).readonly(),
    finality: z
      .object({
        tag: z.boolean(),
        depth: z.number().int().min(1).max(100_000),
        seconds: z.number().int().min(1).max(86_400).optional(),
      })
      .readonly(),
    testnet: z.boolean(),
    explorer: z.string().max(200).optional(),
    wakeUrl: wakeUrl.optional(),
    enabled: z.boolean(),
  })
  .readonly()

/** A price feed on the token's own chain, and how far the token may be off its peg. */
const priceGuard = z
  .object({
    feed: evmAddress,
    maxDeviationBps: z.number().int().min(1).max(5_000),
    heartbeatSeconds: z.number().int().min(60).max(604_800),
  })
  .readonly()

/** A token on a chain. */
export const tokenSettings = z
  .object({
    currency: tokenCurrency,
    symbol: z.string().regex(/^[A-Za-z0-9]{1,16}$/),
    name: z.string().trim().min(1).max(60),
    chain: z.string().regex(/^[a-z0-9-]{1,32}$/),
    chainId: z.number().int().positive(),
    address: evmAddress,
    decimals: z.number().int().min(0).max(30),
    peg: fiatCurrency,
    priceGuard: priceGuard.optional(),
    enabled: z.boolean(),
  })
  .readonly()

/** A fixed rate: one whole `base` is `numerator / denominator` whole `quote`; a rate of zero would give goods away. */
export const rate = z
  .object({
    base: fiatCurrency,
    quote: fiatCurrency,
    numerator: minor.min(1n),
    denominator: minor.min(1n),
    source: z.string().max(60),
    quotedAt: instant,
  })
  .readonly()

// What is kept is shown as it is, also where it would be refused today: whoever cannot read it cannot mend it.
const keptChain = chainSettings
  .unwrap()
  .extend({ endpoints: z.array(z.string().max(300)).max(8).readonly() })
  .readonly()

/** How much each role may approve in one refund; without a number as much as there is. */
const refundPolicy = z
  .object({
    cashierMaxMinor: minor,
    managerMaxMinor: minor.optional(),
    ownerMaxMinor: minor.optional(),
    travelRuleMinor: minor,
  })
  .readonly()

/** Who may let how much go to the bank (US cents), the cool-off of a new account, and what stays (units of custody). */
const payoutPolicy = z
  .object({
    managerMaxMinor: minor.optional(),
    ownerMaxMinor: minor.optional(),
    coolOffHours: z.number().int().min(0).max(720),
    keepBack: z
      .array(z.object({ asset: z.string().regex(/^[A-Z]{2,10}$/), minor }).readonly())
      .max(20)
      .readonly(),
  })
  .readonly()

const settingsShape = z.object({
  environment: z.enum(environments),
  shop: shopSettings,
  tax: taxSettings,
  checkout: checkoutSettings,
  backend: selfcustodySettings.optional(),
  settlement: paxosSettlement.optional(),
  chains: z
    .object({
      chains: z.array(keptChain).max(40).readonly(),
      tokens: z.array(tokenSettings).max(200).readonly(),
    })
    .readonly(),
  releaseRules: z.array(releaseRule).max(200).readonly(),
  /** Rules that are a shipped default but for the second source it asks for by now. */
  stricterRules: z.array(releaseRule).max(200).readonly().optional(),
  exposureCaps: z.array(exposureCap).max(40).readonly(),
  tolerances,
  rates: z.array(rate).max(40).readonly(),
  refunds: refundPolicy,
  payouts: payoutPolicy,
  /** True where a configuration file rules a section: it is shown and not edited. */
  fromFile: z.boolean(),
})

/** All settings as screens read them. */
// An interface: what is inferred is too long for the compiler to write out.
export interface SettingsView extends Zod.infer<typeof settingsShape> {}
const settingsView: Zod.ZodType<SettingsView, SettingsView> = settingsShape

const staffView = z.object({ id, name, role: z.enum(roles), active: z.boolean(), hasPin: z.boolean() })
const saved = z.object({ seq: z.number().int() })

/** Reading and changing the settings. Every change is a journal entry. */
export const settingsContract = {
  get: procedure('cashier').output(settingsView),
  saveShop: procedure('manager').input(shopSettings).output(saved),
  saveTax: procedure('manager').input(taxSettings).output(saved),
  saveCheckout: procedure('manager').input(checkoutSettings).output(saved),
  /** Refuses an endpoint that answers with another chain id, and a token whose decimals differ on chain. */
  saveChains: procedure('owner')
    .input(z.object({ chains: z.array(chainSettings).max(40), tokens: z.array(tokenSettings).max(200) }))
    .output(saved),
  saveReleaseRules: procedure('owner')
    .input(z.object({ rules: z.array(releaseRule).max(200) }))
    .output(saved),
  /** Gives the rules that are an older default the second source of the present one. */
  applyStricterRules: procedure('owner').output(saved),
  /** How much a network is trusted with and how exact a payment must be: both or neither, in one transaction. */
  saveRisk: procedure('owner')
    .input(z.object({ caps: z.array(exposureCap).max(40), tolerances }))
    .output(saved),
  /** Who may approve a refund, and up to how much. */
  saveRefunds: procedure('owner').input(refundPolicy).output(saved),
  savePayouts: procedure('owner').input(payoutPolicy).output(saved),
  saveRates: procedure('manager')
    .input(z.object({ rates: z.array(rate).max(40) }))
    .output(saved),
  saveBackend: procedure('owner').input(selfcustodySettings).output(saved),
  /** The first addresses a key would receive at, to compare with the owner's wallet before saving. */
  previewAddresses: procedure('owner')
    .input(z.object({ xpub: z.string().max(200) }))
    .output(z.object({ addresses: z.array(evmAddress).max(5) })),
  listStaff: procedure('manager').output(z.array(staffView).max(200)),
  saveStaff: procedure('owner')
    .input(
      z.object({
        id,
        name,
        role: z.enum(roles),
        active: z.boolean(),
        pin: z
          .string()
          .regex(/^\d{4,8}$/)
          .optional(),
      }),
    )
    .output(staffView),
  /** Everyone may change their own PIN; the owner may set anyone's. */
  setPin: procedure('cashier')
    .input(
      z.object({
        staffId: id,
        currentPin: z.string().max(8).optional(),
        newPin: z.string().regex(/^\d{4,8}$/),
      }),
    )
    .output(saved),
  /** Sensitive changes since this owner last looked. */
  listUnseenChanges: procedure('owner').output(
    z.array(z.object({ seq: z.number().int(), at: instant, actor: z.string(), what: z.string() })).max(100),
  ),
  markChangesSeen: procedure('owner')
    .input(z.object({ seq: z.number().int() }))
    .output(saved),
}
