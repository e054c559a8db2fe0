import { reject, type Rejected } from '../../shared/errors/rejected.ts'
import { isWeakPin, pinPattern, type Role, type StaffMember } from '../../shared/domain/staff/role.ts'
import { noFailures } from '../../shared/domain/staff/lockout.ts'
import type { Ledger, LedgerTransaction } from '../ledger/port.ts'
import { hashPin } from './pin-hash.ts'

/** The PINs that the documentation publishes for practice. */
export const practicePins = ['1111', '2222', '3333'] as const

/** A PIN that may be set; practice takes easy ones, testnet and live do not. */
export function checkPin(pin: string, isPractice: boolean): Rejected | undefined {
  if (!pinPattern.test(pin)) return reject('staff.weakPin', { problem: 'A PIN has four to eight digits' })
  const isPublished = practicePins.some((published) => published === pin)
  if (!isPractice && (isPublished || isWeakPin(pin)))
    return reject('staff.weakPin', { problem: 'Repeated digits, runs and practice PINs are guessed first' })
  return undefined
}

/** Adds or changes a person inside a transaction of the caller; nothing is written when nothing changes. */
export function appendStaff(transaction: LedgerTransaction, member: StaffMember, actor: string): void {
  const before = transaction.staff().find((candidate) => candidate.id === member.id)
  const subject = { kind: 'staff', id: member.id } as const
  if (!before) {
    transaction.append({ type: 'staff.added', subject, body: member, actor })
  } else if (before.name !== member.name || before.role !== member.role || before.active !== member.active) {
    transaction.append({ type: 'staff.changed', subject, body: member, actor })
  }
}

/** Stores the hash of a PIN beside the journal, and in the journal that it changed. A new PIN ends a lockout. */
export function appendPin(
  transaction: LedgerTransaction,
  staffId: string,
  hash: string,
  actor: string,
): number {
  transaction.savePinHash(staffId, hash)
  transaction.saveNote(`staff.failures:${staffId}`, `${noFailures.count} ${noFailures.lockedUntil}`)
  return transaction.append({
    type: 'staff.pinChanged',
    subject: { kind: 'staff', id: staffId },
    body: { staffId },
    actor,
  }).entry.seq
}

/** Owners beside one person who can sign in: without such an owner the set-up would be open to everybody again. */
function otherOwners(ledger: Ledger, without: string): number {
  const { length } = ledger
    .staff()
    .filter(
      ({ active, role, id }) =>
        active && role === 'owner' && id !== without && ledger.pinHash(id) !== undefined,
    )
  return length
}

/** A person as an owner saves it. */
export type SaveStaff = Readonly<{
  id: string
  name: string
  role: Role
  active: boolean
  pin?: string | undefined
}>

/** Adds or changes a person, with a new PIN if one is given. The last owner can be neither demoted nor switched off. */
export async function saveStaff(
  ledger: Ledger,
  input: SaveStaff,
  actor: string,
  isPractice: boolean,
): Promise<{ ok: true } | Rejected> {
  const weak = input.pin === undefined ? undefined : checkPin(input.pin, isPractice)
  if (weak) return weak
  const hash = input.pin === undefined ? undefined : await hashPin(input.pin)
  if ((input.role !== 'owner' || !input.active) && otherOwners(ledger, input.id) === 0)
    return reject('staff.lastOwner')
  const nameTaken = ledger
    .staff()
    .some((member) => member.id !== input.id && member.active && member.name === input.name)
  if (nameTaken)
    return reject('contract.invalidInput', { field: 'name', problem: 'Somebody else has this name' })
  ledger.transact((transaction) => {
    appendStaff(
      transaction,
      { id: input.id, name: input.name, role: input.role, active: input.active },
      actor,
    )
    if (hash !== undefined) appendPin(transaction, input.id, hash, actor)
  })
  return { ok: true }
}
