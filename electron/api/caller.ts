import type { ApiContext, Session } from './context.ts'
import { makeFailure } from './failure.ts'

/** The person who calls; the middleware has checked the role already. */
export function callerOf(context: ApiContext): Session {
  const { session } = context.connection
  if (!session) throw makeFailure('session.required', 'Nobody is signed in here.')
  return session
}
