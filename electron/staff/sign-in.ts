import { reject, type Rejected } from '../../shared/errors/rejected.ts'
import {
  afterWrongPin,
  lockedForMs,
  noFailures,
  onCorrectedClock,
  triesLeft,
  type PinFailures,
} from '../../shared/domain/staff/lockout.ts'
import type { StaffMember } from '../../shared/domain/staff/role.ts'
import type { Ledger } from '../ledger/port.ts'
import type { Clock } from '../platform/clock.ts'
import { matchesPin } from './pin-hash.ts'

type Ports = Readonly<{ ledger: Ledger; clock: Clock }>

function failuresKey(staffId: string): string {
  return `staff.failures:${staffId}`
}

function readFailures(ledger: Ledger, staffId: string): PinFailures {
  const [count, lockedUntil] = (ledger.findNote(failuresKey(staffId)) ?? '0 0').split(' ').map(Number)
  return { count: count ?? 0, lockedUntil: lockedUntil ?? 0 }
}

function saveFailures(ports: Ports, staffId: string, failures: PinFailures): void {
  ports.ledger.transact((transaction) =>
    transaction.saveNote(failuresKey(staffId), `${failures.count} ${failures.lockedUntil}`),
  )
}

function recordLockout(ports: Ports, staffId: string, until: number): void {
  ports.ledger.transact((transaction) => {
    transaction.append({
      type: 'staff.lockedOut',
      subject: { kind: 'staff', id: staffId },
      body: { staffId, until },
      actor: 'till',
    })
  })
}

/**
 * Checks a PIN. A try is counted before the PIN is looked at, so that a till killed in between has still counted it, and
 * two tries at once cannot share one. Wrong tries outlive a restart.
 * @returns the person, or `session.wrongPin` with the tries left, `session.lockedOut` with the wait in seconds
 */
export async function signIn(
  ports: Ports,
  staffId: string,
  pin: string,
): Promise<{ ok: true; staff: StaffMember } | Rejected> {
  const staff = ports.ledger.staff().find((member) => member.id === staffId && member.active)
  if (!staff) return reject('staff.notFound', { staffId })
  const hash = ports.ledger.pinHash(staffId)
  if (hash === undefined) return reject('session.pinNotSet', { staffId })
  const stored = readFailures(ports.ledger, staffId)
  const before = onCorrectedClock(stored, ports.clock.now())
  const lockedMs = lockedForMs(before, ports.clock.now())
  if (before !== stored) saveFailures(ports, staffId, before)
  if (lockedMs > 0) return reject('session.lockedOut', { seconds: Math.ceil(lockedMs / 1000) })
  const failed = afterWrongPin(before, ports.clock.now())
  saveFailures(ports, staffId, failed)
  if (!(await matchesPin(pin, hash))) {
    const seconds = Math.ceil(lockedForMs(failed, ports.clock.now()) / 1000)
    if (seconds > 0) recordLockout(ports, staffId, failed.lockedUntil)
    return seconds > 0
      ? reject('session.lockedOut', { seconds })
      : reject('session.wrongPin', { triesLeft: triesLeft(failed) })
  }
  // While the PIN was looked at, somebody may have changed it, or taken the person off the list.
  const now = ports.ledger.staff().find((member) => member.id === staffId && member.active)
  if (!now || ports.ledger.pinHash(staffId) !== hash)
    return reject('session.wrongPin', { triesLeft: triesLeft(failed) })
  saveFailures(ports, staffId, noFailures)
  return { ok: true, staff: now }
}
