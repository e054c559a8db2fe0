import type { z as Zod } from 'zod'
import { z } from '../../shared/contract/z.ts'
import { fiatCurrency } from '../../shared/contract/fields.ts'

/** Texts and numbers of the configuration file, as a person writes them. */
const decimalText = z.string().regex(/^\d{1,15}(\.\d{1,18})?$/, 'Write an amount as digits with at most one decimal point, such as "50.00"')
const key = z.string().regex(/^[a-z0-9-]{1,32}$/, 'Use lower-case letters, digits and hyphens')
const url = z.string().max(300).regex(/^(https?|wss?):\/\/[^\s]+$/, 'An endpoint begins with https://, http://, wss:// or ws://')

const shop = z.strictObject({
  name: z.string().trim().min(1).max(120).describe('Name of the shop on screens and receipts').optional(),
  till: z.string().trim().min(1).max(40).describe('Name of this till').optional(),
  address: z.string().trim().max(200).optional(),
  currency: fiatCurrency.describe('Currency the shop prices in, ISO 4217').optional(),
  receiptFooter: z.string().trim().max(200).optional(),
})

const tax = z.strictObject({
  mode: z.enum(['inclusive', 'exclusive']).describe('Whether prices hold the tax or it is added at the till'),
  rates: z
    .array(z.strictObject({ id: z.string().regex(/^[A-Za-z0-9_-]{1,64}$/), name: z.string().trim().min(1).max(40), bps: z.number().int().min(0).max(10_000).describe('Hundredths of a percent: 825 is 8.25 %') }))
    .max(20),
  defaultRate: z.string().max(64).describe('Id of the rate for amounts typed on the keypad').optional(),
})

const checkout = z.strictObject({
  invoiceSeconds: z.number().int().min(30).max(86_400).optional(),
  extendSeconds: z.number().int().min(30).max(3_600).optional(),
  tipBps: z.array(z.number().int().min(0).max(10_000)).max(6).optional(),
  idleLockSeconds: z.number().int().min(30).max(86_400).optional(),
  sound: z.boolean().optional(),
})

const releaseRule = z
  .strictObject({
    maxAmount: decimalText.describe('Up to this amount of the shop currency; without it any amount').optional(),
    depth: z.number().int().min(1).max(100_000).describe('Blocks, counting the payment’s own').optional(),
    tag: z.enum(['safe', 'finalized']).optional(),
    minSeconds: z.number().int().min(0).max(86_400).default(0),
  })
  .refine((rule) => (rule.depth === undefined) !== (rule.tag === undefined), 'Give a depth or a tag, and not both')

const token = z.strictObject({
  symbol: z.string().regex(/^[A-Za-z0-9]{1,16}$/, 'A symbol has letters and digits'),
  name: z.string().trim().min(1).max(60).optional(),
  address: z.string().regex(/^0x[0-9a-fA-F]{40}$/, 'An address has 0x and 40 hex digits'),
  decimals: z.number().int().min(0).max(30),
  peg: fiatCurrency.describe('Currency that one whole token is worth one of; USD without it').optional(),
})

const chain = z.strictObject({
  id: key.describe('Short stable name, such as base'),
  name: z.string().trim().min(1).max(60),
  chainId: z.number().int().positive().max(Number.MAX_SAFE_INTEGER),
  blockSeconds: z.number().min(0.1).max(600).default(2),
  endpoints: z.array(url).min(1).max(8),
  finality: z.strictObject({ tag: z.boolean(), depth: z.number().int().min(1).max(100_000) }).default({ tag: true, depth: 64 }),
  explorer: z.string().max(200).optional(),
  tokens: z.array(token).min(1).max(50),
  releaseRules: z.array(releaseRule).max(20).default([{ depth: 1, minSeconds: 0 }]),
})

const rate = z.strictObject({
  base: fiatCurrency,
  quote: fiatCurrency,
  rate: decimalText.describe('How much of the quote currency one whole unit of the base currency is worth'),
})

const backend = z.strictObject({
  kind: z.literal('selfcustody'),
  xpub: z.string().max(200).describe("Extended public key of an account, m/44'/60'/0'"),
})

/** The configuration file. Every section may be left out; what it names, it rules. */
export const configSchema = z.strictObject({
  $schema: z.string().optional(),
  environment: z.enum(['practice', 'testnet', 'live']).optional(),
  shop: shop.optional(),
  tax: tax.optional(),
  checkout: checkout.optional(),
  chains: z.array(chain).min(1).max(40).optional(),
  rates: z.array(rate).max(40).optional(),
  backend: backend.optional(),
})

/** The file as it was written, checked. */
export type ConfigFile = Zod.infer<typeof configSchema>
