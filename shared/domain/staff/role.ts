/** What a person may do. Each role may do all that the one before it may. */
export const roles = ['cashier', 'manager', 'owner'] as const
/** One of the three roles. */
export type Role = (typeof roles)[number]

/** True when `role` may do what `needed` may. */
export function mayActAs(role: Role, needed: Role): boolean {
  return roles.indexOf(role) >= roles.indexOf(needed)
}

/** A person at the till. PINs live elsewhere, as scrypt hashes, and never in the journal. */
export type StaffMember = Readonly<{ id: string; name: string; role: Role; active: boolean }>

/** PINs have four to eight digits. */
export const pinPattern = /^\d{4,8}$/

/** PINs that anybody would guess first, and the published practice ones: refused outside practice. */
export function isWeakPin(pin: string): boolean {
  const digits = Array.from(pin, Number)
  const steps = new Set(digits.slice(1).map((digit, index) => digit - (digits[index] ?? 0)))
  const isRepeated = steps.size === 1 && steps.has(0)
  const isSequence = steps.size === 1 && (steps.has(1) || steps.has(-1))
  return isRepeated || isSequence
}
