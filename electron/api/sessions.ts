import type { Clock } from '../platform/clock.ts'
import type { Ids } from '../platform/ids.ts'
import { fingerprintSecret, isSameSecret } from '../platform/same-secret.ts'
import type { Session, SessionStore } from './context.ts'

const sessionsMax = 64
/** However busy the till: after a working day and a night, somebody types a PIN again. */
const ageMaxMs = 24 * 60 * 60_000

type Entry = { session: Session; readonly fingerprint: Buffer }

export type SessionOptions = Readonly<{
  clock: Clock
  ids: Ids
  /** Seconds without a touch after which the till locks; read at every check, because the setting may change. */
  idleSeconds: () => number
}>

/**
 * The signed-in people, in memory: a restart signs everybody out.
 * A clock that is set back never lengthens a session: idle time counts from the corrected time at the latest.
 */
export function openSessions({ clock, ids, idleSeconds }: SessionOptions): SessionStore {
  let entries: readonly Entry[] = []

  const locksAt = (session: Session): number =>
    Math.min(session.lastSeenAt + idleSeconds() * 1_000, session.startedAt + ageMaxMs)

  const findEntry = (token: string): Entry | undefined => {
    const now = clock.now()
    for (const entry of entries) {
      const { session } = entry
      if (session.lastSeenAt > now) {
        entry.session = { ...session, lastSeenAt: now, startedAt: Math.min(session.startedAt, now) }
      }
    }
    entries = entries.filter(({ session }) => now < locksAt(session))
    return entries.find(({ fingerprint }) => isSameSecret(token, fingerprint))
  }

  return {
    open: ({ staffId, name, role }) => {
      const now = clock.now()
      const session: Session = { token: ids.secret(), staffId, name, role, startedAt: now, lastSeenAt: now }
      const kept = entries
        .toSorted((a, b) => b.session.lastSeenAt - a.session.lastSeenAt)
        .slice(0, sessionsMax - 1)
      entries = [...kept, { session, fingerprint: fingerprintSecret(session.token) }]
      return session
    },
    find: (token) => findEntry(token)?.session,
    touch: (token) => {
      const entry = findEntry(token)
      if (entry === undefined) return undefined
      entry.session = { ...entry.session, lastSeenAt: clock.now() }
      return entry.session
    },
    end: (token) => {
      const ended = findEntry(token)
      entries = entries.filter((entry) => entry !== ended)
    },
    endAllOf: (staffId, keptToken) => {
      entries = entries.filter(({ session }) => session.staffId !== staffId || session.token === keptToken)
    },
    locksAt,
  }
}
