import { errorCodes, type ErrorCode, type Retry } from './codes.ts'

/** A fact that may be shown and logged: never a secret, a PIN or a key. */
type SafeFact = string | number | boolean | null
/** The facts of an error by name. */
export type SafeFacts = Readonly<Record<string, SafeFact>>

/**
 * The one error class of the product: the world failed, data from outside is bad, or our own bug.
 * A rule that says no is not an error; it is a returned `Rejected`.
 */
export class PosError extends Error {
  readonly code: ErrorCode
  readonly hint: string
  readonly details: SafeFacts
  readonly retry: Retry

  constructor(code: ErrorCode, message: string, options: { details?: SafeFacts; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.name = 'PosError'
    this.code = code
    this.hint = errorCodes[code].hint
    this.retry = errorCodes[code].retry
    this.details = options.details ?? {}
  }
}

/** True for a `PosError`, with any code or the one given. */
export function isPosError(error: unknown, code?: ErrorCode): error is PosError {
  return error instanceof PosError && (code === undefined || error.code === code)
}

/** One plain sentence of any thrown value, for logs. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
