import type { RefundDesk } from './refund-types.ts'

/** Somebody who may approve, and whether this much. */
export type Approver = RefundDesk['approvers'][number] & Readonly<{ isAllowed: boolean }>

/**
 * Who may approve, those who may approve this much first.
 * @param worthMinor in minor units of the sale's currency; unknown where nothing of the sale goes back, and then the terminal weighs it
 */
export function approversFor(
  approvers: RefundDesk['approvers'],
  worthMinor: bigint | undefined,
): readonly Approver[] {
  return approvers
    .map((person) => ({
      ...person,
      isAllowed: worthMinor === undefined || person.maxMinor === undefined || worthMinor <= person.maxMinor,
    }))
    .toSorted((left, right) => Number(right.isAllowed) - Number(left.isAllowed))
}
