import type { Access } from '../../shared/contract/procedure.ts'
import { mayActAs } from '../../shared/domain/staff/role.ts'
import type { Connection, Session, SessionStore } from './context.ts'
import { refuse } from './failure.ts'

/** The only procedure for everybody that a customer display needs too. */
const displayGreeting = 'session.hello'

/** The session of a connection as it is now; one that has ended is taken off the connection. */
function currentSession(connection: Connection, sessions: SessionStore): Session | undefined {
  const { session } = connection
  if (session === undefined) return undefined
  connection.session = sessions.find(session.token)
  return connection.session
}

/**
 * Lets a call through or refuses it, by what the contract says of the procedure.
 * @throws {PosError} `session.required`, `session.forbidden`
 */
export function checkAccess(
  connection: Connection,
  access: Access,
  procedure: string,
  sessions: SessionStore,
): void {
  if (connection.screen === 'display') {
    if (access === 'display' || (access === 'anyone' && procedure === displayGreeting)) return
    refuse('session.forbidden', 'A customer display shows sales and does nothing else.')
  }
  if (access === 'anyone') return
  const session = currentSession(connection, sessions)
  if (session === undefined) return refuse('session.required', 'Nobody is signed in here.')
  if (access === 'display' || mayActAs(session.role, access)) return
  refuse('session.forbidden', `This needs the ${access} role; ${session.name} is ${session.role}.`)
}
