import { eventIterator } from '@orpc/contract'
import { addressProofs, refundStatuses } from '../domain/refund/refund.ts'
import { roles } from '../domain/staff/role.ts'
import { evmAddress, fiatCurrency, hash, id, instant, minor, reason, tokenCurrency } from './fields.ts'
import { procedure } from './procedure.ts'
import { z } from './z.ts'

/** What is to go back: everything that is left, some pieces, an amount, or what was paid over in one token. */
const refundWish = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('rest') }),
  z.object({
    kind: z.literal('lines'),
    lines: z.array(z.object({ lineId: id, quantity: z.number().int().min(1) })).max(200),
    withTip: z.boolean(),
  }),
  z.object({ kind: z.literal('amount'), minor }),
  z.object({ kind: z.literal('excess') }),
])

const refundedLine = z
  .object({ lineId: id, quantity: z.number().int(), netMinor: minor, taxMinor: minor })
  .readonly()

/** What goes back of each line, of the tax and of the tip, in minor units of the sale's currency. */
const refundParts = z
  .object({ lines: z.array(refundedLine).readonly(), tipMinor: minor, totalMinor: minor })
  .readonly()

/** A token in which money can go back. */
const refundToken = z
  .object({
    token: tokenCurrency,
    chain: z.string(),
    chainName: z.string(),
    symbol: z.string(),
    decimals: z.number().int(),
    /** Smallest units of the token that may go back for goods, and that were paid over. */
    goodsMinor: minor,
    excessMinor: minor,
    /** False while the network, or the backend, may still take the money back. */
    isFinal: z.boolean(),
    /** Who sends it; a wallet's refund is signed by its owner. */
    backend: z.enum(['paxos', 'selfcustody']),
    backendName: z.string(),
  })
  .readonly()

/** A wallet that paid, best first. */
const payer = z
  .object({
    address: evmAddress,
    token: tokenCurrency,
    amountMinor: minor,
    /** Why it is not offered: it sent nothing, or dust, or looks like a wallet that sent more. */
    warning: z.enum(['zeroValue', 'dust', 'lookAlike']).optional(),
  })
  .readonly()

/** Something that was found about an address. */
const addressProblem = z
  .object({ kind: z.string().max(40), severity: z.enum(['info', 'warn', 'refuse']) })
  .readonly()

/** A refund as the screens show it. */
const refundShape = z.object({
  refundId: id,
  number: z.number().int(),
  /** `R-000012`. */
  numberText: z.string(),
  saleId: id,
  saleNumber: z.number().int(),
  kind: z.enum(['goods', 'excess']),
  status: z.enum(refundStatuses),
  currency: fiatCurrency,
  parts: refundParts,
  token: tokenCurrency,
  symbol: z.string(),
  chain: z.string(),
  chainName: z.string(),
  decimals: z.number().int(),
  amountMinor: minor,
  /** `12.50 USDC`. */
  amountText: z.string(),
  backend: z.string(),
  backendName: z.string(),
  target: evmAddress,
  proof: z.enum(addressProofs),
  warnings: z.array(z.string()).readonly(),
  /** What sending costs, ready to read; absent where nobody knows yet. */
  feeText: z.string().optional(),
  reason: z.string(),
  requestedAt: instant,
  requestedByName: z.string(),
  approvedByName: z.string().optional(),
  /** When its newest step was. */
  at: instant,
  /** When it first came into each status. */
  steps: z.array(z.object({ status: z.enum(refundStatuses), at: instant }).readonly()).readonly(),
  /** Worth in minor units of the sale's currency: what an approval limit is compared with. */
  valueMinor: minor,
  txHash: hash.optional(),
  transferId: z.string().optional(),
  /** Address of the transaction, or of the receiver, in a block explorer. */
  explorerUrl: z.string().optional(),
  /** The till itself has seen it in this block. */
  seenInBlock: z.number().int().optional(),
  problem: z.object({ code: z.string(), text: z.string() }).readonly().optional(),
  /** For a wallet to sign: the request as EIP-681, while it waits for that. */
  signUri: z.string().optional(),
  /** What may be done with it now. */
  can: z
    .object({ approve: z.boolean(), decline: z.boolean(), cancel: z.boolean(), repeat: z.boolean() })
    .readonly(),
  shopName: z.string(),
  /** Sequence number of its newest journal entry. */
  seq: z.number().int(),
})

/** A refund as the screens show it. */
export const refundView = refundShape.readonly()

const refundableLine = z
  .object({
    lineId: id,
    name: z.string(),
    quantity: z.number().int(),
    quantityLeft: z.number().int(),
    /** With its tax, minor units of the sale's currency. */
    leftMinor: minor,
  })
  .readonly()

/** Everything that the refund screen shows of a sale. */
const refundDesk = z.object({
  saleId: id,
  saleNumber: z.number().int(),
  openedAt: instant,
  currency: fiatCurrency,
  totalMinor: minor,
  lines: z.array(refundableLine),
  tipLeftMinor: minor,
  goodsLeftMinor: minor,
  tokens: z.array(refundToken).max(50),
  payers: z.array(payer).max(50),
  refunds: z.array(refundView).max(200),
  /** Who may approve, and up to how much; without a number as much as there is. */
  approvers: z.array(
    z.object({ staffId: id, name: z.string(), role: z.enum(roles), maxMinor: minor.optional() }).readonly(),
  ),
})

/** What was prepared: checked, quoted and weighed against the float, and promised by nobody yet. */
const preparedRefund = z.object({
  preparedId: id,
  /** The terminal's clock when this was made: the page counts down from it and not from its own. */
  now: instant,
  /** Prepared refunds are forgotten after this moment. */
  validUntil: instant,
  parts: refundParts,
  token: tokenCurrency,
  symbol: z.string(),
  decimals: z.number().int(),
  chainName: z.string(),
  amountMinor: minor,
  amountText: z.string(),
  /** Worth in minor units of the sale's currency: what an approval limit is compared with. */
  valueMinor: minor,
  backend: z.string(),
  backendName: z.string(),
  /** Absent for text that is no address. */
  target: evmAddress.optional(),
  verdict: z.enum(['ok', 'warn', 'refuse', 'cannotTell']),
  problems: z.array(addressProblem).max(20),
  fee: z.object({ text: z.string(), expiresAt: instant }).optional(),
  /** What the balance holds, after what is promised already; absent where a wallet pays. */
  float: z
    .object({
      asset: z.string(),
      availableText: z.string(),
      neededText: z.string(),
      isEnough: z.boolean(),
      isFresh: z.boolean(),
    })
    .optional(),
  /** The travel rule wants to know the receiver. */
  needsReceiver: z.boolean(),
})

const saleInput = z.object({ saleId: id })
const refundInput = z.object({ refundId: id })

/** Who receives, where the travel rule asks for it. It goes to the backend and is kept nowhere else. */
const receiver = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('person'),
    firstName: z.string().trim().min(1).max(80),
    lastName: z.string().trim().min(1).max(80),
    /** ISO 3166-1 alpha-3. */
    country: z.string().regex(/^[A-Z]{3}$/),
    wallet: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('own') }),
      z.object({
        kind: z.literal('exchange'),
        name: z.string().trim().min(1).max(100),
        website: z.string().trim().max(200),
      }),
    ]),
  }),
])

/** The question on the customer display whether an address is theirs. */
const addressAsk = z.object({
  askId: id,
  state: z.enum(['waiting', 'confirmed', 'refused', 'gone']),
})

/** Giving money back. */
export const refundsContract = {
  /** What may go back of a sale, to whom, and what went back before. Answers from the ledger alone. */
  desk: procedure('cashier').input(saleInput).output(refundDesk),
  /** What a wish comes to; asks nobody. */
  plan: procedure('cashier')
    .input(saleInput.extend({ wish: refundWish, token: tokenCurrency }))
    .output(
      z.object({
        parts: refundParts,
        amountMinor: minor,
        amountText: z.string(),
        valueMinor: minor,
        decimals: z.number().int(),
        symbol: z.string(),
      }),
    ),
  /**
   * Checks the address on its chain, asks what sending costs and whether there is enough. Takes a few seconds, and promises
   * nothing. Where the backend does not answer, the books say what is there, and the fee is not known.
   */
  prepare: procedure('cashier')
    .input(
      saleInput.extend({
        wish: refundWish,
        token: tokenCurrency,
        address: z.string().trim().min(1).max(100),
        proof: z.enum(addressProofs),
        /** The question that the customer answered on the display, for that proof. */
        askId: id.optional(),
      }),
    )
    .output(preparedRefund),
  /** Saves who receives, for the travel rule. */
  nameReceiver: procedure('manager')
    .input(z.object({ preparedId: id, receiver }))
    .output(z.object({ saved: z.boolean() })),
  /** Asks for what was prepared. `key` is made once by the page: the same key gives the same refund. */
  request: procedure('cashier')
    .input(z.object({ preparedId: id, key: id, reason, acceptsWarnings: z.boolean() }))
    .output(refundView),
  /** A manager approves in place, with a PIN; what is promised then is what this says. Wrong PINs are counted and lock. */
  approve: procedure('cashier')
    .input(refundInput.extend({ approverId: id, pin: z.string().regex(/^\d{4,8}$/) }))
    .output(refundView),
  decline: procedure('manager').input(refundInput.extend({ reason })).output(refundView),
  /** Takes back what was not sent yet; refused once it may have left. */
  cancel: procedure('cashier').input(refundInput.extend({ reason })).output(refundView),
  get: procedure('cashier').input(refundInput).output(refundView),
  /** Pushes the refund now and at every change. */
  follow: procedure('cashier').input(refundInput).output(eventIterator(refundView)),
  /** A page of refunds, newest first. `before` is the number of the last of the page before. */
  list: procedure('cashier')
    .input(
      z.object({
        statuses: z.array(z.enum(refundStatuses)).max(10).optional(),
        before: z.number().int().positive().optional(),
        limit: z.number().int().min(1).max(100).default(50),
      }),
    )
    .output(z.object({ refunds: z.array(refundView).max(100), next: z.number().int().optional() })),
  /** Shows an address on the customer display with the question whether it is theirs; one question at a time. */
  askCustomer: procedure('cashier')
    .input(
      saleInput.extend({
        token: tokenCurrency,
        address: z.string().trim().min(1).max(100),
        amountMinor: minor,
      }),
    )
    .output(addressAsk),
  /** What the customer answered, as it happens. */
  followAnswer: procedure('cashier')
    .input(z.object({ askId: id }))
    .output(eventIterator(addressAsk)),
  takeBackQuestion: procedure('cashier')
    .input(z.object({ askId: id }))
    .output(addressAsk),
}
