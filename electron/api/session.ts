import type { SessionStore, Session } from './context.ts'
import { answer, makeFailure } from './failure.ts'
import { os } from './middleware.ts'
import type { TerminalParts } from '../terminal-parts.ts'
import { ledgerIdOf } from '../ledger/ledger-id.ts'
import { signIn } from '../staff/sign-in.ts'
import type { StaffMember } from '../../shared/domain/staff/role.ts'
import { countUnseenChanges } from '../settings/unseen-changes.ts'

function memberView(
  terminal: TerminalParts,
  member: StaffMember,
): { id: string; name: string; role: StaffMember['role']; hasPin: boolean } {
  return {
    id: member.id,
    name: member.name,
    role: member.role,
    hasPin: terminal.ledger.pinHash(member.id) !== undefined,
  }
}

function sessionView(terminal: TerminalParts, session: Session, sessions: SessionStore) {
  const staff = { id: session.staffId, name: session.name, role: session.role, hasPin: true }
  return {
    token: session.token,
    staff,
    idleSeconds: Math.max(0, Math.floor((sessions.locksAt(session) - terminal.clock.now()) / 1000)),
  }
}

/** Signing in and out. */
export function sessionApi(terminal: TerminalParts) {
  return {
    hello: os.session.hello.handler(() => {
      const settings = terminal.settings.current()
      const drill = terminal.drills.running
      return {
        environment: terminal.environment,
        ledgerId: ledgerIdOf(terminal.ledger, terminal.environment),
        ...(drill === undefined ? {} : { drill }),
        shopName: settings.shop.name,
        till: settings.shop.till,
        currency: settings.shop.currency,
        staff: terminal.ledger
          .staff()
          .filter((member) => member.active)
          .map((member) => memberView(terminal, member)),
        offerChoice: terminal.setup.offerChoice(),
        setupNeeded: terminal.setup.isNeeded(),
        version: terminal.version,
        unseenChanges: countUnseenChanges(terminal.ledger),
      }
    }),
    signIn: os.session.signIn.handler(async ({ input, context }) => {
      const { connection, services } = context
      const { staff } = answer(await signIn(terminal, input.staffId, input.pin))
      connection.session = services.sessions.open({ staffId: staff.id, name: staff.name, role: staff.role })
      return sessionView(terminal, connection.session, services.sessions)
    }),
    resume: os.session.resume.handler(({ input, context }) => {
      const { connection, services } = context
      const session = services.sessions.touch(input.token)
      if (!session) throw makeFailure('session.required', 'This session has ended.')
      connection.session = session
      return sessionView(terminal, session, services.sessions)
    }),
    signOut: os.session.signOut.handler(({ context }) => {
      const { connection, services } = context
      if (connection.session) services.sessions.end(connection.session.token)
      connection.session = undefined
      return { signedOutAt: terminal.clock.now() }
    }),
    touch: os.session.touch.handler(({ context }) => {
      const { connection, services } = context
      const session = connection.session && services.sessions.touch(connection.session.token)
      if (!session) throw makeFailure('session.required', 'This session has ended.')
      return { locksAt: services.sessions.locksAt(session) }
    }),
  }
}
