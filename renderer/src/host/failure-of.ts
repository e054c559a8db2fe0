import { ORPCError } from '@orpc/client'
import type { Failure } from '../../../shared/contract/procedure.ts'
import { errorCodes, type ErrorCode } from '../../../shared/errors/codes.ts'
import { isPosError, messageOf } from '../../../shared/errors/pos-error.ts'
import type { Rejected } from '../../../shared/errors/rejected.ts'

function failure(code: ErrorCode, message: string, details: Failure['details'] = {}): Failure {
  return { code, message, hint: errorCodes[code].hint, details }
}

function isFailure(data: unknown): data is Failure {
  return (
    typeof data === 'object' &&
    data !== null &&
    'code' in data &&
    typeof data.code === 'string' &&
    Object.hasOwn(errorCodes, data.code)
  )
}

/** Codes of the transport itself, for calls that never reached a procedure of ours. */
const transportCodes: Readonly<Record<string, ErrorCode>> = {
  BAD_REQUEST: 'contract.invalidInput',
  NOT_FOUND: 'contract.unknownProcedure',
  METHOD_NOT_SUPPORTED: 'contract.unknownProcedure',
  PAYLOAD_TOO_LARGE: 'contract.invalidInput',
  UNAUTHORIZED: 'session.required',
  FORBIDDEN: 'session.forbidden',
  TIMEOUT: 'contract.timeout',
}

/**
 * The failure behind anything a call threw, with a code that has a text on the screen.
 * A call that was cut off by a lost connection is `connection.lost`: whether it was carried out is not known.
 */
export function failureOf(error: unknown): Failure {
  if (error instanceof ORPCError) {
    const data: unknown = error.data
    if (isFailure(data)) return data
    return failure(transportCodes[String(error.code)] ?? 'invariant.broken', error.message)
  }
  if (isPosError(error)) return failure(error.code, error.message, error.details)
  if (isCutOff(error)) return failure('connection.lost', messageOf(error))
  return failure('invariant.broken', messageOf(error))
}

/** The failure of a rule that the page itself applied, such as the total of a basket. */
export function failureOfRejection(rejected: Rejected): Failure {
  return failure(rejected.code, rejected.code, rejected.details)
}

function isCutOff(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  return error.name === 'AbortError' || /queue|socket|port/i.test(error.message)
}
