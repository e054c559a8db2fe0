import type { TerminalClient } from '../../../../shared/contract/contract.ts'

type Refunds = TerminalClient['refunds']

/** A refund as the terminal shows it. */
export type RefundView = Awaited<ReturnType<Refunds['get']>>
/** Everything that may go back of a sale. */
export type RefundDesk = Awaited<ReturnType<Refunds['desk']>>
/** What a wish comes to. */
export type RefundPlan = Awaited<ReturnType<Refunds['plan']>>
/** What was checked and quoted, and is promised by nobody. */
export type Prepared = Awaited<ReturnType<Refunds['prepare']>>
/** What is to go back. */
export type RefundWish = Parameters<Refunds['plan']>[0]['wish']
/** A token in which money can go back. */
export type RefundToken = RefundDesk['tokens'][number]
/** How an address was proven. */
export type AddressProof = RefundView['proof']
/** Where a refund stands. */
export type RefundStatus = RefundView['status']
