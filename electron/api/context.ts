import type { Role } from '../../shared/domain/staff/role.ts'
import type { Clock } from '../platform/clock.ts'
import type { Ids } from '../platform/ids.ts'
import type { Log } from '../platform/log.ts'

/** What a paired screen is for. The customer display may call nothing but its own group and the greeting. */
export type Screen = 'till' | 'display'

/** Somebody who signed in. `token` is a secret of that person's page; times are milliseconds since 1970. */
export type Session = Readonly<{
  token: string
  staffId: string
  name: string
  role: Role
  startedAt: number
  lastSeenAt: number
}>

/** The signed-in people of a terminal. Tokens are never stored or logged, only compared. */
export type SessionStore = Readonly<{
  /** Starts a session with a fresh token; the one idle longest ends when there are too many. */
  open: (person: Readonly<{ staffId: string; name: string; role: Role }>) => Session
  /** The session of a token, unless it has ended, been idle too long or grown too old. */
  find: (token: string) => Session | undefined
  /** The person is there: idle time starts again. */
  touch: (token: string) => Session | undefined
  end: (token: string) => void
  /** Ends every session of a person, after a change of PIN or role; the one kept is that of the page that made it. */
  endAllOf: (staffId: string, keptToken?: string) => void
  /** When the session locks if nobody touches the till, in milliseconds since 1970. */
  locksAt: (session: Session) => number
}>

/** One screen on one wire. Signing in and out changes `session`; nothing else changes. */
export type Connection = { readonly id: string; readonly screen: Screen; session: Session | undefined }

/** What every call needs, whatever it does. */
export type ApiServices = Readonly<{ sessions: SessionStore; clock: Clock; ids: Ids; log: Log }>

/** What a procedure is given beside its input. */
export type ApiContext = Readonly<{ connection: Connection; services: ApiServices }>
