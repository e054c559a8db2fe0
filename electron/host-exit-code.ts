import { isPosError } from '../shared/errors/pos-error.ts'
import type { ErrorCode } from '../shared/errors/codes.ts'

const codes: Partial<Record<ErrorCode, number>> = {
  'config.invalid': 2,
  'ledger.locked': 3,
  'ledger.corrupt': 4,
}

/** The exit code of a host: part of the outside interface, so that whoever starts it can tell why it ended. */
export function exitCodeFor(error: unknown): number {
  return isPosError(error) ? (codes[error.code] ?? 1) : 1
}
