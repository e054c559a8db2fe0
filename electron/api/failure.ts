import { ORPCError } from '@orpc/server'
import type { Failure } from '../../shared/contract/procedure.ts'
import { errorCodes, type ErrorCode } from '../../shared/errors/codes.ts'
import { isPosError, messageOf, PosError, type SafeFacts } from '../../shared/errors/pos-error.ts'
import type { Rejected } from '../../shared/errors/rejected.ts'
import type { ApiServices } from './context.ts'

/** The typed error of the contract: the only shape in which a failure leaves the terminal. */
export type PosFailure = ORPCError<'POS', Failure>

const textMax = 300

/** Makes the typed error of the contract from a code, a sentence and safe facts. */
export function makeFailure(code: ErrorCode, message: string, details: SafeFacts = {}): PosFailure {
  const data: Failure = { code, message, hint: errorCodes[code].hint, details }
  return new ORPCError('POS', { defined: true, status: 422, message, data })
}

/** The result of a use case as an answer: a rejection is thrown as the typed error of the contract. */
export function answer<T>(result: T | Rejected): T {
  if (isRejected(result)) return refuseWith(result)
  return result
}

/** Throws a rejection as the typed error of the contract. */
export function refuseWith(rejected: Rejected): never {
  throw makeFailure(rejected.code, errorCodes[rejected.code].hint, rejected.details)
}

function isRejected(result: unknown): result is Rejected {
  return (
    typeof result === 'object' &&
    result !== null &&
    'ok' in result &&
    result.ok === false &&
    'code' in result &&
    typeof result.code === 'string' &&
    result.code in errorCodes
  )
}

function isPosFailure(error: unknown): error is PosFailure {
  return error instanceof ORPCError && error.code === 'POS' && error.defined
}

/** A path such as `lines.0.name`, as a schema reports it. */
function namePath(path: unknown): string {
  if (!Array.isArray(path) || path.length === 0) return 'input'
  return path
    .map((step: unknown) => (typeof step === 'object' && step !== null && 'key' in step ? step.key : step))
    .map(String)
    .join('.')
    .slice(0, textMax)
}

function readIssues(data: unknown): readonly unknown[] {
  if (typeof data !== 'object' || data === null || !('issues' in data)) return []
  return Array.isArray(data.issues) ? data.issues : []
}

/** Bad input, naming the first field that is wrong. The value itself is never repeated: it may be a PIN. */
function describeBadInput(data: unknown): PosFailure {
  const issues = readIssues(data)
  const first = issues[0]
  if (typeof first !== 'object' || first === null) {
    return makeFailure('contract.invalidInput', 'The request could not be read.', { field: 'input' })
  }
  const field = namePath('path' in first ? first.path : undefined)
  const problem = 'message' in first ? String(first.message).slice(0, textMax) : 'Not valid'
  const details = { field, problem, problems: issues.length }
  return makeFailure('contract.invalidInput', `${field}: ${problem}`, details)
}

/** Our own bug: logged whole under an id; the screen gets the id and nothing of the inside. */
function reportBug(error: unknown, procedure: string, { ids, log }: ApiServices): PosFailure {
  const id = ids.next('err')
  const cause = error instanceof Error ? error.cause : undefined
  log.error('A call failed unexpectedly', {
    id,
    procedure,
    error: messageOf(error),
    ...(cause === undefined ? {} : { cause: messageOf(cause) }),
    ...(error instanceof Error && error.stack !== undefined ? { stack: error.stack } : {}),
  })
  return makeFailure('invariant.broken', 'Something went wrong inside the till.', { id })
}

/** Any thrown value as the typed error of the contract. */
export function toFailure(error: unknown, procedure: string, services: ApiServices): PosFailure {
  if (isPosFailure(error)) return error
  if (isPosError(error) && error.code !== 'invariant.broken') {
    return makeFailure(error.code, error.message, error.details)
  }
  if (error instanceof ORPCError && error.code === 'BAD_REQUEST') return describeBadInput(error.data)
  return reportBug(error, procedure, services)
}

/** Who may not, as a thrown `PosError`: nobody has signed in, or somebody with too little power. */
export function refuse(code: 'session.required' | 'session.forbidden', message: string): never {
  throw new PosError(code, message)
}
