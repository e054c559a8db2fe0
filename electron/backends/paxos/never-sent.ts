/** What the system was doing when it failed: before a connection stands, no byte of the request is on its way. */
const beforeSending: ReadonlySet<unknown> = new Set(['connect', 'getaddrinfo'])
const depthMax = 5

function fieldOf(error: object, name: string): unknown {
  return Object.getOwnPropertyDescriptor(error, name)?.value
}

/**
 * True when a request certainly did not leave this machine: its name was not found, or no connection was made. Everything else,
 * a time limit above all, may have been received.
 */
export function isNeverSent(error: unknown, depth = 0): boolean {
  if (!(error instanceof Error) || depth > depthMax) return false
  // A host with several addresses is tried at each; one that accepted the connection may have read the request.
  if (error instanceof AggregateError)
    return error.errors.length > 0 && error.errors.every((each) => isNeverSent(each, depth + 1))
  if (beforeSending.has(fieldOf(error, 'syscall'))) return true
  if (fieldOf(error, 'code') === 'UND_ERR_CONNECT_TIMEOUT') return true
  return isNeverSent(error.cause, depth + 1)
}
