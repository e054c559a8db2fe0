import { PosError, type SafeFacts } from './pos-error.ts'

/**
 * Stops the operation when something that must hold does not; on in production too.
 * @throws {PosError} `invariant.broken`
 */
export function assertInvariant(holds: boolean, message: string, details: SafeFacts = {}): asserts holds {
  if (!holds) throw new PosError('invariant.broken', message, { details })
}

/**
 * Ends an exhaustive `switch`: a missing case does not compile, and an unexpected value at run time stops.
 * @throws {PosError} `invariant.broken`
 */
export function unreachable(value: never): never {
  const text = JSON.stringify(value, (_, part: unknown) => (typeof part === 'bigint' ? String(part) : part))
  throw new PosError('invariant.broken', `Unexpected case: ${text}`)
}
