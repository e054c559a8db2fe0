import { eventIterator } from '@orpc/contract'
import { bankNetworks, bankReviewStates, bankStatuses } from '../domain/payout/bank-account.ts'
import { payoutStatuses } from '../domain/payout/payout.ts'
import { ruleStatuses, sweepOutcomes } from '../domain/payout/payout-rule.ts'
import { roles } from '../domain/staff/role.ts'
import { id, instant, minor, name, reason } from './fields.ts'
import { procedure } from './procedure.ts'
import { z } from './z.ts'

/** A symbol at the backend, such as `USDC` or `USD`. */
export const assetSymbol = z.string().regex(/^[A-Z]{2,10}$/)
/** A date of the calendar, `2026-07-01`. */
const date = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)
/** Text of an address or an owner, trimmed. */
const line = z.string().trim().min(1).max(100)
const pin = z.string().regex(/^\d{4,8}$/)
const approval = { approverId: id, pin }

/** Somebody who may approve in place, and up to how many US cents; without a number as much as there is. */
const approver = z
  .object({ staffId: id, name: z.string(), role: z.enum(roles), maxMinor: minor.optional() })
  .readonly()

/**
 * A bank account as the screens show it. `status` is what the shop says (two people agree), `review` what the backend says;
 * only one that is approved by both and has cooled off is `isPayable`.
 */
const bankView = z
  .object({
    bankId: id,
    /** What the shop calls it. */
    name: z.string(),
    /** `First Bank …6789`. */
    text: z.string(),
    bankName: z.string(),
    numberTail: z.string(),
    network: z.enum([...bankNetworks, 'OTHER']),
    isDomestic: z.boolean(),
    origin: z.enum(['entered', 'found']),
    status: z.enum(bankStatuses),
    review: z.enum(bankReviewStates),
    isPayable: z.boolean(),
    /** Why not, as a code of `errors`. */
    notPayableBecause: z.string().optional(),
    /** The end of the cool-off, once two people have agreed. */
    usableFrom: instant.optional(),
    requestedAt: instant,
    requestedByName: z.string(),
    /** Who asked cannot be who approves. */
    requestedById: id,
    approvedByName: z.string().optional(),
    problem: z.string().optional(),
    can: z.object({ approve: z.boolean(), decline: z.boolean(), remove: z.boolean() }).readonly(),
    /** Sequence number of its newest journal entry. */
    seq: z.number().int(),
  })
  .readonly()

/** Days on which money is to arrive; both the same where there is only one. */
const expected = z
  .object({
    earliest: date,
    latest: date,
    /** True when it is too late for today's cut-off, or today is no banking day. */
    isNextDay: z.boolean(),
  })
  .readonly()

/** A payout as the screens show it. `dollarsMinor` are US cents that leave the balance: a fee is taken out of them. */
export const payoutView = z
  .object({
    payoutId: id,
    number: z.number().int(),
    /** `P-000012`. */
    numberText: z.string(),
    status: z.enum(payoutStatuses),
    asset: assetSymbol,
    dollarsMinor: minor,
    /** `$120.00`. */
    amountText: z.string(),
    /** `120.00 USDC`: what leaves the balance, with the fee as soon as it is known. */
    fromText: z.string(),
    feeText: z.string().optional(),
    bankId: id,
    bankText: z.string(),
    /** What stands on the bank's statement. */
    memo: z.string(),
    note: z.string(),
    /** The rule that asked for it. */
    ruleName: z.string().optional(),
    requestedAt: instant,
    requestedByName: z.string(),
    requestedById: id,
    approvedByName: z.string().optional(),
    approvedAt: instant.optional(),
    /** When its newest step was. */
    at: instant,
    /** Absent before it is approved, and once it has failed, was cancelled or came back. */
    expected: expected.optional(),
    /** Why it stands still at the backend: somebody has to approve it there, or it is looked into. */
    hold: z.enum(['waitsForApproval', 'underReview']).optional(),
    problem: z.object({ code: z.string(), text: z.string() }).readonly().optional(),
    /** `112.50 USD`: what came back of it. */
    returnedText: z.string().optional(),
    orderId: z.string().optional(),
    can: z
      .object({
        approve: z.boolean(),
        cancel: z.boolean(),
        /** Money that came back may be joined to it. */
        linkReturn: z.boolean(),
      })
      .readonly(),
    seq: z.number().int(),
  })
  .readonly()

/** When a sweep is due. */
const sweepTime = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('daily'),
    /** Minutes after midnight by the clock of `timeZone`. */
    minuteOfDay: z.number().int().min(0).max(1_439),
    /** IANA, such as `America/New_York`; the page's own unless somebody chose another. */
    timeZone: z.string().min(1).max(60),
  }),
  /** As soon as more than this is free, in US cents; looked at once an hour. */
  z.object({ kind: z.literal('above'), dollarsMinor: minor }),
])

/** What a rule does: the till sweeps, or the backend sends on what arrives at an address of its own. */
const ruleOrder = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('sweep'),
    asset: assetSymbol,
    bankId: id,
    when: sweepTime,
    /** What stays behind, in US cents. */
    keepDollarsMinor: minor,
  }),
  z.object({
    kind: z.literal('address'),
    asset: assetSymbol,
    network: z.enum(['ETHEREUM', 'SOLANA', 'BASE', 'POLYGON']),
    bankId: id,
  }),
])

const ruleView = z
  .object({
    ruleId: id,
    name: z.string(),
    order: ruleOrder,
    bankText: z.string(),
    status: z.enum(ruleStatuses),
    requestedAt: instant,
    requestedByName: z.string(),
    requestedById: id,
    approvedByName: z.string().optional(),
    /** When a sweep is looked at next. */
    nextDueAt: instant.optional(),
    lastRun: z
      .object({ dueAt: instant, outcome: z.enum(sweepOutcomes), payoutId: id.optional() })
      .readonly()
      .optional(),
    /** Where an address rule receives. */
    address: z.string().optional(),
    problem: z.string().optional(),
    can: z.object({ approve: z.boolean(), decline: z.boolean(), remove: z.boolean() }).readonly(),
    seq: z.number().int(),
  })
  .readonly()

const mailing = z.object({
  /** ISO 3166-1. */
  country: z.string().regex(/^[A-Z]{2,3}$/),
  address1: line.optional(),
  address2: line.optional(),
  city: line.optional(),
  province: line.optional(),
  zipCode: z.string().trim().min(1).max(20).optional(),
})

/** Where the money is to go. It is kept sealed until the backend has it, and never shown again. */
const bankDetails = z.discriminatedUnion('network', [
  z.object({
    network: z.literal('WIRE'),
    accountNumber: z
      .string()
      .trim()
      .regex(/^[A-Za-z0-9 -]{4,40}$/),
    ownerAddress: mailing,
    routingType: z.enum(['ABA', 'SWIFT']),
    routingNumber: z
      .string()
      .trim()
      .regex(/^[A-Za-z0-9]{8,11}$/),
    bankName: line,
    bankAddress: mailing,
  }),
  z.object({
    network: z.literal('CUBIX'),
    accountId: z
      .string()
      .trim()
      .regex(/^[A-Za-z0-9-]{4,64}$/),
  }),
])

const payoutInput = z.object({ payoutId: id })
const bankInput = z.object({ bankId: id })
const ruleInput = z.object({ ruleId: id })

/** Sending money of the account to the shop's bank. */
export const payoutsContract = {
  /** What a payout would come to; asks nobody, writes nothing. `problem` is a code of `errors` that would refuse it now. */
  plan: procedure('manager')
    .input(z.object({ asset: assetSymbol, bankId: id, dollarsMinor: minor.optional() }))
    .output(
      z.object({
        /** As asked for; without that everything that is free. */
        dollarsMinor: minor,
        amountText: z.string(),
        fromText: z.string(),
        freeDollarsMinor: minor,
        expected,
        /** Holidays on the way, such as `Thanksgiving Day`. */
        holidays: z.array(z.object({ date, name: z.string() }).readonly()).max(5),
        problem: z.string().optional(),
        /** Who may approve it: never the one who asks. */
        approvers: z.array(approver).max(100),
      }),
    ),
  /** Asks for a payout; nothing leaves before another person approves. `key` is made once by the page. */
  request: procedure('manager')
    .input(
      z.object({
        key: id,
        asset: assetSymbol,
        bankId: id,
        dollarsMinor: minor.min(1n),
        note: z.string().trim().max(200),
      }),
    )
    .output(payoutView),
  /** Who may approve a payout: never the one who asked for it. */
  approvers: procedure('manager')
    .input(payoutInput)
    .output(z.object({ approvers: z.array(approver).max(100) })),
  /** Another person approves in place, with a PIN; then it is in the outbox. Wrong PINs are counted and lock. */
  approve: procedure('manager').input(payoutInput.extend(approval)).output(payoutView),
  /** Takes back what was not sent yet; refused once it may have left. */
  cancel: procedure('manager').input(payoutInput.extend({ reason })).output(payoutView),
  get: procedure('manager').input(payoutInput).output(payoutView),
  /** Pushes the payout now and at every change. */
  follow: procedure('manager').input(payoutInput).output(eventIterator(payoutView)),
  /** A page of payouts, newest first. `before` is the number of the last of the page before. */
  list: procedure('manager')
    .input(
      z.object({
        statuses: z.array(z.enum(payoutStatuses)).max(9).optional(),
        before: z.number().int().positive().optional(),
        limit: z.number().int().min(1).max(100).default(50),
      }),
    )
    .output(z.object({ payouts: z.array(payoutView).max(100), next: z.number().int().optional() })),
  /** Money that came in from banks and belongs to nothing yet, newest first: what a payout may have come back with. */
  returnCandidates: procedure('manager')
    .input(payoutInput)
    .output(
      z.object({
        movements: z
          .array(
            z
              .object({ movementId: z.string(), at: instant, amountText: z.string(), memo: z.string() })
              .readonly(),
          )
          .max(50),
        /** Dollars that the balance has and the books have not, by the newest check; absent where they agree. */
        unexplainedText: z.string().optional(),
      }),
    ),
  /**
   * A manager says that money that came in is this payout, sent back: it stands as returned then, with a case. Without a movement
   * it is what the balance has and the books have not.
   */
  linkReturn: procedure('manager')
    .input(payoutInput.extend({ movementId: z.string().min(1).max(100).optional(), reason }))
    .output(payoutView),
}

/** The shop's bank accounts. */
export const banksContract = {
  /** Those of the shop, and those that the backend knows and the shop has not taken up. */
  list: procedure('manager').output(
    z.object({
      banks: z.array(bankView).max(100),
      found: z
        .array(
          z
            .object({
              bankAccountId: z.string(),
              text: z.string(),
              network: z.enum([...bankNetworks, 'OTHER']),
              review: z.enum(bankReviewStates),
            })
            .readonly(),
        )
        .max(100),
      /** Hours that a new account waits after two people have agreed. */
      coolOffHours: z.number(),
      /** Who may agree to an account. */
      approvers: z.array(approver).max(100),
    }),
  ),
  /** Enters an account; it is handed in for review once another person has agreed. */
  add: procedure('manager')
    .input(
      z.object({
        key: id,
        name,
        owner: z.discriminatedUnion('kind', [
          z.object({ kind: z.literal('person'), firstName: line, lastName: line }),
          z.object({ kind: z.literal('company'), name: line }),
        ]),
        details: bankDetails,
      }),
    )
    .output(bankView),
  /** Takes up an account that the backend knows already; another person has to agree to it all the same. */
  adopt: procedure('manager')
    .input(z.object({ key: id, bankAccountId: z.string().min(1).max(100), name }))
    .output(bankView),
  /** Another person agrees, with a PIN; the cool-off begins. */
  approve: procedure('manager').input(bankInput.extend(approval)).output(bankView),
  decline: procedure('manager').input(bankInput.extend({ reason })).output(bankView),
  /** Nothing is paid to it any more; the backend keeps it. Rules that pay to it stop. */
  remove: procedure('manager').input(bankInput.extend({ reason })).output(bankView),
}

/** Standing orders: what pays out by itself. */
export const payoutRulesContract = {
  list: procedure('manager').output(
    z.object({ rules: z.array(ruleView).max(100), approvers: z.array(approver).max(100) }),
  ),
  create: procedure('manager')
    .input(z.object({ key: id, name, order: ruleOrder }))
    .output(ruleView),
  /** Another person agrees, with a PIN; who may approve without a limit, because a rule has none. */
  approve: procedure('manager').input(ruleInput.extend(approval)).output(ruleView),
  decline: procedure('manager').input(ruleInput.extend({ reason })).output(ruleView),
  /** Ends a rule; what arrives at the address of one stays in the account then. */
  delete: procedure('manager').input(ruleInput.extend({ reason })).output(ruleView),
}
