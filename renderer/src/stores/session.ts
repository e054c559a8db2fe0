import { create } from 'zustand'
import type { TerminalClient } from '../../../shared/contract/contract.ts'
import type { Failure } from '../../../shared/contract/procedure.ts'
import { showCachesOfDrill } from '../cache/cache-database.ts'
import { failureOf } from '../host/failure-of.ts'
import { terminal } from '../host/terminal.ts'
import { welcomePerson } from './person-change.ts'
import { sessionMemory } from './session-memory.ts'

/** What every screen may know before sign-in. */
export type Hello = Awaited<ReturnType<TerminalClient['session']['hello']>>
/** Somebody who is signed in. */
type Session = Awaited<ReturnType<TerminalClient['session']['signIn']>>

type SessionState = Readonly<{
  /** Undefined until the terminal has greeted. */
  hello: Hello | undefined
  /** Undefined while the till is locked. */
  session: Session | undefined
  signIn: (staffId: string, pin: string) => Promise<Failure | undefined>
  /** Locks the till at once; the terminal is told if it can be reached. */
  lock: () => Promise<void>
  /** Reads the greeting again, after a change of staff, shop or environment. */
  refreshHello: () => Promise<void>
}>

/** Who is at the till. The token lives in this tab's session storage, so that a reload does not lock. */
export const useSession = create<SessionState>((set) => ({
  hello: undefined,
  session: undefined,
  async signIn(staffId, pin) {
    try {
      const session = await terminal().session.signIn({ staffId, pin })
      sessionMemory.keep(session.token)
      // Before the screens are drawn: the person before them must not be seen for a moment.
      welcomePerson(session.staff.id)
      set({ session })
      return undefined
    } catch (error) {
      return failureOf(error)
    }
  },
  async lock() {
    const signedOut = terminal().session.signOut()
    sessionMemory.forget()
    set({ session: undefined })
    try {
      await signedOut
    } catch (error) {
      // The screen is locked either way; the terminal ends the session itself when its idle time is over.
      if (failureOf(error).code === 'invariant.broken') throw error
    }
  },
  async refreshHello() {
    set({ hello: await terminal().session.hello() })
  },
}))

/** The terminal has ended the session: the till is locked. */
export function endSession(): void {
  sessionMemory.forget()
  useSession.setState({ session: undefined })
}

/**
 * Greets a new connection: reads the greeting and takes the session up again by its token. A token the terminal no
 * longer knows locks the till; anything else is a failed attempt to connect.
 */
export async function greetTerminal(client: TerminalClient): Promise<void> {
  const hello = await client.session.hello()
  showCachesOfDrill(hello.drill !== undefined)
  const token = sessionMemory.read()
  const session = token === undefined ? undefined : await resume(client, token)
  if (token !== undefined && !session) sessionMemory.forget()
  if (session) sessionMemory.keepPerson(session.staff.id)
  useSession.setState({ hello, session })
}

async function resume(client: TerminalClient, token: string): Promise<Session | undefined> {
  try {
    return await client.session.resume({ token })
  } catch (error) {
    if (failureOf(error).code.startsWith('session.')) return undefined
    throw error
  }
}
