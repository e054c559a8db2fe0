import type { ErrorCode } from './codes.ts'
import type { SafeFacts } from './pos-error.ts'

/** A rule said no. Returned, never thrown; the screen has a text for each code. */
export type Rejected = Readonly<{ ok: false; code: ErrorCode; details: SafeFacts }>

/** A rejection with its safe facts. */
export function reject(code: ErrorCode, details: SafeFacts = {}): Rejected {
  return { ok: false, code, details }
}
