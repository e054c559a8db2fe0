import type { Role } from '../../../../shared/domain/staff/role.ts'

/** Somebody who may approve in place, and up to how much; without a number as much as there is. */
export type Candidate = Readonly<{
  staffId: string
  name: string
  role: Role
  maxMinor?: bigint | undefined
}>

/** Somebody who may approve, and whether this much. */
export type Approver = Candidate & Readonly<{ isAllowed: boolean }>

/**
 * Who may approve, those who may approve this much first.
 * @param worthMinor in minor units of the currency of the limits; unknown where nothing has a worth, and then the terminal weighs it
 */
export function approversFor(
  candidates: readonly Candidate[],
  worthMinor: bigint | undefined,
): readonly Approver[] {
  return candidates
    .map((person) => ({
      ...person,
      isAllowed: worthMinor === undefined || person.maxMinor === undefined || worthMinor <= person.maxMinor,
    }))
    .toSorted((left, right) => Number(right.isAllowed) - Number(left.isAllowed))
}
