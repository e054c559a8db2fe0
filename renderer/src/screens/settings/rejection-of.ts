import type { Failure } from '../../../../shared/contract/procedure.ts'

/** A field that the terminal refused, and what it said about it. */
export type Rejection = Readonly<{ field: string; problem?: string }>

/** The field that a failure is about, `undefined` when it is about none. */
export function rejectionOf(failure: Failure | undefined): Rejection | undefined {
  const { field, problem } = failure?.details ?? {}
  if (typeof field !== 'string') return undefined
  return typeof problem === 'string' ? { field, problem } : { field }
}
