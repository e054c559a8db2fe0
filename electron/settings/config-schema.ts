import type { z as Zod } from 'zod'
import { fiatCurrency } from '../../shared/contract/fields.ts'
import { z } from '../../shared/contract/z.ts'
import { environments } from '../../shared/domain/settings/settings.ts'
import { taxBpsMax } from '../../shared/domain/tax/tax-rate.ts'

const decimalText = z
  .string()
  .regex(
    /^\d{1,15}(\.\d{1,18})?$/,
    'Write an amount as digits with at most one decimal point, such as "50.00"',
  )
const percentText = z
  .string()
  .regex(/^\d{1,3}(\.\d{1,2})?$/, 'Write a percentage with at most two decimals, such as "8.25"')
const bps = z.number().int().min(0).max(taxBpsMax)
const key = z.string().regex(/^[a-z0-9-]{1,32}$/, 'Use lower-case letters, digits and hyphens, at most 32')
const url = z
  .string()
  .max(300)
  .regex(
    /^https?:\/\/[^\s@]+$/,
    'An endpoint begins with https:// or http:// and holds no @; wss:// and ws:// belong in wakeUrl',
  )

const shop = z.strictObject({
  name: z.string().trim().min(1).max(120).describe('Name of the shop on screens and receipts').optional(),
  till: z.string().trim().min(1).max(40).describe('Name of this till').optional(),
  address: z.string().trim().max(200).describe('Address on receipts').optional(),
  currency: fiatCurrency.describe('Currency the shop prices in, ISO 4217; USD without it').optional(),
  receiptFooter: z.string().trim().max(200).describe('Last line of a receipt').optional(),
})

const taxRate = z
  .strictObject({
    id: z.string().regex(/^[A-Za-z0-9_-]{1,64}$/, 'An id has at most 64 letters, digits, - or _'),
    name: z.string().trim().min(1).max(40),
    bps: bps.describe('Hundredths of a percent: 825 is 8.25 %').optional(),
    percent: percentText.describe('Instead of bps: "8.25"').optional(),
  })
  .refine(
    (rate) => (rate.bps === undefined) !== (rate.percent === undefined),
    'Give bps or percent, and not both',
  )

const tax = z.strictObject({
  mode: z
    .enum(['inclusive', 'exclusive'])
    .describe('Whether prices hold the tax (inclusive) or it is added at the till (exclusive, the default)')
    .optional(),
  rates: z.array(taxRate).max(20),
  defaultRate: z.string().max(64).describe('Id of the rate for amounts typed on the keypad').optional(),
})

const checkout = z.strictObject({
  invoiceSeconds: z.number().int().min(30).max(86_400).describe('How long a customer has to pay').optional(),
  extendSeconds: z.number().int().min(30).max(3_600).describe('How much one extension adds').optional(),
  tipBps: z.array(bps).max(6).describe('Tips offered, in hundredths of a percent').optional(),
  idleLockSeconds: z.number().int().min(30).max(86_400).describe('An idle till locks after this').optional(),
  sound: z.boolean().optional(),
})

const releaseRule = z
  .strictObject({
    maxAmount: decimalText
      .describe('The rule holds up to this amount of the shop currency; without it for any amount')
      .optional(),
    depth: z
      .number()
      .int()
      .min(1)
      .max(100_000)
      .describe('Blocks, counting the one of the payment')
      .optional(),
    tag: z.enum(['safe', 'finalized']).describe('Instead of depth: the block a node calls so').optional(),
    minSeconds: z
      .number()
      .int()
      .min(0)
      .max(86_400)
      .describe('Seconds that must pass after the till first saw the payment; 0 without it')
      .optional(),
    sources: z
      .union([z.literal(1), z.literal(2)])
      .describe('Endpoints of different operators that must hold the payment; 1 without it')
      .optional(),
  })
  .refine(
    (rule) => (rule.depth === undefined) !== (rule.tag === undefined),
    'Give a depth or a tag, and not both',
  )

const address = z.string().regex(/^0x[0-9a-fA-F]{40}$/, 'An address has 0x and 40 hex digits')

const priceGuard = z.strictObject({
  feed: address.describe('A price feed of Chainlink on the same network, with its EIP-55 checksum'),
  maxDeviationBps: z
    .number()
    .int()
    .min(1)
    .max(5_000)
    .describe('How far off its peg the token may be, in hundredths of a percent'),
  heartbeatSeconds: z.number().int().min(60).max(604_800).describe('How old the newest price may be'),
})

const token = z.strictObject({
  symbol: z.string().regex(/^[A-Za-z0-9]{1,16}$/, 'A symbol has at most 16 letters and digits'),
  name: z.string().trim().min(1).max(60).describe('The symbol without it').optional(),
  address: address.describe('Contract address with its EIP-55 checksum'),
  decimals: z.number().int().min(0).max(30),
  peg: fiatCurrency
    .describe(
      'Currency that one whole token is worth one of; that of the symbol where the till knows it, else USD',
    )
    .optional(),
  priceGuard: priceGuard
    .describe('Takes the token off the offer while it is off its peg; without it no price is asked for')
    .optional(),
})

const chain = z.strictObject({
  id: key.describe('Short stable name, such as base; never changed once money was received'),
  name: z.string().trim().min(1).max(60).describe('Name on the screens; the id without it').optional(),
  chainId: z.number().int().positive().max(Number.MAX_SAFE_INTEGER),
  blockSeconds: z.number().min(0.1).max(600).describe('2 on a network the till does not know').optional(),
  endpoints: z
    .array(url)
    .min(1)
    .max(8)
    .describe('JSON-RPC addresses, the preferred one first; live needs https'),
  finality: z
    .strictObject({
      tag: z.boolean().describe('Whether nodes name a finalized block'),
      depth: z.number().int().min(1).max(100_000).describe('Blocks to wait where they do not'),
      seconds: z
        .number()
        .int()
        .min(1)
        .max(86_400)
        .describe('How long it usually takes; for the clock only')
        .optional(),
    })
    .describe('Tag true and depth 64 on a network the till does not know')
    .optional(),
  explorer: z.string().max(200).optional(),
  wakeUrl: z
    .string()
    .max(300)
    .regex(/^wss?:\/\/[^\s]+$/, 'this address begins with wss:// or ws://')
    .describe('WebSocket of a node that announces blocks; it says when to look, and is believed in nothing')
    .optional(),
  tokens: z.array(token).min(1).max(50),
  exposureCap: decimalText
    .describe(
      'Goods may have left on at most this much of the shop currency while it is not final here; the cap that ships without it, and none on a network the till does not know',
    )
    .optional(),
  releaseRules: z
    .array(releaseRule)
    .max(20)
    .describe('When goods may leave; one block for any amount without it, and on live the rules that ship')
    .optional(),
})

const tolerances = z.strictObject({
  under: decimalText
    .describe('A sale short by at most this much of the shop currency counts as paid; "0" without it')
    .optional(),
  over: decimalText
    .describe('At most this much paid over is kept as rounding and bothers nobody; "0" without it')
    .optional(),
})

const rate = z.strictObject({
  base: fiatCurrency.describe('Currency of the shop'),
  quote: fiatCurrency.describe('Currency that tokens are pegged to'),
  rate: decimalText.describe('How much of the quote currency one whole unit of the base currency is worth'),
})

const backend = z.strictObject({
  kind: z.literal('selfcustody').describe('The only backend so far, and the default').optional(),
  xpub: z.string().max(200).describe("Extended public key of an account, m/44'/60'/0'; never a private key"),
})

const settlement = z.strictObject({
  kind: z.literal('paxos').describe('The only settlement account so far, and the default').optional(),
  profileId: z
    .string()
    .regex(/^[A-Za-z0-9-]{1,64}$/, 'The id of a profile has letters, digits and hyphens')
    .describe('Id of the profile that receives. The credentials never stand here: an owner types them in'),
  convertToUsd: z
    .array(z.string().regex(/^[A-Za-z0-9]{1,16}$/, 'A symbol has at most 16 letters and digits'))
    .max(20)
    .describe('Symbols of the tokens that become dollars on arrival; none without it')
    .optional(),
  signing: z
    .boolean()
    .describe('Whether requests are signed with a key of the shop; false without it')
    .optional(),
})

/** The configuration file. Every section may be left out; what it names, it rules. */
export const configSchema = z
  .strictObject({
    $schema: z.string().describe('Where this schema lies, for editors').optional(),
    environment: z.enum(environments).describe('The command line goes before it').optional(),
    currency: fiatCurrency.describe('Short for shop.currency').optional(),
    shop: shop.optional(),
    tax: tax.optional(),
    checkout: checkout.optional(),
    chains: z.array(chain).min(1).max(40).describe('Networks and tokens to take').optional(),
    tolerances: tolerances.describe('Small change that the shop forgives or keeps').optional(),
    rates: z.array(rate).max(40).describe('Fixed rates for tokens of another currency').optional(),
    backend: backend.describe('Where money is received').optional(),
    settlement: settlement.describe('The account that money is settled with').optional(),
  })
  .describe('Configuration of a Stablepoint till, for --config FILE')

/** The file as it was written, checked. */
export type ConfigFile = Zod.infer<typeof configSchema>
