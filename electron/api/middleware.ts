import { implement, type ImplementerInternalWithMiddlewares } from '@orpc/server'
import { contract } from '../../shared/contract/contract.ts'
import type { ProcedureMeta } from '../../shared/contract/procedure.ts'
import { PosError } from '../../shared/errors/pos-error.ts'
import { checkAccess } from './access.ts'
import type { ApiContext, Connection } from './context.ts'
import { toFailure } from './failure.ts'
import { guardStream } from './guarded-stream.ts'
import { limitOf } from './time-limits.ts'

/** Calls and streams one screen may have open at once; a till uses about ten. */
const openCallsMax = 128
const openCalls = new WeakMap<Connection, number>()

/** Counts a call in; the returned function counts it out. */
function countIn(connection: Connection): () => void {
  const open = openCalls.get(connection) ?? 0
  if (open >= openCallsMax) {
    throw new PosError('contract.tooManyCalls', `More than ${openCallsMax} calls are open at once.`)
  }
  openCalls.set(connection, open + 1)
  return () => openCalls.set(connection, (openCalls.get(connection) ?? 1) - 1)
}

/** Answers in time, or says that it did not. The work itself goes on: the same key asks for its result again. */
async function inTime<T extends Readonly<{ output: unknown }>>(
  work: Promise<T>,
  limitMs: number,
): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  let isLate = false
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      isLate = true
      reject(new PosError('contract.timeout', `No answer within ${limitMs / 1_000} seconds.`))
    }, limitMs)
  })
  work.then(
    ({ output }) => (isLate && isStream(output) ? output.return?.() : undefined),
    () => undefined,
  )
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}

function isStream(value: unknown): value is AsyncIterator<unknown> {
  return typeof value === 'object' && value !== null && Symbol.asyncIterator in value && 'next' in value
}

const terminal = implement(contract).$context<ApiContext>()

// Written out: the compiler does not put the inferred type of a contract this large into a declaration.
type TerminalImplementer = ImplementerInternalWithMiddlewares<typeof contract, ApiContext, ApiContext>

/**
 * The contract, ready to be implemented: `os.session.hello.handler(...)`. Around every procedure, before its input is
 * even read: who may call it, how many calls are open, its time limit, and one shape for whatever goes wrong.
 */
export const os: TerminalImplementer = terminal.use(async ({ context, next, path, procedure, signal }) => {
  const { connection, services } = context
  const name = path.join('.')
  const { access }: ProcedureMeta = procedure['~orpc'].meta
  const toError = (error: unknown): Error => toFailure(error, name, services)
  const check = (): void => checkAccess(connection, access, name, services.sessions)

  let countOut: (() => void) | undefined
  try {
    check()
    countOut = countIn(connection)
    const result = await inTime(Promise.resolve(next()), limitOf(name))
    if (isStream(result.output)) {
      const onEnd = countOut
      countOut = undefined
      return { ...result, output: guardStream(result.output, { signal, check, toError, onEnd }) }
    }
    const { session } = connection
    if (session !== undefined) connection.session = services.sessions.touch(session.token)
    return result
  } catch (error) {
    throw toError(error)
  } finally {
    countOut?.()
  }
})
